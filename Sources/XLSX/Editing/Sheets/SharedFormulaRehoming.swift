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
  /// Where the shared formulas are, by their positions; found together when one is asked for.
  private var places: [Place?]?
  /// The formulas of masters that followers were asked about, by group.
  private var masters: [Int: (cell: CellReference, text: FormulaText)] = [:]

  init(index: SheetIndex, groups: FormulaGroups) {
    self.index = index
    self.groups = groups
  }

  private struct Place {
    var cell: CellReference
    var formula: MarkupElement
  }

  /// The edits with those added that the followers of overwritten masters need.
  mutating func completing(_ edits: [Int: [Int: CellEdit]]) throws(EditError) -> [Int: [Int: CellEdit]] {
    guard !groups.shared.isEmpty else { return edits }
    var completed = edits
    for (row, cells) in edits.sorted(by: { $0.key < $1.key }) {
      guard cells.values.contains(where: { $0.entry != nil }) else { continue }
      for span in index.rows(at: row) {
        for cell in try CellMarkup.cells(of: span, in: index.document) where cells[cell.column]?.entry != nil
        {
          guard let formula = cell.formula, !formula.content.isEmpty,
            let position = groups.position(of: formula.startTag), groups.shared[position].isMaster
          else { continue }
          let place = Place(cell: CellReference(row: row, column: cell.column), formula: formula)
          try rehome(position, at: place, edits: &completed)
        }
      }
    }
    return completed
  }

  /// The formula of a group as a cell reads it; `nil` if the group has no master.
  mutating func expanded(group: Int, at cell: CellReference) throws(EditError) -> String? {
    if masters[group] == nil, let position = groups.groups[group]?.masters.first,
      let place = try place(of: position)
    {
      let text = EscapedCharacters.decoded(try index.document.text(of: place.formula))
      masters[group] = (place.cell, FormulaText(text))
    }
    guard let master = masters[group] else { return nil }
    return master.text.shifted(
      rows: cell.row - master.cell.row, columns: cell.column - master.cell.column)
  }

  private mutating func rehome(
    _ position: Int, at master: Place, edits: inout [Int: [Int: CellEdit]]
  ) throws(EditError) {
    let group = groups.shared[position].group
    let text = EscapedCharacters.decoded(try index.document.text(of: master.formula))
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
      let markup = element(shifted(to: first.cell), of: first, shared: (group, box))
      edits[first.cell.row, default: [:]][first.cell.column, default: CellEdit()].formulaMarkup = markup
    } else {
      for follower in followers {
        let markup = element(shifted(to: follower.cell), of: follower, shared: nil)
        edits[follower.cell.row, default: [:]][follower.cell.column, default: CellEdit()].formulaMarkup =
          markup
      }
    }
  }

  /// The followers of a master: those of its group, up to the next master that took the number again.
  private mutating func followers(of position: Int) throws(EditError) -> [Place] {
    guard let group = groups.groups[groups.shared[position].group] else { return [] }
    let from = group.masters.count > 1 ? group.members.partitioningIndex { $0 >= position } : 0
    let next = group.masters.partitioningIndex { $0 > position }
    let to =
      next < group.masters.count
      ? group.members.partitioningIndex { $0 >= group.masters[next] } : group.members.count
    var found: [Place] = []
    for member in group.members[from..<max(from, to)] where member != position {
      if let place = try place(of: member), place.formula.content.isEmpty { found.append(place) }
    }
    return found.sorted { $0.cell < $1.cell }
  }

  /// The cell of a shared formula; `nil` for one that a second formula in its cell supersedes.
  private mutating func place(of position: Int) throws(EditError) -> Place? {
    if places == nil { places = try findPlaces() }
    return places?[position]
  }

  /// Goes through the rows with shared formulas once.
  private func findPlaces() throws(EditError) -> [Place?] {
    var places: [Place?] = []
    places.reserveCapacity(groups.shared.count)
    var row = 0
    var cells: (row: Int, all: [CellMarkup], next: Int)?
    for shared in groups.shared {
      let offset = shared.tag.lowerBound
      while row < index.rows.count, index.rows[row].range.upperBound <= offset { row += 1 }
      guard row < index.rows.count else {
        places.append(nil)
        continue
      }
      var (_, all, next) =
        if let cells, cells.row == row { cells } else {
          (row, try CellMarkup.cells(of: index.rows[row], in: index.document), 0)
        }
      while next < all.count, all[next].element.range.upperBound <= offset { next += 1 }
      cells = (row, all, next)
      guard next < all.count, let formula = all[next].formula, formula.startTag == shared.tag else {
        places.append(nil)
        continue
      }
      let cell = CellReference(row: Int(index.rows[row].row), column: all[next].column)
      places.append(Place(cell: cell, formula: formula))
    }
    return places
  }

  private func element(
    _ text: String, of place: Place, shared: (group: Int, range: CellRange)?
  ) -> String {
    Self.markup(
      text, prefix: index.document.qualified(""), shared: shared,
      isVolatile: index.document.value("ca", of: place.formula) == "1")
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
  mutating func members(of position: Int) throws(EditError) -> Members? {
    guard let master = try place(of: position) else { return nil }
    var cells = [(cell: master.cell, tag: master.formula.startTag)]
    cells += try followers(of: position).map { ($0.cell, $0.formula.startTag) }
    return Members(
      formula: EscapedCharacters.decoded(try index.document.text(of: master.formula)), master: master.cell,
      isVolatile: index.document.value("ca", of: master.formula) == "1", cells: cells)
  }
}
