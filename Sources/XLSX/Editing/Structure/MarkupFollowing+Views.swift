import Formula
import OpenPackaging
import SpreadsheetModel

/// What a view of a sheet shows: its frozen rows and columns, and what is selected (ECMA-376 Part 1,
/// 18.3.1.87).
extension MarkupFollowing {
  /// Frozen rows or columns stay the same ones, new ones between them freeze as well; what was selected
  /// stays selected.
  mutating func followView(_ view: MarkupElement, _ grid: GridEdit) throws(EditError) {
    let children = try document.children(of: view)
    let selections = children.filter { document.is($0, "selection") }
    if let pane = children.first(where: { document.is($0, "pane") }),
      followPane(pane, of: view, grid) == false
    {
      // Without the pane, selections in it mean nothing.
      for selection in selections { patch.remove(selection.range) }
      return
    }
    for selection in selections { followSelection(selection, grid) }
  }

  /// Whether the pane divides the sheet as it did.
  private mutating func followPane(_ pane: MarkupElement, of view: MarkupElement, _ grid: GridEdit) -> Bool {
    let (name, other, rest) =
      grid.axis == .rows ? ("ySplit", "xSplit", "topRight") : ("xSplit", "ySplit", "bottomLeft")
    let split = count(name, of: pane)
    var border: Int?
    if document.value("state", of: pane)?.hasPrefix("frozen") == true, let split, split > 0 {
      // Frozen lines are counted from the first that the view shows.
      let top = cell("topLeftCell", of: view).map { grid.axis.index(of: $0) } ?? 0
      let new = line(top + split, grid)
      let count = new - top
      guard count > 0 else {
        guard (self.count(other, of: pane) ?? 0) > 0 else {
          patch.remove(pane.range)
          return false
        }
        document.set(name, to: nil, of: pane, in: &patch)
        document.set("activePane", to: rest, of: pane, in: &patch)
        scroll(pane, notBefore: 0, grid)
        return false
      }
      if count != split { document.set(name, to: String(count), of: pane, in: &patch) }
      border = new
    }
    scroll(pane, notBefore: border ?? 0, grid)
    return true
  }

  /// The first cell that the lower right pane shows.
  private mutating func scroll(_ pane: MarkupElement, notBefore border: Int, _ grid: GridEdit) {
    guard let first = cell("topLeftCell", of: pane) else { return }
    let old = grid.axis.index(of: first)
    let new = min(max(line(old, grid), border), grid.axis.limit - 1)
    guard new != old else { return }
    document.set("topLeftCell", to: "\(grid.axis.placing(first, at: new))", of: pane, in: &patch)
  }

  private mutating func followSelection(_ selection: MarkupElement, _ grid: GridEdit) {
    guard let active = cell("activeCell", of: selection) else { return }
    let list = document.value("sqref", of: selection) ?? "\(active)"
    let kept = following.moved(list: list)
    if let cell = grid.moved(active), let kept, kept.count(of: " ") == list.count(of: " ") {
      if cell != active { document.set("activeCell", to: "\(cell)", of: selection, in: &patch) }
      if kept != list { document.set("sqref", to: kept, of: selection, in: &patch) }
      return
    }
    // Of what is gone, the place where it was.
    let place = grid.axis.placing(
      active, at: min(grid.moved(edge: grid.axis.index(of: active)), grid.axis.limit - 1))
    document.set("activeCell", to: "\(place)", of: selection, in: &patch)
    document.set("activeCellId", to: nil, of: selection, in: &patch)
    document.set("sqref", to: "\(place)", of: selection, in: &patch)
  }

  /// Where a line between rows or columns ends up: it keeps to those before it.
  private func line(_ index: Int, _ grid: GridEdit) -> Int {
    guard grid.action == .insert else { return grid.moved(edge: index) }
    return index > 0 ? grid.moved(edge: index - 1) + 1 : 0
  }

  private func cell(_ name: StaticString, of element: MarkupElement) -> CellReference? {
    document.value(name, of: element).flatMap { CellReference(a1: $0) }
  }

  /// A number of rows or columns, which programs write with decimals too.
  private func count(_ name: String, of element: MarkupElement) -> Int? {
    document.attributes(of: element).first { document.bytes[$0.name].elementsEqual(name.utf8) }
      .flatMap { Double(MarkupText.string(document.raw($0.value))) }.flatMap { Int(exactly: $0) }
      .flatMap { (0..<CellReference.rowLimit).contains($0) ? $0 : nil }
  }
}

extension String {
  /// How often a sign occurs.
  fileprivate func count(of sign: Character) -> Int { count { $0 == sign } }
}
