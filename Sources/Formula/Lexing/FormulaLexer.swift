/// Splits a formula into tokens, byte by byte, without looking back and without recursion.
///
/// Every byte of the text belongs to exactly one token, whatever the text: nothing fails here. The
/// parser objects to `unknown` and unterminated tokens; rewriting copies them as they are.
/// Grammar: ECMA-376 Part 1, 18.17.2.
struct FormulaLexer {
  let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next token; `nil` at the end.
  mutating func next() -> FormulaToken? {
    guard position < bytes.count else { return nil }
    let start = position
    let kind = scan()
    // A scan that moved nowhere would never end.
    if position <= start { position = start + 1 }
    return FormulaToken(kind: kind, range: start..<position)
  }

  private func byte(at index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  private mutating func take(_ kind: FormulaToken.Kind, _ length: Int = 1) -> FormulaToken.Kind {
    position += length
    return kind
  }

  private mutating func scan() -> FormulaToken.Kind {
    let first = bytes[position]
    switch first {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      while Self.isSpace(byte(at: position)) { position += 1 }
      return .space
    case UInt8(ascii: "\""): return scanText()
    case UInt8(ascii: "'"): return scanQuotedSheet()
    case UInt8(ascii: "["): return scanBracket()
    case UInt8(ascii: "#"): return scanError()
    case UInt8(ascii: "+"): return take(.plus)
    case UInt8(ascii: "-"): return take(.minus)
    case UInt8(ascii: "*"): return take(.times)
    case UInt8(ascii: "/"): return take(.divide)
    case UInt8(ascii: "^"): return take(.power)
    case UInt8(ascii: "&"): return take(.concatenate)
    case UInt8(ascii: "%"): return take(.percent)
    case UInt8(ascii: "="): return take(.equal)
    case UInt8(ascii: "<"):
      switch byte(at: position + 1) {
      case UInt8(ascii: ">"): return take(.notEqual, 2)
      case UInt8(ascii: "="): return take(.lessOrEqual, 2)
      default: return take(.less)
      }
    case UInt8(ascii: ">"):
      return byte(at: position + 1) == UInt8(ascii: "=") ? take(.greaterOrEqual, 2) : take(.greater)
    case UInt8(ascii: ":"): return take(.colon)
    case UInt8(ascii: ","): return take(.comma)
    case UInt8(ascii: ";"): return take(.semicolon)
    case UInt8(ascii: "("): return take(.leftParenthesis)
    case UInt8(ascii: ")"): return take(.rightParenthesis)
    case UInt8(ascii: "{"): return take(.leftBrace)
    case UInt8(ascii: "}"): return take(.rightBrace)
    case UInt8(ascii: "@"): return take(.intersect)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return scanNumberOrRows()
    case UInt8(ascii: "."):
      return Self.isDigit(byte(at: position + 1)) ? scanNumberOrRows() : take(.unknown)
    default:
      return Self.isNameByte(first) || first == UInt8(ascii: "$") ? scanWord() : take(.unknown)
    }
  }

  // MARK: Literals

  private mutating func scanText() -> FormulaToken.Kind {
    position += 1
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "\"") {
        position += 1
        if byte(at: position) != UInt8(ascii: "\"") { return .text }
      }
      position += 1
    }
    position = bytes.count
    return .unterminatedText
  }

  private mutating func scanNumberOrRows() -> FormulaToken.Kind {
    let start = position
    skipDigits()
    if position > start, let area = rows(from: start, to: position) {
      return .reference(area)
    }
    if byte(at: position) == UInt8(ascii: ".") {
      position += 1
      skipDigits()
    }
    if byte(at: position) | 0x20 == UInt8(ascii: "e") {
      var mark = position + 1
      if byte(at: mark) == UInt8(ascii: "+") || byte(at: mark) == UInt8(ascii: "-") { mark += 1 }
      if Self.isDigit(byte(at: mark)) {
        position = mark
        skipDigits()
      }
    }
    return .number
  }

  private mutating func skipDigits() {
    while Self.isDigit(byte(at: position)) { position += 1 }
  }

  private static let errors: [[UInt8]] = [
    "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA", "#SPILL!",
    "#CALC!", "#FIELD!", "#BLOCKED!", "#UNKNOWN!", "#CONNECT!", "#BUSY!",
  ].map { Array($0.utf8) }

  private mutating func scanError() -> FormulaToken.Kind {
    for (index, spelling) in Self.errors.enumerated() where matches(spelling, at: position) {
      position += spelling.count
      // `#REF!A1` is a reference whose sheet is gone: an error as a whole.
      if index == 0 {
        while Self.isNameByte(byte(at: position)) || byte(at: position) == UInt8(ascii: "$") {
          position += 1
        }
      }
      return .error
    }
    return take(.spill)
  }

  private func matches(_ spelling: [UInt8], at start: Int) -> Bool {
    guard start + spelling.count <= bytes.count else { return false }
    for offset in spelling.indices {
      var byte = bytes[start + offset]
      if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) { byte &= 0xDF }
      if byte != spelling[offset] { return false }
    }
    return true
  }

  // MARK: Sheets and brackets

  private mutating func scanQuotedSheet() -> FormulaToken.Kind {
    var index = position + 1
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "'") {
        if byte(at: index + 1) == UInt8(ascii: "'") {
          index += 1
        } else if byte(at: index + 1) == UInt8(ascii: "!") {
          position = index + 2
          return .sheet
        } else {
          // A quoted name that no `!` follows means nothing; what comes after it may.
          position = index + 1
          return .unknown
        }
      }
      index += 1
    }
    position = bytes.count
    return .unterminatedName
  }

  /// `[1]Sheet!`, a sheet of another workbook, or a structured reference without its table's name.
  private mutating func scanBracket() -> FormulaToken.Kind {
    guard let end = endOfBrackets(from: position) else {
      position = bytes.count
      return .unterminatedName
    }
    var index = endOfName(from: end)
    if byte(at: index) == UInt8(ascii: ":") {
      let last = endOfName(from: index + 1)
      if byte(at: last) == UInt8(ascii: "!") { index = last }
    }
    if byte(at: index) == UInt8(ascii: "!") {
      position = index + 1
      return .sheet
    }
    position = end
    return .structured
  }

  /// The offset behind the bracket that closes the one at `start`; inside, `'` takes the meaning from
  /// the character after it.
  private func endOfBrackets(from start: Int) -> Int? {
    var depth = 0
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return index + 1 }
      case UInt8(ascii: "'"): index += 1
      default: break
      }
      index += 1
    }
    return nil
  }

  private func endOfName(from start: Int) -> Int {
    var index = start
    while Self.isNameByte(byte(at: index)) { index += 1 }
    return index
  }

  // MARK: Words

  private mutating func scanWord() -> FormulaToken.Kind {
    let start = position
    let end = endOfWord(from: start)
    position = end
    switch byte(at: end) {
    case UInt8(ascii: "!"):
      position = end + 1
      return .sheet
    case UInt8(ascii: "("): return .function
    case UInt8(ascii: "["):
      guard let close = endOfBrackets(from: end) else {
        position = bytes.count
        return .unterminatedName
      }
      position = close
      return .structured
    default: break
    }
    let isRange = byte(at: end) == UInt8(ascii: ":")
    if let corner = ReferenceScanner.corner(bytes[start..<end]) {
      if isRange, let opposite = ReferenceScanner.corner(wordAfterColon(end)) {
        position = endOfWord(from: end + 1)
        return .reference(ReferenceArea(shape: .area, first: corner, last: opposite))
      }
      return .reference(ReferenceArea(shape: .cell, first: corner, last: corner))
    }
    if isRange {
      // `Jan:Mar!A1` goes through the sheets from Jan to Mar.
      let close = endOfWord(from: end + 1)
      if byte(at: close) == UInt8(ascii: "!"), close > end + 1 {
        position = close + 1
        return .sheet
      }
      if let area = ReferenceScanner.columns(bytes[start..<end], wordAfterColon(end)) {
        position = close
        return .reference(area)
      }
      if let area = rows(from: start, to: end) { return .reference(area) }
    }
    return bytes[start..<end].contains(UInt8(ascii: "$")) ? .unknown : .name
  }

  private func endOfWord(from start: Int) -> Int {
    var index = start
    while Self.isNameByte(byte(at: index)) || byte(at: index) == UInt8(ascii: "$") { index += 1 }
    return index
  }

  /// The word behind the colon at `colon`, empty if it is a function, a sheet or a table.
  private func wordAfterColon(_ colon: Int) -> ArraySlice<UInt8> {
    let end = endOfWord(from: colon + 1)
    switch byte(at: end) {
    case UInt8(ascii: "("), UInt8(ascii: "!"), UInt8(ascii: "["): return []
    default: return end > colon + 1 ? bytes[(colon + 1)..<end] : []
    }
  }

  /// `2:5` or `$2:$5`, if the word up to `end` and the one behind its colon are row numbers; moves
  /// behind them.
  private mutating func rows(from start: Int, to end: Int) -> ReferenceArea? {
    guard byte(at: end) == UInt8(ascii: ":"),
      let area = ReferenceScanner.rows(bytes[start..<end], wordAfterColon(end))
    else { return nil }
    position = endOfWord(from: end + 1)
    return area
  }

  // MARK: Bytes

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Whether a byte belongs to a name; all of a character outside ASCII does.
  static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "\\"), UInt8(ascii: "?"), 0x80...:
      true
    default: false
    }
  }
}
