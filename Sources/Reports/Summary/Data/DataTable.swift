import SpreadsheetModel

/// The rows that a summary's figures are counted from; they stand in the workbook on a sheet of
/// their own, so that every figure can be followed down to its rows.
///
/// The same conditions print as a `COUNTIFS` or `SUMIFS` formula and are evaluated here for the
/// formula's stored result, so the two cannot disagree by construction.
struct DataTable: Sendable {
  /// A column by its position.
  typealias Column = Int

  /// The name of its sheet in the workbook.
  let sheet: String
  /// The headers.
  let headers: [String]
  /// The cells row by row, each the position of its value in `values`: millions of rows repeat few values.
  private var codes: [UInt32] = []
  private var values: [CellValue] = []
  private var known: [CellValue: UInt32] = [:]
  /// The rows that hold a value in a column, for columns that conditions ask for often.
  private var index: [Column: [CellValue: [UInt32]]] = [:]

  /// Number of title rows above the first row of data: the header.
  static let headerRows = 1

  init(sheet: String, headers: [String]) {
    self.sheet = sheet
    self.headers = headers
  }

  /// The rows, each as long as `headers`.
  var rows: Rows { Rows(table: self) }

  /// The value in a row and a column.
  func value(_ row: Int, _ column: Column) -> CellValue {
    values[Int(codes[row * headers.count + column])]
  }

  /// Adds a row; a short one is filled up with empty cells.
  mutating func append(_ row: [CellValue]) {
    for column in headers.indices { codes.append(code(column < row.count ? row[column] : .empty)) }
  }

  private mutating func code(_ value: CellValue) -> UInt32 {
    if let code = known[value] { return code }
    let code = UInt32(values.count)
    values.append(value)
    known[value] = code
    return code
  }

  /// Prepares fast look-up of the rows by a column's value.
  mutating func makeIndex(of column: Column) {
    var lists: [CellValue: [UInt32]] = [:]
    for (number, row) in rows.enumerated() { lists[row[column], default: []].append(UInt32(number)) }
    index[column] = lists
  }

  /// The absolute range of a column's cells, such as `'数据·党员'!$C$2:$C$120`.
  func range(of column: Column) -> String {
    let name = CellReference.columnName(column)
    let last = max(rows.count, 1) + Self.headerRows
    return "\(sheetPrefix)$\(name)$\(Self.headerRows + 1):$\(name)$\(last)"
  }

  /// The sheet's name as formulas write it.
  var sheetPrefix: String { "'" + sheet.replacing("'", with: "''") + "'!" }

  /// The numbers of the rows that meet every condition.
  func matches(_ conditions: [Condition]) -> [Int] {
    for (position, condition) in conditions.enumerated() {
      guard case .equal(let value) = condition.test, let lists = index[condition.column] else { continue }
      var others = conditions
      others.remove(at: position)
      return (lists[value] ?? []).lazy.map(Int.init).filter { row in
        others.allSatisfy { $0.holds(self.value(row, $0.column)) }
      }
    }
    return rows.indices.filter { row in conditions.allSatisfy { $0.holds(value(row, $0.column)) } }
  }
}

extension DataTable {
  /// The rows of a table.
  struct Rows: RandomAccessCollection {
    fileprivate let table: DataTable

    var startIndex: Int { 0 }
    var endIndex: Int { table.headers.isEmpty ? 0 : table.codes.count / table.headers.count }
    subscript(position: Int) -> Row { Row(table: table, start: position * table.headers.count) }
  }

  /// The values of one row.
  struct Row: RandomAccessCollection {
    fileprivate let table: DataTable
    fileprivate let start: Int

    var startIndex: Int { 0 }
    var endIndex: Int { table.headers.count }
    subscript(column: Column) -> CellValue { table.values[Int(table.codes[start + column])] }
  }
}

/// A condition on one column of a data table, as `COUNTIFS` knows it.
struct Condition: Sendable {
  /// The tests used by the summary.
  enum Test: Sendable {
    case equal(CellValue)
    case notEqual(CellValue)
    case atLeast(Double)
    case atMost(Double)
    case less(Double)
    case more(Double)
    case present
  }

  /// The column tested.
  var column: DataTable.Column
  /// The test.
  var test: Test
  /// The cell of the summary sheet that holds the value compared with, such as `$A5`; `nil` writes
  /// the value itself into the formula.
  var reference: String?

  init(_ column: DataTable.Column, _ test: Test, in reference: String? = nil) {
    self.column = column
    self.test = test
    self.reference = reference
  }

  /// Whether a value of the column meets the condition.
  func holds(_ value: CellValue) -> Bool {
    switch test {
    case .equal(let wanted): return value == wanted
    case .notEqual(let unwanted): return value != unwanted
    case .present: return !value.isEmpty
    case .atLeast(let bound): return Self.number(value).map { $0 >= bound } ?? false
    case .atMost(let bound): return Self.number(value).map { $0 <= bound } ?? false
    case .less(let bound): return Self.number(value).map { $0 < bound } ?? false
    case .more(let bound): return Self.number(value).map { $0 > bound } ?? false
    }
  }

  private static func number(_ value: CellValue) -> Double? {
    if case .number(let number) = value { number } else { nil }
  }

  /// The criterion argument of `COUNTIFS`.
  var criterion: String {
    switch test {
    case .equal(let value): reference ?? Self.literal(value)
    case .notEqual(let value):
      reference.map { "\"<>\"&\($0)" } ?? "\"<>\(Self.plain(value))\""
    case .present: "\"<>\""
    case .atLeast(let bound): Self.bounded(">=", bound, reference)
    case .atMost(let bound): Self.bounded("<=", bound, reference)
    case .less(let bound): Self.bounded("<", bound, reference)
    case .more(let bound): Self.bounded(">", bound, reference)
    }
  }

  private static func bounded(_ sign: String, _ bound: Double, _ reference: String?) -> String {
    reference.map { "\"\(sign)\"&\($0)" } ?? "\"\(sign)\(plain(.number(bound)))\""
  }

  private static func literal(_ value: CellValue) -> String {
    if case .text = value { "\"\(plain(value))\"" } else { plain(value) }
  }

  private static func plain(_ value: CellValue) -> String {
    switch value {
    case .number(let number):
      Int(exactly: number).map(String.init) ?? "\(number)"
    case .text(let text): text.replacing("\"", with: "\"\"")
    case .boolean(let truth): truth ? "TRUE" : "FALSE"
    case .empty, .error: ""
    }
  }
}
