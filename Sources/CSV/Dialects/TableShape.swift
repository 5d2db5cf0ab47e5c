/// How regular a table a list of rows makes: titles above it, notes below it and blank lines left out of
/// account.
struct TableShape {
  /// What counts of a row.
  struct Row {
    /// Number of fields, 0 for a blank line.
    var width: Int
    /// Whether its last field is empty.
    var endsEmpty: Bool
  }

  /// Fields of most rows.
  let columns: Int
  /// Zero-based row where the table begins.
  let firstRow: Int
  /// Whether every row, from the first to the last, has the same number of fields.
  let isUniform: Bool
  /// Rows with content.
  let filledRows: Int
  /// Rows with a single field.
  let oneFieldRows: Int
  /// Rows of the table that have its number of fields.
  let equalRows: Int
  /// Their share among the table's rows.
  let regularity: Double
  /// The table's share among the rows with content.
  let coverage: Double

  /// 0 to 1, more is better.
  var score: Double {
    guard columns > 1 else { return 0.05 }
    // Two fields a row happen by chance (a comma in a title); more hardly do.
    let breadth = 1 - 1 / Double(columns + 1)
    let support = 1 - 0.5 / Double(equalRows)
    return regularity * (0.5 + 0.5 * coverage) * breadth * support
  }

  init(_ rows: [Row]) {
    let filled = rows.enumerated().filter { $0.element.width > 0 }
    filledRows = filled.count
    oneFieldRows = filled.count { $0.element.width == 1 }
    guard !filled.isEmpty else {
      (columns, firstRow, isUniform, equalRows, regularity, coverage) = (1, 0, false, 0, 0, 0)
      return
    }
    var counts: [Int: Int] = [:]
    for row in filled { counts[row.element.width, default: 0] += 1 }
    // The commonest width, the wider of two equally common.
    let common = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 1
    // A few wide rows under a long preamble still make the table.
    let wide = counts.filter { $0.key > 1 && $0.value >= 2 }.max { ($0.value, $0.key) < ($1.value, $1.key) }
    let width = common == 1 ? (wide.map { $0.value * 4 >= filled.count ? $0.key : 1 } ?? 1) : common
    columns = width
    isUniform = counts.count == 1
    let equal = filled.filter { $0.element.width == width }
    // Titles have fewer fields than a table, never more; and a header may lack the delimiter that ends
    // every row below it.
    let allEndEmpty = equal.allSatisfy(\.element.endsEmpty)
    let first =
      filled.firstIndex { row in
        row.element.width >= width || allEndEmpty && width > 2 && row.element.width == width - 1
      } ?? 0
    let last = filled.lastIndex { $0.element.width == width } ?? first
    firstRow = width > 1 ? filled[first].offset : filled[0].offset
    equalRows = equal.count
    let inside = max(1, last - first + 1)
    regularity = Double(equalRows) / Double(inside)
    coverage = Double(inside) / Double(filled.count)
  }
}
