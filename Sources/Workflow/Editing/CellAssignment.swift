import SpreadsheetModel
import XLSX

/// One change of `set`: `Sheet!B2=VALUE`.
public struct CellAssignment: Hashable, Sendable {
  /// The sheet's name.
  public var sheet: String
  /// The cell.
  public var cell: CellReference
  /// What is entered.
  public var entry: CellContent

  /// Parses `Sheet!B2=VALUE`; the sheet may be quoted (`'一月 表'!B2`). `nil` if it is not of this form.
  ///
  /// VALUE is read as Excel reads what is typed, without its harm: `=…` is a formula, `'…` text, an
  /// empty VALUE clears; `TRUE` and `FALSE`, numbers and days `YYYY-MM-DD` are what they look like;
  /// numbers with leading zeros or more digits than a double keeps stay text.
  public init?(_ text: String) {
    var rest = text[...]
    var sheet = ""
    if rest.first == "'" {
      rest = rest.dropFirst()
      while let quote = rest.firstIndex(of: "'") {
        sheet += rest[..<quote]
        rest = rest[rest.index(after: quote)...]
        guard rest.first == "'" else { break }
        sheet.append("'")
        rest = rest.dropFirst()
      }
      guard rest.first == "!" else { return nil }
      rest = rest.dropFirst()
      guard let equals = rest.firstIndex(of: "=") else { return nil }
      guard let cell = CellReference(a1: rest[..<equals]) else { return nil }
      self.cell = cell
      rest = rest[rest.index(after: equals)...]
    } else {
      // The place ends at the first `=` that follows `!` and a cell: names may hold `=` and `!`.
      var split: (mark: Substring.Index, equals: Substring.Index, cell: CellReference)?
      for mark in rest.indices where rest[mark] == "!" {
        let after = rest[rest.index(after: mark)...]
        guard let equals = after.firstIndex(of: "="),
          let cell = CellReference(a1: after[..<equals])
        else { continue }
        split = (mark, equals, cell)
        break
      }
      guard let split else { return nil }
      sheet = String(rest[..<split.mark])
      cell = split.cell
      rest = rest[rest.index(after: split.equals)...]
    }
    guard !sheet.isEmpty else { return nil }
    self.sheet = sheet
    entry = Self.entry(String(rest))
  }

  private static func entry(_ typed: String) -> CellContent {
    if typed.isEmpty { return .empty }
    if typed.hasPrefix("'") { return .text(String(typed.dropFirst())) }
    if typed.hasPrefix("="), typed.count > 1 { return .formula(String(typed.dropFirst())) }
    switch typed.uppercased() {
    case "TRUE": return .boolean(true)
    case "FALSE": return .boolean(false)
    default: break
    }
    if let number = number(typed) { return .number(number) }
    if let date = CivilDate(iso: typed) { return .date(date) }
    return .text(typed)
  }

  /// The number a text stands for, if a cell keeps it as typed.
  private static func number(_ text: String) -> Double? {
    var digits = text[...]
    if digits.first == "-" || digits.first == "+" { digits = digits.dropFirst() }
    guard let first = digits.utf8.first, (0x30...0x39).contains(first) || first == 0x2E else { return nil }
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || "eE.+-".utf8.contains($0) }) else {
      return nil
    }
    // `007` is a code, not seven; `0.5` and `0` are numbers.
    if first == 0x30, let second = digits.utf8.dropFirst().first, (0x30...0x39).contains(second) {
      return nil
    }
    guard digits.utf8.filter({ (0x30...0x39).contains($0) }).count <= 15 || digits.contains("e") else {
      return nil
    }
    guard let number = Double(text), number.isFinite else { return nil }
    return number
  }
}
