import Formula
import SpreadsheetModel

/// Fills one sheet of a workbook being written.
///
/// Rows and columns count from zero; where text names a cell or range it is A1 notation. Setting a cell
/// again replaces it. Nothing here throws: a value that Excel cannot hold is noted with its place, and
/// saving the workbook throws it before a byte is written.
///
/// What is gathered stands in a box that is copied when a second writer shares it: a sheet writer is a
/// value, and handing one on costs nothing.
public struct SheetWriter {
  private var box: Box
  let dateSystem: DateSystem

  init(name: String, styles: StylePool, dateSystem: DateSystem, tableCount: Int = 0) {
    box = Box(content: SheetContent(name: name), styles: styles, tableCount: tableCount)
    self.dateSystem = dateSystem
  }

  private final class Box {
    var content: SheetContent
    var styles: StylePool
    var tableCount: Int
    var problem: XLSXWriteError?

    init(
      content: SheetContent, styles: StylePool, tableCount: Int, problem: XLSXWriteError? = nil
    ) {
      self.content = content
      self.styles = styles
      self.tableCount = tableCount
      self.problem = problem
    }
  }

  private mutating func ownBox() {
    if !isKnownUniquelyReferenced(&box) {
      box = Box(
        content: box.content, styles: box.styles, tableCount: box.tableCount, problem: box.problem)
    }
  }

  var content: SheetContent {
    get { box.content }
    _modify {
      ownBox()
      yield &box.content
    }
  }

  var styles: StylePool {
    get { box.styles }
    _modify {
      ownBox()
      yield &box.styles
    }
  }

  /// Tables of the workbook so far, this sheet's included.
  var tableCount: Int {
    get { box.tableCount }
    set {
      ownBox()
      box.tableCount = newValue
    }
  }

  /// The first thing found that Excel would refuse.
  private(set) var problem: XLSXWriteError? {
    get { box.problem }
    set {
      ownBox()
      box.problem = newValue
    }
  }

  /// The sheet's name.
  public var name: String { content.name }

  /// The smallest range that holds every cell set so far; `nil` without cells.
  public var usedRange: CellRange? { content.rows.usedRange }

  // MARK: Cells

  /// Puts a value into a cell.
  public mutating func set(
    _ row: Int, _ column: Int, _ value: CellContent, style: StyleID = .default
  ) {
    guard CellReference(row: row, column: column).isInsideGrid else {
      note(.invalidReference, detail: "R\(row + 1)C\(column + 1)")
      return
    }
    let position = content.rows.position(ofRow: row)
    let cell = stored(value, row: row, column: column, style: style)
    content.rows.rows[position].put(cell)
  }

  /// Puts a value into a cell and gives it a look.
  public mutating func set(_ row: Int, _ column: Int, _ value: CellContent, style: CellStyle) {
    set(row, column, value, style: styles.id(of: style))
  }

  /// Puts a value into a cell and gives it a look.
  public mutating func set(_ cell: some CellAddress, _ value: CellContent, style: CellStyle = CellStyle()) {
    guard let cell = cell.addressedCell else {
      note(.invalidReference, detail: "\(cell)")
      return
    }
    set(cell.row, cell.column, value, style: styles.id(of: style))
  }

  /// The content of a cell; setting it keeps the cell's style.
  public subscript(cell: some CellAddress) -> CellContent {
    get {
      guard let cell = cell.addressedCell else { return .empty }
      return CellContent(content.rows.value(at: cell))
    }
    set {
      guard let cell = cell.addressedCell else {
        note(.invalidReference, detail: "\(cell)")
        return
      }
      let style = content.rows.row(at: cell.row)?.cell(at: cell.column)?.style
      set(cell.row, cell.column, newValue, style: style ?? .default)
    }
  }

  /// Puts values into a row, side by side.
  ///
  /// - Parameters:
  ///   - row: Zero-based.
  ///   - column: The column of the first value.
  ///   - values: The cells from the column on.
  ///   - style: The look of all cells.
  public mutating func write(
    row: Int, from column: Int = 0, _ values: [CellContent], style: StyleID = .default
  ) {
    write(row: row, from: column, values) { _ in style }
  }

  /// Puts values into a row, side by side, in one look.
  public mutating func write(
    row: Int, from column: Int = 0, _ values: [CellContent], style: CellStyle
  ) {
    write(row: row, from: column, values, style: styles.id(of: style))
  }

  /// Puts values into a row, side by side, each in a look of its own; cells past the end of `styles` have
  /// the default look.
  public mutating func write(
    row: Int, from column: Int = 0, _ values: [CellContent], styles: [StyleID]
  ) {
    write(row: row, from: column, values) { $0 < styles.count ? styles[$0] : .default }
  }

  private mutating func write(
    row: Int, from column: Int, _ values: [CellContent], style: (Int) -> StyleID
  ) {
    guard CellReference(row: row, column: column).isInsideGrid,
      column + values.count <= CellReference.columnLimit
    else {
      note(.invalidReference, detail: "R\(row + 1)C\(column + 1)")
      return
    }
    let position = content.rows.position(ofRow: row)
    // The row is taken out while it is filled, so that its cells are changed in place.
    var line = StoredRow(index: row)
    swap(&line, &content.rows.rows[position])
    if line.cells.isEmpty { line.cells.reserveCapacity(values.count) }
    let hasColumns = !content.layout.columns.isEmpty
    for (offset, value) in values.enumerated() {
      let id = style(offset)
      if case .empty = value, id == .default, !hasColumns { continue }
      line.put(stored(value, row: row, column: column + offset, style: id))
    }
    swap(&line, &content.rows.rows[position])
  }

