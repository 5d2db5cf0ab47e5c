import Formula
import SpreadsheetModel

/// How references follow a change of the workbook's sheets, or why they cannot.
struct ReferenceFollowing {
  let change: SheetChange
  /// The changed sheet, by the name it had before.
  let sheet: String
  /// The names of all sheets by their tabs, before the change.
  let order: [String]
  /// Whether references to what is deleted may become `#REF!`, as they do in Excel.
  var breaksReferences: Bool
  /// Columns of tables that the change deletes, which structured references may name.
  var lostColumns: [LostColumns] = []

  /// The columns of one table that go.
  struct LostColumns {
    var table: String
    var names: Set<String>
  }

  /// The rows or columns inserted or deleted, `nil` for other changes.
  var grid: GridEdit? {
    if case .edit(let edit, _) = change { return edit }
    return nil
  }

  /// Whether tables and linked workbooks get other names, too.
  private var renames: Bool { if case .join = change { true } else { false } }

  /// Whether a sheet's own cells move.
  func moves(_ other: String?) -> Bool { grid != nil && other?.lowercased() == sheet.lowercased() }

  /// A formula after the change, `nil` if it stays as it is.
  ///
  /// - Parameter own: The sheet it stands on.
  /// - Throws: `dependent` where a reference is lost, or goes through several sheets.
  func following(
    _ formula: String, on own: String?, part: String, offset: Int? = nil
  ) throws(EditError) -> String? {
    // Without a sheet's name a formula means its own sheet.
    if !renames, !moves(own), !formula.utf8.contains(UInt8(ascii: "!")), lostColumns.isEmpty { return nil }
    let text = FormulaText(formula)
    if grid != nil, text.spansSheets(including: sheet, order: order) {
      throw EditError(.dependent, part: part, sheet: own, offset: offset, detail: formula)
    }
    var result = text.adjusted(for: change, on: own)
    for lost in lostColumns {
      result =
        FormulaText(result ?? formula).losing(lost.names, of: lost.table, isInside: moves(own)) ?? result
    }
    guard let changed = result else { return nil }
    if !breaksReferences, Self.losses(changed) > Self.losses(formula) {
      throw EditError(.dependent, part: part, sheet: own, offset: offset, detail: formula)
    }
    return changed
  }

  /// Where a range of the changed sheet ends up; `nil` if it is gone.
  func moved(_ range: CellRange) -> CellRange? { grid.map { $0.moved(range) } ?? range }

  /// Where a cell of the changed sheet ends up; `nil` if it is gone.
  func moved(_ cell: CellReference) -> CellReference? { grid.map { $0.moved(cell) } ?? cell }

  /// A list of ranges (`sqref`) after the change: what stays as it is, what it is now, or `nil` if nothing
  /// of it is left.
  func moved(list: String) -> String? {
    let ranges = list.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" }
    var kept: [String] = []
    for text in ranges {
      guard let range = CellRange(a1: text) else {
        kept.append(String(text))
        continue
      }
      guard let new = moved(range) else { continue }
      kept.append(new == range ? String(text) : "\(new)")
    }
    return kept.isEmpty ? nil : kept.joined(separator: " ")
  }

  /// A formula written for the first cell of a list of ranges, such as a conditional format's: where that
  /// cell is deleted, it is rewritten for the first one that stays.
  func following(
    _ formula: String, forFirstCellOf list: String, on own: String?, part: String, offset: Int
  ) throws(EditError) -> String? {
    guard moves(own), let grid, grid.action == .delete,
      let range = list.split(separator: " ").compactMap({ CellRange(a1: $0) }).first,
      moved(range.first) == nil, let left = moved(range)
    else { return try following(formula, on: own, part: part, offset: offset) }
    // The first that stays comes to stand where the deleted ones began.
    let survivor = grid.axis.index(of: left.first) + grid.count
    let step = survivor - grid.axis.index(of: range.first)
    let text = FormulaText(formula)
    let shifted =
      grid.axis == .rows ? text.shifted(rows: step, columns: 0) : text.shifted(rows: 0, columns: step)
    return try following(shifted, on: own, part: part, offset: offset) ?? shifted
  }

  private static func losses(_ formula: String) -> Int {
    formula.split(separator: "#REF!", omittingEmptySubsequences: false).count
  }
}
