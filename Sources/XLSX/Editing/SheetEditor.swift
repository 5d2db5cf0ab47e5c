import Formula
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
  /// What formulas may name, once one names anything.
  private var scope: FormulaScope?

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
  ///   `invalidStyle`, `arrayFormula`, `dataTable`, `tableHeading`.
  public mutating func set(
    _ cell: some CellAddress, to entry: CellContent, style: EntryStyle = .suitable,
    widensColumn: Bool = false
  ) throws(EditError) {
    let (cell, sheet) = try target(cell)
    let entry = try accepted(entry, in: cell)
    if case .overlay(let look) = style { try check(look, cell) }
    if sheet.groups.dataTables.contains(where: { $0.contains(cell) }) {
      throw EditError(.dataTable, sheet: name, cell: cell)
    }
    if let array = sheet.groups.arrays.first(where: { $0.contains(cell) }), !array.isSingleCell {
      throw EditError(.arrayFormula, sheet: name, cell: cell, detail: "\(array)")
    }
    try checkHeading(cell, entry, in: sheet)
    try checkSpill(of: entry, cell, in: sheet)
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
    try check(style, cell)
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

  /// The content as the file is to have it.
  private mutating func accepted(_ entry: CellContent, in cell: CellReference) throws(EditError)
    -> CellContent
  {
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
      for run in runs { try check(CellStyle(font: run.font), cell) }
    case .date, .dateTime:
      guard let serial = try entry.serial(in: sheet().dateSystem), serial.isFinite else {
        throw EditError(.invalidNumber, sheet: name, cell: cell)
      }
    case .formula(let formula): return .formula(try accepted(formula, in: cell))
    case .error(.other(let spelling)):
      throw EditError(.invalidNumber, sheet: name, cell: cell, detail: spelling)
    case .empty, .boolean, .error: break
    }
    return entry
  }

  private mutating func accepted(
    _ formula: CellFormula, in cell: CellReference
  ) throws(EditError) -> CellFormula {
    switch formula.reach {
    case .cell: break
    case .array(let range) where range == CellRange(cell): break
    case .dynamic(let range) where range.first == cell: break
    case .array, .dynamic: throw EditError(.arrayFormula, sheet: name, cell: cell)
    }
    if case .number(let number) = formula.result, !number.isFinite {
      throw EditError(.invalidNumber, sheet: name, cell: cell, detail: "\(number)")
    }
    if case .text(let text) = formula.result, text.utf16.count > 32_767 {
      throw EditError(.textTooLong, sheet: name, cell: cell)
    }
    let table = try sheet().table(at: cell)
    func refusal(_ error: FormulaError) -> EditError {
      EditError(.invalidFormula, sheet: name, cell: cell, detail: formula.text, formula: error)
    }
    let stored: StoredFormula
    do { stored = try StoredFormula(formula.text, inTable: table) } catch { throw refusal(error) }
    if !stored.sheets.isEmpty || !stored.tables.isEmpty {
      let scope = try knownScope()
      do { try scope.check(stored, needsTable: table == nil) } catch { throw refusal(error) }
    }
    var accepted = formula
    accepted.text = stored.text
    // Without the marks of one, Excel shows the first value only.
    if formula.reach == .cell, stored.givesArray, table == nil {
      accepted.reach = .dynamic(CellRange(cell))
    }
    return accepted
  }

  /// What the workbook's formulas may name.
  mutating func knownScope() throws(EditError) -> FormulaScope {
    if let scope { return scope }
    let sheet = try sheet()
    let known = try sheet.workbook.formulaScope(in: sheet.package)
    scope = known
    return known
  }

  private func check(_ style: CellStyle, _ cell: CellReference) throws(EditError) {
    do throws(XLSXWriteError) { try StyleLimits.check(style) } catch {
      var error = EditError(error, sheet: name)
      error.cell = cell
      throw error
    }
  }

  /// What a dynamic array fills no other array, data table, table or merged range may reach into.
  private func checkSpill(
    of entry: CellContent, _ cell: CellReference, in sheet: LoadedSheet
  ) throws(EditError) {
    guard case .formula(let formula) = entry, case .dynamic(let range) = formula.reach else { return }
    let taken =
      sheet.groups.arrays.filter { $0 != CellRange(cell) && $0.first != cell } + sheet.groups.dataTables
      + sheet.tables.map(\.range) + (try sheet.index.mergedRanges())
    if let other = taken.first(where: range.intersects) {
      throw EditError(.arrayFormula, sheet: name, cell: cell, detail: "\(range), \(other)")
    }
  }

  /// A table's heading cell must hold text, which is also the column's name.
  private func checkHeading(_ cell: CellReference, _ entry: CellContent, in sheet: LoadedSheet)
    throws(EditError)
  {
    guard sheet.tables.contains(where: { $0.headings?.contains(cell) == true }) else { return }
    // Excel gives a heading 255 characters.
    guard case .text(let text) = entry, (1...255).contains(text.utf16.count) else {
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
  let tables: [EditedTable]
  /// The workbook and its package when the sheet was loaded.
  let workbook: EditedWorkbook
  let package: PackageEdit

  var dateSystem: DateSystem { workbook.dateSystem }

  /// The name of the table that a cell lies in.
  func table(at cell: CellReference) -> String? {
    tables.first { $0.range.contains(cell) }.map(\.name)
  }
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
