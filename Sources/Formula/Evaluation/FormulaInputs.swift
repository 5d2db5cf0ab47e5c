import SpreadsheetModel

/// What a compiled formula is evaluated with.
///
/// For a criterion: the record's values, the inputs and the ledgers' columns, each in the order of the
/// schema. For a cell's formula: the workbook and the cell's place in it.
public struct FormulaInputs: Sendable {
  /// The values of the record's fields, by the schema's `fields`; what is missing is blank.
  public var record: [CellValue]
  /// The values of the named inputs, by the schema's `inputs`.
  public var inputs: [CellValue]
  /// The columns of the ledgers, by the schema's `tables`; the columns of one table are of one length.
  public var tables: [[FormulaArray]]
  /// What `TODAY()` gives; it is `#N/A` without. The clock is never asked.
  public var today: CivilDate?
  /// The moment `NOW()` gives, as a part of the day; midnight without.
  public var timeOfDay: Double
  /// What random numbers are drawn from: the same seed gives the same ones.
  public var seed: UInt64
  /// How date serials count.
  public var dateSystem: DateSystem
  /// The workbook whose stored values A1 references read.
  public var workbook: Workbook?
  /// Position of the sheet that unqualified references mean.
  public var sheet: Int
  /// The cell the formula stands in, for `ROW()` and `COLUMN()`.
  public var cell: CellReference

  /// Creates inputs for a criterion.
  public init(
    record: [CellValue] = [], inputs: [CellValue] = [], tables: [[FormulaArray]] = [],
    today: CivilDate? = nil
  ) {
    self.record = record
    self.inputs = inputs
    self.tables = tables
    self.today = today
    timeOfDay = 0
    seed = 0
    dateSystem = .base1900
    workbook = nil
    sheet = 0
    cell = CellReference(row: 0, column: 0)
  }

  /// Creates inputs for a formula that stands in a cell of a workbook.
  public init(
    workbook: Workbook, sheet: Int = 0, cell: CellReference = CellReference(row: 0, column: 0),
    today: CivilDate? = nil
  ) {
    self.init(today: today)
    self.workbook = workbook
    dateSystem = workbook.dateSystem
    self.sheet = sheet
    self.cell = cell
  }
}