  /// Puts values into the row below the last one.
  ///
  /// - Returns: The zero-based row.
  @discardableResult
  public mutating func append(_ values: [CellContent], style: StyleID = .default) -> Int {
    let row = (content.rows.rows.last?.index ?? -1) + 1
    write(row: row, values, style: style)
    return row
  }

  /// Gives every cell of a range a look and keeps what the cells hold.
  public mutating func format(_ range: some RangeAddress, _ style: CellStyle) {
    guard let range = range.addressedRange else {
      note(.invalidReference, detail: "\(range)")
      return
    }
    let id = styles.id(of: style)
    for row in range.rows {
      let position = content.rows.position(ofRow: row)
      for column in range.columns {
        var cell =
          content.rows.rows[position].cell(at: column)
          ?? StoredCell(column: column, style: id, value: .blank)
        cell.style = id
        content.rows.rows[position].put(cell)
      }
    }
  }

  /// The id of a look, for cells that share it.
  public mutating func style(_ style: CellStyle) -> StyleID { styles.id(of: style) }

  // MARK: Keeping

  /// Notes what Excel would refuse; the first one counts.
  mutating func note(
    _ code: XLSXWriteError.Code, cell: CellReference? = nil, detail: String = "", formula: FormulaError? = nil
  ) {
    if problem == nil {
      problem = XLSXWriteError(code, sheet: content.name, cell: cell, detail: detail, formula: formula)
    }
  }

  private mutating func stored(
    _ value: CellContent, row: Int, column: Int, style: StyleID
  ) -> StoredCell {
    var style = style
    if style == .default, let columnStyle = content.layout.columns[column]?.style {
      style = columnStyle
    }
    let cell = CellReference(row: row, column: column)
    do throws(XLSXWriteError) {
      let kept = try StoredCell.Value(value, at: cell, in: &content.rows, dateSystem: dateSystem)
      if let format = value.impliedFormat { style = styles.id(of: style, showing: format) }
      return StoredCell(column: column, style: style, value: kept)
    } catch {
      note(
        error.code, cell: cell, detail: error.formula == nil ? "\(value)" : error.detail,
        formula: error.formula)
      return StoredCell(column: column, style: style, value: .blank)
    }
  }
}

extension CellContent {
  /// The number format without which the value would not show what it is.
  var impliedFormat: ImpliedFormat? {
    switch self {
    case .date: .date
    case .dateTime: .dateTime
    default: nil
    }
  }
}

extension StoredCell.Value {
  /// Checks a value and keeps it, what is rare beside the rows.
  init(
    _ value: CellContent, at cell: CellReference, in rows: inout StoredRows, dateSystem: DateSystem
  ) throws(XLSXWriteError) {
    switch value {
    case .empty: self = .blank
    case .number(let number):
      guard number.isFinite else { throw XLSXWriteError(.invalidNumber) }
      self = .number(number)
    case .text(let text):
      guard CellLimits.holds(text) else { throw XLSXWriteError(.textTooLong) }
      self = .text(text)
    case .boolean(let truth): self = .boolean(truth)
    case .error(let error): self = .error(error.spelling)
    case .date(let date):
      guard let serial = dateSystem.serial(of: date) else { throw XLSXWriteError(.invalidNumber) }
      self = .number(serial)
    case .dateTime(let date, let seconds):
      guard let serial = dateSystem.serial(of: date), seconds >= 0, seconds <= 86_400 else {
        throw XLSXWriteError(.invalidNumber)
      }
      self = .number(serial + seconds / 86_400)
    case .formula(let formula):
      let stored = try CellLimits.stored(formula)
      var kept = formula
      kept.text = stored.text
      self = .formula(rows.add(kept, stored, at: cell))
    case .rich(let runs):
      guard CellLimits.holds(runs.map(\.text).joined()) else { throw XLSXWriteError(.textTooLong) }
      rows.richTexts.append(runs)
      self = .rich(Int32(clamping: rows.richTexts.count - 1))
    }
  }
}

/// What one cell can hold ("Excel specifications and limits").
enum CellLimits {
  static let textUnits = 32_767

  /// Whether a text fits; a UTF-8 text is never shorter than its UTF-16 form.
  static func holds(_ text: String) -> Bool {
    text.utf8.count <= textUnits || text.utf16.count <= textUnits
  }

  /// A formula as the file is to have it.
  static func stored(_ formula: CellFormula) throws(XLSXWriteError) -> StoredFormula {
    switch formula.result {
    case .number(let number): guard number.isFinite else { throw XLSXWriteError(.invalidNumber) }
    case .text(let text): guard holds(text) else { throw XLSXWriteError(.textTooLong) }
    default: break
    }
    switch formula.reach {
    case .cell: break
    case .array(let range), .dynamic(let range):
      guard range.addressedRange != nil else { throw XLSXWriteError(.invalidReference) }
    }
    do { return try StoredFormula(formula.text) } catch {
      throw XLSXWriteError(.invalidFormula, detail: formula.text, formula: error)
    }
  }
}
