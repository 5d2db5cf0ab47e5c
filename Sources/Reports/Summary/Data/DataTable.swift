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
  /// The rows that are not among the last, in blocks.
  private var blocks: [StoredBlock] = []
  /// The last rows.
  private var tail = RowBlock()
  /// Values by their codes, which stand for them in the rows: millions of rows repeat few of them.
  private var values: [CellValue] = [.empty]
  private var codes: [CellValue: UInt32] = [.empty: 0]
  /// The rows that hold a value in a column, for columns that conditions ask for often.
  private var index: [Column: [CellValue: [Range<Int>]]] = [:]
  private let spool: RowSpool
  private let sizes: Sizes

  /// Number of title rows above the first row of data: the header.
  static let headerRows = 1

  /// How much of a table is kept in memory.
  struct Sizes: Sendable {
    /// Bytes of rows that are gathered before they are put aside.
    var block = 8 << 10
    /// Values that have a code; those met later are written out in each row.
    var values = 8192
  }

  init(sheet: String, headers: [String], spool: RowSpool, sizes: Sizes = Sizes()) {
    self.sheet = sheet
    self.headers = headers
    self.spool = spool
    self.sizes = sizes
  }

  /// The same table without rows.
  var emptied: DataTable { DataTable(sheet: sheet, headers: headers, spool: spool, sizes: sizes) }

  /// The rows, each as long as `headers`.
  var rows: Rows { Rows(table: self, ranges: [0..<count]) }

  private var count: Int { headers.isEmpty ? 0 : tailStart + tail.codes.count / headers.count }
  private var tailStart: Int { blocks.last?.rows.upperBound ?? 0 }

  /// Adds a row; a short one is filled up with empty cells.
  mutating func append(_ row: [CellValue]) {
    for column in headers.indices { append(column < row.count ? row[column] : .empty) }
    if tail.byteCount >= sizes.block { putAside() }
  }

  private mutating func append(_ value: CellValue) {
    if let code = codes[value] { return tail.append(code: code) }
    if codes.count >= sizes.values {
      switch value {
      case .number(let number): return tail.append(number)
      case .text(let text): return tail.append(text)
      case .empty, .boolean, .error: break
      }
    }
    let code = UInt32(values.count)
    values.append(value)
    codes[value] = code
    tail.append(code: code)
  }

  /// Puts the last rows aside; where there is no room for them they stay in memory.
  private mutating func putAside() {
    let rows = tailStart..<count
    let place = spool.store(tail).map { offset in
      StoredBlock.Place.spooled(offset: offset, codes: tail.codes.count, texts: tail.texts.count)
    }
    blocks.append(StoredBlock(rows: rows, place: place ?? .memory(tail)))
    tail.codes.removeAll(keepingCapacity: place != nil)
    tail.texts.removeAll(keepingCapacity: place != nil)
  }

  /// The rows of a block, and the block.
  private func block(ofRow row: Int) -> (rows: Range<Int>, block: RowBlock) {
    guard row < tailStart else { return (tailStart..<count, tail) }
    let stored = blocks[blocks.partitioningIndex { $0.rows.upperBound > row }]
    switch stored.place {
    case .memory(let block): return (stored.rows, block)
    case .spooled(let offset, let codes, let texts):
      return (stored.rows, spool.block(at: offset, codes: codes, texts: texts))
    }
  }

  /// Prepares fast look-up of the rows by a column's value.
  mutating func makeIndex(of column: Column) {
    var lists: [CellValue: [Range<Int>]] = [:]
    // Rows of one value stand together for the most part.
    var (first, held): (Int, CellValue?) = (0, nil)
    for row in rows {
      let value = row[column]
      guard value != held else { continue }
      if let held { lists[held, default: []].append(first..<row.number) }
      (first, held) = (row.number, value)
    }
    if let held { lists[held, default: []].append(first..<count) }
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

  /// The rows that meet every condition.
  func rows(where conditions: [Condition]) -> some Sequence<Row> {
    var ranges = [0..<count]
    var others = conditions
    for (position, condition) in conditions.enumerated() {
      guard case .equal(let value) = condition.test, let lists = index[condition.column] else { continue }
      ranges = lists[value] ?? []
      others.remove(at: position)
      break
    }
    return Rows(table: self, ranges: ranges).lazy.filter { row in
      others.allSatisfy { $0.holds(row[$0.column]) }
    }
  }
}

extension DataTable {
  /// Rows that are put aside together.
  private struct StoredBlock {
    enum Place {
      case memory(RowBlock)
      case spooled(offset: Int, codes: Int, texts: Int)
    }

    var rows: Range<Int>
    var place: Place
  }

  /// Rows of a table, from the first to the last.
  struct Rows: Sequence {
    fileprivate let table: DataTable
    fileprivate let ranges: [Range<Int>]

    /// How many there are.
    var count: Int { ranges.reduce(0) { $0 + $1.count } }
    var isEmpty: Bool { count == 0 }

    func makeIterator() -> Iterator { Iterator(self) }

    struct Iterator: IteratorProtocol {
      private let table: DataTable
      private var ranges: ArraySlice<Range<Int>>
      private var rest: Range<Int>
      private var loaded: (rows: Range<Int>, block: RowBlock) = (0..<0, RowBlock())

      fileprivate init(_ rows: Rows) {
        table = rows.table
        ranges = rows.ranges[...]
        rest = 0..<0
      }

      mutating func next() -> Row? {
        while rest.isEmpty {
          guard let range = ranges.popFirst() else { return nil }
          rest = range
        }
        let number = rest.lowerBound
        rest = number + 1..<rest.upperBound
        if !loaded.rows.contains(number) { loaded = table.block(ofRow: number) }
        let start = (number - loaded.rows.lowerBound) * table.headers.count
        // Of rows that could not be read again the spool tells.
        guard start < loaded.block.codes.count else { return nil }
        return Row(number: number, block: loaded.block, start: start, known: table.values)
      }
    }
  }

  /// One row.
  struct Row {
    /// Its place among all rows, from zero.
    let number: Int
    fileprivate let block: RowBlock
    fileprivate let start: Int
    fileprivate let known: [CellValue]

    /// The value in a column.
    subscript(column: Column) -> CellValue { block.value(start + column, known: known) }
  }

  /// The values of a row.
  func values(of row: Row) -> [CellValue] { headers.indices.map { row[$0] } }
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
