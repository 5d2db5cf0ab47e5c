import Formula
import SpreadsheetModel

/// Keeps shared formulas whole when their master is overwritten.
///
/// A shared formula's text stands in its master only; the followers name its group (`si`). Before the
/// master goes, the next follower becomes the master, or, where the followers do not lie in one line,
/// each gets its own formula.
struct SharedFormulaRehoming {
  let index: SheetIndex
  let groups: FormulaGroups

  private struct Place {
    var cell: CellReference
    var markup: CellMarkup
  }

  /// The edits with those added that the followers of overwritten masters need.
  func completing(_ edits: [Int: [Int: CellEdit]]) throws(EditError) -> [Int: [Int: CellEdit]] {
    guard !groups.shared.isEmpty else { return edits }
    var completed = edits
    for (row, cells) in edits.sorted(by: { $0.key < $1.key }) {
      guard cells.values.contains(where: { $0.entry != nil }) else { continue }
      for span in index.rows(at: row) {
        for cell in try CellMarkup.cells(of: span, in: index.document) where cells[cell.column]?.entry != nil
        {
          guard let formula = cell.formula, let position = master(formula) else { continue }
          let place = Place(cell: CellReference(row: row, column: cell.column), markup: cell)
          try rehome(position, at: place, edits: &completed)
        }
      }
    }
    return completed
  }

  /// The formula of a group as a cell reads it; `nil` if the group has no master.
  func expanded(group: Int, at cell: CellReference) throws(EditError) -> String? {
    guard let master = groups.shared.first(where: { $0.group == group && $0.range != nil && !$0.isEmptyTag }),
      let place = try place(of: master.tag), let formula = place.markup.formula
    else { return nil }
    let text = MarkupText.plain(try index.document.text(of: formula))
    return FormulaText(text).shifted(
      rows: cell.row - place.cell.row, columns: cell.column - place.cell.column)
  }

  /// The position of a formula among the shared ones if it is a master.
  private func master(_ formula: MarkupElement) -> Int? {
    guard !formula.content.isEmpty else { return nil }
    return groups.shared.firstIndex { $0.tag == formula.startTag && $0.range != nil }
  }

  private func rehome(
    _ position: Int, at master: Place, edits: inout [Int: [Int: CellEdit]]
  ) throws(EditError) {
    guard let formula = master.markup.formula else { return }
    let group = groups.shared[position].group
    let text = MarkupText.plain(try index.document.text(of: formula))
    let followers = try followers(of: position).filter { edits[$0.cell.row]?[$0.cell.column]?.entry == nil }
    guard let first = followers.first else { return }
    let parsed = FormulaText(text)
    func shifted(to cell: CellReference) -> String {
      parsed.shifted(rows: cell.row - master.cell.row, columns: cell.column - master.cell.column)
    }
    let box = followers.dropFirst().reduce(CellRange(first.cell)) { $0.union(CellRange($1.cell)) }
    let isLine = box.rows.count == 1 || box.columns.count == 1
    // What has fallen off the grid at the new master could not be found again from there.
    let losesReferences = shifted(to: first.cell).contains("#REF!") && !text.contains("#REF!")
    if followers.count > 1, isLine, box.first == first.cell, !losesReferences {
      let markup = element(shifted(to: first.cell), of: first.markup, shared: (group, box))
      edits[first.cell.row, default: [:]][first.cell.column, default: CellEdit()].formulaMarkup = markup
    } else {
      for follower in followers {
        let markup = element(shifted(to: follower.cell), of: follower.markup, shared: nil)
        edits[follower.cell.row, default: [:]][follower.cell.column, default: CellEdit()].formulaMarkup =
          markup
      }
    }
  }

  /// The followers of a master: those of its group, up to the next master that took the number again.
  private func followers(of position: Int) throws(EditError) -> [Place] {
    let group = groups.shared[position].group
    let masters = groups.shared.indices.filter {
      groups.shared[$0].group == group && groups.shared[$0].range != nil && !groups.shared[$0].isEmptyTag
    }
    let from = masters.count > 1 ? position : 0
    let to = masters.first { $0 > position } ?? groups.shared.count
    var found: [Place] = []
    for shared in groups.shared[from..<to] where shared.group == group {
      guard shared.tag != groups.shared[position].tag, let place = try place(of: shared.tag),
        let formula = place.markup.formula, formula.content.isEmpty
      else { continue }
      found.append(place)
    }
    return found.sorted { $0.cell < $1.cell }
  }

  private func place(of tag: Range<Int>) throws(EditError) -> Place? {
    var low = 0
    var high = index.rows.count
    while low < high {
      let middle = (low + high) / 2
      if index.rows[middle].range.upperBound <= tag.lowerBound { low = middle + 1 } else { high = middle }
    }
    guard low < index.rows.count else { return nil }
    let row = index.rows[low]
    let cells = try CellMarkup.cells(of: row, in: index.document)
    guard let cell = cells.first(where: { $0.element.range.contains(tag.lowerBound) }) else { return nil }
    return Place(cell: CellReference(row: Int(row.row), column: cell.column), markup: cell)
  }

  private func element(
    _ text: String, of cell: CellMarkup, shared: (group: Int, range: CellRange)?
  ) -> String {
    let isVolatile = cell.formula.map { index.document.value("ca", of: $0) == "1" } ?? false
    return Self.markup(
      text, prefix: index.document.qualified(""), shared: shared, isVolatile: isVolatile)
  }

  /// A formula element, of a master where it is shared.
  static func markup(
    _ text: String, prefix: String, shared: (group: Int, range: CellRange)?, isVolatile: Bool
  ) -> String {
    var tag = "<\(prefix)f"
    if let shared { tag += " t=\"shared\" ref=\"\(shared.range)\" si=\"\(shared.group)\"" }
    if isVolatile { tag += " ca=\"1\"" }
    return "\(tag)>\(MarkupText.escapedXString(text))</\(prefix)f>"
  }

  /// The cells of a shared formula.
  struct Members {
    var formula: String
    var master: CellReference
    var isVolatile: Bool
    /// Master and followers, with the start tags of their formulas.
    var cells: [(cell: CellReference, tag: Range<Int>)]
  }

  /// The cells of the shared formula whose master stands at a position of the groups.
  func members(of position: Int) throws(EditError) -> Members? {
    let tag = groups.shared[position].tag
    guard let master = try place(of: tag), let formula = master.markup.formula else { return nil }
    var cells = [(cell: master.cell, tag: tag)]
    for follower in try followers(of: position) {
      if let formula = follower.markup.formula { cells.append((follower.cell, formula.startTag)) }
    }
    return Members(
      formula: MarkupText.plain(try index.document.text(of: formula)), master: master.cell,
      isVolatile: index.document.value("ca", of: formula) == "1", cells: cells)
  }
}
