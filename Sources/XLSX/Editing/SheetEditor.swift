import OpenPackaging
import SpreadsheetModel

/// One sheet of a workbook being edited: what is to change, held until the editor saves.
///
/// Every operation checks what it is given against the sheet at once, so that an error points at the
/// call that caused it. Reached as `editor["名册"]`.
public struct SheetEditor: Sendable {
  /// The sheet's name as asked for.
  public let name: String
  /// The sheet's part as it was before the pending changes.
  let loaded: Result<LoadedSheet, EditError>
  /// Pending cell changes by row and column.
  var cells: [Int: [Int: CellEdit]] = [:]
  /// Pending notes by cell, and authors whose notes are to go first.
  var notes = PendingNotes()
  /// Pending hyperlinks, validations and conditional formats.
  var features = PendingFeatures()

  init(name: String, loaded: Result<LoadedSheet, EditError>) {
    self.name = name
    self.loaded = loaded
  }

  var isUnchanged: Bool { cells.isEmpty && notes.isEmpty && features.isEmpty }

  /// Enters something into a cell.
  ///
  /// - Parameters:
  ///   - cell: A reference, or text in A1 notation such as `C7`.
  ///   - entry: The new content; the cell's formula, if it has one, goes.
  ///   - style: What becomes of the look; `.suitable` gives a date a date format where needed.
  ///   - widensColumn: Whether the column is made just wide enough where a number or day would not show
  ///     whole, but as ####. Hidden columns stay hidden.
  /// - Throws: `noSuchSheet`, `invalidReference`, `textTooLong`, `invalidNumber`, `invalidFormula`,
  ///   `arrayFormula`, `dataTable`, `tableHeading`.
  public mutating func set(
    _ cell: some CellAddress, to entry: CellContent, style: EntryStyle = .suitable,
    widensColumn: Bool = false
  ) throws(EditError) {
    let (cell, sheet) = try target(cell)
    try check(entry, in: cell)
    if sheet.groups.dataTables.contains(where: { $0.contains(cell) }) {
      throw EditError(.dataTable, sheet: name, cell: cell)
    }
    if let array = sheet.groups.arrays.first(where: { $0.contains(cell) }), !array.isSingleCell {
      throw EditError(.arrayFormula, sheet: name, cell: cell, detail: "\(array)")
    }
    try checkHeading(cell, entry, in: sheet)
    change(cell) { edit in
      edit.entry = entry
      edit.formulaMarkup = nil
      edit.widensColumn = widensColumn
      switch style {
      case .suitable: edit.suitsFormat = true
      case .keep: edit.suitsFormat = false
      case .overlay(let style):
        edit.suitsFormat = false
        edit.overlay = (edit.overlay ?? CellStyle()).overlaid(with: style)
      }
    }
  }

  /// Takes value and formula out of a cell; its look stays.
  public mutating func clear(_ cell: some CellAddress) throws(EditError) {
    try set(cell, to: .empty, style: .keep)
  }

  /// Lays properties over a cell's look; what the style leaves `nil` stays as it is.
  public mutating func restyle(_ cell: some CellAddress, with style: CellStyle) throws(EditError) {
    let (cell, _) = try target(cell)
    change(cell) { $0.overlay = ($0.overlay ?? CellStyle()).overlaid(with: style) }
  }

  /// Attaches a note to a cell.
  ///
  /// A note of the same author on the cell is replaced. Beside a note of someone else the text is
  /// appended, under the author's name, as a cell can have but one note.
  public mutating func note(
    _ cell: some CellAddress, _ text: String, author: String = "Taizhang"
  ) throws(EditError) {
    try note(cell, Note(text, author: author))
  }

  /// Attaches a note to a cell, with a look and size of its own.
  public mutating func note(_ cell: some CellAddress, _ note: Note) throws(EditError) {
    let (cell, _) = try target(cell)
    guard note.text.utf16.count <= 32_767 else { throw EditError(.textTooLong, sheet: name, cell: cell) }
    notes.steps.append(.add(note, on: cell))
  }

