@testable import CSV

/// A delimited text made from fields that are known, in a dialect that is known.
struct KnownText {
  var rows: [[String]]
  var dialect: CSVDialect
  var encoding: TextEncoding
  var hasMark: Bool
  var text: String
  /// Whether only one dialect reads it without a fault into rows of equal length.
  var isDecidable: Bool

  /// The file's bytes.
  var bytes: [UInt8] {
    get throws {
      let body = try TextEncoder.encode(Array(text.utf8), to: encoding)
      return hasMark ? encoding.byteOrderMark + body : body
    }
  }
}

/// Writes texts dialect by dialect, knowing every field: its own writer, so that no fault is shared with
/// the one it judges.
struct KnownTextMaker {
  private var random: SeededGenerator
  private var dialect = CSVDialect()
  private var lineEnd = "\n"
  private var quotesAll = false
  /// Whether fields may hold what another dialect gives a meaning.
  private var isWild = false

  init(seed: Int) { random = SeededGenerator(UInt64(seed) &* 7919 &+ 13) }

  private mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  /// A text; `fieldLength` is the greatest length of a long field.
  mutating func make(fieldLength: Int = 130, rowCount: ClosedRange<Int> = 0...14) -> KnownText {
    let delimiter = pick(CSVDialect.Delimiter.known + CSVDialect.Delimiter.known + CSVDialect.Delimiter.rare)
    dialect = CSVDialect(delimiter: delimiter, quote: chance(80) ? "\"" : "'")
    dialect.escape = chance(75) ? .doubled : .backslash
    dialect.joinsDelimiters = delimiter.isBlank && chance(50)
    dialect.skipsInitialSpace = !delimiter.isBlank && chance(20)
    lineEnd = pick(["\n", "\r\n", "\r"])
    quotesAll = chance(15)
    isWild = chance(50)
    let isRagged = chance(20)
    let columns = Int.random(in: 1...7, using: &random)
    let encoding = pick([.utf8, .utf8, .gb18030, .utf16LittleEndian, .utf16BigEndian] as [TextEncoding])
    var rows: [[String]] = []
    for _ in 0..<Int.random(in: rowCount, using: &random) {
      if isRagged, chance(10) {
        rows.append([])
        continue
      }
      let width = isRagged ? max(1, columns + Int.random(in: -1...1, using: &random)) : columns
      rows.append((0..<width).map { _ in field(isAlone: width == 1, fieldLength) })
    }
    var text = ""
    for (index, row) in rows.enumerated() {
      text += line(row)
      if index < rows.count - 1 || row.isEmpty || chance(80) { text += lineEnd }
    }
    let isKnown = CSVDialect.Delimiter.known.contains(delimiter)
    let isPlain = dialect.escape == .doubled && dialect.quote == "\"" && !dialect.skipsInitialSpace
    return KnownText(
      rows: rows, dialect: dialect, encoding: encoding,
      hasMark: encoding != .gb18030 && chance(60), text: text,
      isDecidable: isKnown && isPlain && !isRagged && !isWild && columns >= 2 && rows.count >= 3)
  }

  private mutating func field(isAlone: Bool, _ length: Int) -> String {
    if !isAlone, chance(15) { return "" }
    if chance(6) {
      let count = Int.random(in: 1...length, using: &random)
      return String(repeating: pick(["x", "党", "7"]), count: count)
    }
    var pieces = ["a", "Z9", "党员", "第一支部", "王", "12", "3.5", "2019-07-01", "é", "𠮷", "11010119900307003X"]
    if isWild {
      pieces += [
        "\"", "'", "\\", ",", ";", "\t", "|", "，", " ", "\n", "\r\n", "\r", "=", "\"\"", "\\\"", "、",
      ]
      pieces.append(String(Character(dialect.delimiter.scalar)))
    }
    let text = (0..<Int.random(in: 1...4, using: &random)).map { _ in pick(pieces) }.joined()
    return isAlone && text.isEmpty ? "x" : text
  }

  private mutating func line(_ row: [String]) -> String {
    let mark = String(Character(dialect.delimiter.scalar))
    var line = ""
    for (column, field) in row.enumerated() {
      if column > 0 { line += dialect.joinsDelimiters ? run(of: mark, from: 1) : mark }
      let quoted = quoted(field)
      let isQuoted = quoted != field
      if dialect.skipsInitialSpace, isQuoted || chance(50) { line += run(of: " ", from: 0) }
      line += quoted
    }
    guard dialect.joinsDelimiters, !row.isEmpty else { return line }
    return run(of: mark, from: 0) + line + run(of: mark, from: 0)
  }

  private mutating func run(of mark: String, from least: Int) -> String {
    String(repeating: mark, count: Int.random(in: least...least + 2, using: &random))
  }

  /// A field as the dialect writes it.
  private mutating func quoted(_ field: String) -> String {
    let quote = String(Character(dialect.quote ?? "\""))
    let isBackslash = dialect.escape == .backslash
    let scalars = field.unicodeScalars
    var special: Set<Unicode.Scalar> = [dialect.delimiter.scalar, dialect.quote ?? "\"", "\n", "\r"]
    if isBackslash { special.insert("\\") }
    let needsQuotes =
      quotesAll || scalars.contains(where: special.contains)
      || dialect.skipsInitialSpace && scalars.first == " "
      || dialect.joinsDelimiters && field.isEmpty || chance(10)
    guard needsQuotes else { return field }
    var inner = ""
    for scalar in scalars {
      let character = String(Character(scalar))
      if isBackslash, character == quote || character == "\\" {
        inner += "\\" + character
      } else {
        inner += character == quote ? quote + quote : character
      }
    }
    return quote + inner + quote
  }
}
