/// Finds the row of headings and the column of each key.
///
/// Headings compare without regard to case, blanks, line breaks, width of letters and trailing `*` or
/// colon, so that `出生 日期 *` is `出生日期`. A key may have further spellings.
struct HeaderMatch {
  /// The zero-based row.
  let row: Int
  /// The zero-based column of each key found.
  let columns: [String: Int]
  /// The headings as they stand.
  let headings: [String]

  /// Looks for the row that holds most of the keys among the first rows with content.
  init?(
    keys: [String], aliases: [String: [String]], in sheet: Sheet, headerRow: Int?, searching limit: Int
  ) {
    let candidates =
      headerRow.map { index in sheet.row(at: index).map { [$0] } ?? [] }
      ?? Array(sheet.rows.prefix(limit))
    var best: HeaderMatch?
    for row in candidates {
      let match = HeaderMatch(keys: keys, aliases: aliases, row: row)
      if best.map({ match.columns.count > $0.columns.count }) ?? true { best = match }
    }
    guard let best else { return nil }
    self = best
  }

  private init(keys: [String], aliases: [String: [String]], row: Row) {
    var places: [String: Int] = [:]
    var headings: [String] = []
    for cell in row.cells {
      guard case .text(let text) = cell.value else { continue }
      headings.append(text)
      let heading = Self.normalized(text)
      if places[heading] == nil { places[heading] = cell.column }
    }
    var columns: [String: Int] = [:]
    for key in keys {
      for spelling in [key] + (aliases[key] ?? []) {
        if let column = places[Self.normalized(spelling)] {
          columns[key] = column
          break
        }
      }
    }
    self.row = row.index
    self.columns = columns
    self.headings = headings
  }

  /// The form in which headings compare.
  static func normalized(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace || scalar == "_" { continue }
      // Full-width forms U+FF01 to U+FF5E stand for ASCII.
      let narrow =
        (0xFF01...0xFF5E).contains(scalar.value)
        ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
      result.append(narrow)
    }
    while let last = result.last, last == "*" || last == ":" { result.removeLast() }
    while result.first == "*" { result.removeFirst() }
    return String(result).lowercased()
  }
}