  /// Takes an author's notes out again, also where they were appended to others' notes.
  public mutating func removeNotes(by author: String) throws(EditError) {
    _ = try sheet()
    notes.steps.append(.removeAll(author: author))
  }

  // MARK: Checks

  /// The loaded sheet, or why there is none.
  func sheet() throws(EditError) -> LoadedSheet { try loaded.get() }

  /// A cell of the grid and the loaded sheet, or why there is none.
  func target(
    _ cell: some CellAddress
  ) throws(EditError) -> (cell: CellReference, sheet: LoadedSheet) {
    guard let reference = cell.addressedCell, reference.isInsideGrid else {
      throw EditError(.invalidReference, sheet: name, detail: "\(cell)")
    }
    return (reference, try sheet())
  }

  private func check(_ entry: CellContent, in cell: CellReference) throws(EditError) {
    switch entry {
    case .text(let text):
      guard text.utf16.count <= 32_767 else { throw EditError(.textTooLong, sheet: name, cell: cell) }
    case .number(let number):
      guard number.isFinite else {
        throw EditError(.invalidNumber, sheet: name, cell: cell, detail: "\(number)")
      }
    case .rich(let runs):
      guard runs.reduce(0, { $0 + $1.text.utf16.count }) <= 32_767 else {
        throw EditError(.textTooLong, sheet: name, cell: cell)
      }
    case .date, .dateTime:
      guard let serial = try entry.serial(in: sheet().dateSystem), serial.isFinite else {
        throw EditError(.invalidNumber, sheet: name, cell: cell)
      }
    case .formula(let formula): try check(formula, in: cell)
    case .error(.other(let spelling)):
      throw EditError(.invalidNumber, sheet: name, cell: cell, detail: spelling)
    case .empty, .boolean, .error: break
    }
  }

  private func check(_ formula: CellFormula, in cell: CellReference) throws(EditError) {
    guard !formula.text.isEmpty, formula.text.utf16.count <= 8_192, !formula.text.hasPrefix("=") else {
      throw EditError(.invalidFormula, sheet: name, cell: cell)
    }
    switch formula.reach {
    case .cell: break
    case .array(let range) where range == CellRange(cell): break
    case .array, .dynamic: throw EditError(.arrayFormula, sheet: name, cell: cell)
    }
    if case .number(let number) = formula.result, !number.isFinite {
      throw EditError(.invalidNumber, sheet: name, cell: cell, detail: "\(number)")
    }
    if case .text(let text) = formula.result, text.utf16.count > 32_767 {
      throw EditError(.textTooLong, sheet: name, cell: cell)
    }
  }

  /// A table's heading cell must hold text, which is also the column's name.
  private func checkHeading(_ cell: CellReference, _ entry: CellContent, in sheet: LoadedSheet)
    throws(EditError)
  {
    guard sheet.headings.contains(where: { $0.contains(cell) }) else { return }
    guard case .text(let text) = entry, !text.isEmpty else {
      throw EditError(.tableHeading, sheet: name, cell: cell)
    }
  }

  private mutating func change(_ cell: CellReference, _ body: (inout CellEdit) -> Void) {
    body(&cells[cell.row, default: [:]][cell.column, default: CellEdit()])
  }
}

/// A worksheet part with its index, loaded when the sheet is first touched.
struct LoadedSheet: Sendable {
  /// The name as the workbook spells it.
  let name: String
  /// Its place among the tabs, from zero.
  let position: Int
  let part: String
  let index: SheetIndex
  let groups: FormulaGroups
  /// Heading rows of the sheet's tables.
  let headings: [CellRange]
  let dateSystem: DateSystem
}

extension CellStyle {
  /// This style with another's properties in the place of its own where the other has them.
  func overlaid(with other: CellStyle) -> CellStyle {
    CellStyle(
      font: other.font ?? font, fill: other.fill ?? fill, border: other.border ?? border,
      alignment: other.alignment ?? alignment, numberFormat: other.numberFormat ?? numberFormat,
      isLocked: other.isLocked ?? isLocked, isFormulaHidden: other.isFormulaHidden ?? isFormulaHidden)
  }
}
