/// The row of headings, and the column of each key asked for.
///
/// Headings compare without regard to case, blanks, line breaks, width of letters and trailing `*` or
/// colon, so that `出生 日期 *` is `出生日期`. A key may have further spellings. Columns are looked up when a
/// record asks for them: which keys a type has is not known for certain before it has decoded a row.
final class HeaderMatch {
  /// The zero-based row.
  let row: Int
  /// The headings as they stand.
  let headings: [String]
  /// The zero-based column of each key asked for so far and found.
  private(set) var columns: [String: Int] = [:]
  private let places: [String: Int]
  private let aliases: [String: [String]]
  private var absent: Set<String> = []

  /// The row that holds most of the keys, the first of several; `nil` without rows.
  static func best(of rows: [Row], keys: [String], aliases: [String: [String]]) -> HeaderMatch? {
    var best: HeaderMatch?
    for row in rows {
      let match = HeaderMatch(row: row, aliases: aliases)
      for key in keys { _ = match.column(of: key) }
      if best.map({ match.columns.count > $0.columns.count }) ?? true { best = match }
    }
    return best
  }

  private init(row: Row, aliases: [String: [String]]) {
    var places: [String: Int] = [:]
    var headings: [String] = []
    for cell in row.cells {
      guard case .text(let text) = cell.value else { continue }
      headings.append(text)
      let heading = Self.normalized(text)
      if places[heading] == nil { places[heading] = cell.column }
    }
    self.row = row.index
    self.places = places
    self.headings = headings
    self.aliases = aliases
  }

  /// The zero-based column of a key's heading.
  func column(of key: String) -> Int? {
    if let known = columns[key] { return known }
    if absent.contains(key) { return nil }
    for spelling in [key] + (aliases[key] ?? []) {
      if let column = places[Self.normalized(spelling)] {
        columns[key] = column
        return column
      }
    }
    absent.insert(key)
    return nil
  }

  /// The columns of all keys inside a key: of `outer.inner` for `outer`.
  func columns(inside key: String) -> [Int] {
    let start = Self.normalized(key + ".")
    let named = places.filter { $0.key.hasPrefix(start) }.map(\.value)
    let renamed = aliases.keys.filter { $0.hasPrefix(key + ".") }.compactMap { column(of: $0) }
    return named + renamed
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
