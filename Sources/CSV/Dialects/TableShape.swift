/// How regular a table a list of row widths makes: titles above it, notes below it and blank lines
/// left out of account.
struct TableShape {
  /// Fields of most rows.
  let columns: Int
  /// Zero-based row where the table begins.
  let firstRow: Int
  /// Whether every row, from the first to the last, has the same number of fields.
  let isUniform: Bool
  /// 0 to 1, more is better.
  let score: Double

  init(widths: [Int]) {
    let filled = widths.enumerated().filter { $0.element > 0 }
    guard !filled.isEmpty else {
      (columns, firstRow, isUniform, score) = (1, 0, false, 0)
      return
    }
    var counts: [Int: Int] = [:]
    for row in filled { counts[row.element, default: 0] += 1 }
    // The commonest width, the wider of two equally common.
    let common = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 1
    // A few wide rows under a long preamble still make the table.
    let wide = counts.filter { $0.key > 1 && $0.value >= 2 }.max { ($0.value, $0.key) < ($1.value, $1.key) }
    columns = common == 1 ? (wide.map { $0.value * 4 >= filled.count ? $0.key : 1 } ?? 1) : common
    let width = columns
    firstRow = filled.first { $0.element == width }?.offset ?? 0
    let lastRow = filled.last { $0.element == width }?.offset ?? 0
    isUniform = counts.count == 1
    guard width > 1 else {
      score = 0.05
      return
    }
    let first = firstRow
    let inside = filled.filter { $0.offset >= first && $0.offset <= lastRow }
    let equal = inside.filter { $0.element == width }.count
    let regular = Double(equal) / Double(inside.count)
    let covered = Double(inside.count) / Double(filled.count)
    // Two fields a row happen by chance (a comma in a title); more hardly do.
    let breadth = 1 - 1 / Double(width + 1)
    let support = 1 - 0.5 / Double(equal)
    score = regular * (0.5 + 0.5 * covered) * breadth * support
  }
}
