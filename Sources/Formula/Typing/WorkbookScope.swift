import SpreadsheetModel

/// What the formulas of a workbook's cells may name: its sheets, its defined names and its tables.
///
/// Names are found as Excel finds them: without regard to case, a sheet's own before the workbook's.
public struct WorkbookScope: Hashable, Sendable {
  /// A table (ECMA-376 Part 1, 18.5.1).
  public struct Table: Hashable, Sendable {
    /// The name that formulas use.
    public var name: String
    /// Position of its sheet.
    public var sheet: Int
    /// All of its cells, headings and totals included.
    public var range: CellRange
    /// The headings of its columns.
    public var columns: [String]
    /// How many rows of headings it has.
    public var headerRows: Int
    /// How many rows of totals it has.
    public var totalsRows: Int

    /// Creates a table.
    public init(
      name: String, sheet: Int, range: CellRange, columns: [String], headerRows: Int = 1, totalsRows: Int = 0
    ) {
      self.name = name
      self.sheet = sheet
      self.range = range
      self.columns = columns
      self.headerRows = headerRows
      self.totalsRows = totalsRows
    }
  }

  private struct NameKey: Hashable, Sendable {
    var name: String
    var sheet: Int?
  }

  private var sheets: [String: Int] = [:]
  private var names: [NameKey: Int] = [:]
  private var tableNames: [String: Int] = [:]
  /// The tables.
  public let tables: [Table]

  /// Creates a scope.
  ///
  /// - Parameter names: The defined names, each with the position of the sheet whose own it is.
  public init(sheets: [String] = [], names: [(name: String, sheet: Int?)] = [], tables: [Table] = []) {
    self.tables = tables
    for (position, sheet) in sheets.enumerated() where self.sheets[sheet.lowercased()] == nil {
      self.sheets[sheet.lowercased()] = position
    }
    for (position, name) in names.enumerated() {
      self.names[NameKey(name: name.name.lowercased(), sheet: name.sheet)] = position
    }
    for (position, table) in tables.enumerated() { tableNames[table.name.lowercased()] = position }
  }

  /// Whether it is that of a workbook at all.
  var isEmpty: Bool { sheets.isEmpty }

  func sheet(named name: String) -> Int? { sheets[name.lowercased()] }

  func name(_ name: String, on sheet: Int?) -> Int? {
    let name = name.lowercased()
    return names[NameKey(name: name, sheet: sheet)] ?? names[NameKey(name: name, sheet: nil)]
  }

  func table(named name: String) -> Int? { tableNames[name.lowercased()] }

  /// The table a cell stands in.
  package func table(at cell: CellReference, sheet: Int) -> Int? {
    tables.firstIndex { $0.sheet == sheet && $0.range.contains(cell) }
  }

  /// The cells of a table that a reference means, and whether only the formula's own row is; `nil` if there is
  /// no such column or row.
  func range(of reference: StructuredReference, in table: Table) -> CellRange? {
    var columns = table.range.columns
    if let first = reference.column {
      func position(_ name: String) -> Int? {
        (table.columns.firstIndex { $0 == name }
          ?? table.columns.firstIndex { $0.lowercased() == name.lowercased() })
          .map { table.range.first.column + $0 }
      }
      guard let low = position(first), let high = position(reference.lastColumn ?? first) else { return nil }
      columns = min(low, high)...max(low, high)
    }
    let all = table.range.rows
    let data = (all.lowerBound + table.headerRows, all.upperBound - table.totalsRows)
    var low = Int.max
    var high = Int.min
    for item in reference.items.isEmpty || reference.isThisRow ? [.data] : reference.items {
      switch item {
      case .all: (low, high) = (all.lowerBound, all.upperBound)
      case .data, .thisRow: (low, high) = (min(low, data.0), max(high, data.1))
      case .headers:
        guard table.headerRows > 0 else { return nil }
        (low, high) = (min(low, all.lowerBound), max(high, data.0 - 1))
      case .totals:
        guard table.totalsRows > 0 else { return nil }
        (low, high) = (min(low, data.1 + 1), max(high, all.upperBound))
      }
    }
    guard low <= high else { return nil }
    return CellRange(
      CellReference(row: low, column: columns.lowerBound),
      CellReference(row: high, column: columns.upperBound))
  }
}
