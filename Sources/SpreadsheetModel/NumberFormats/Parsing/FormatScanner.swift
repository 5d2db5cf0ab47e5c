/// Takes a number format's code apart into sections of tokens (ECMA-376 Part 1, 18.8.31).
struct FormatScanner {
  private let bytes: [UInt8]
  private var position = 0
  private var tokens: [FormatToken] = []
  /// The text of each token, for letters that turn out to stand for themselves.
  private var sources: [Range<Int>] = []
  private var condition: FormatSection.Condition?
  private var numerals = 0
  private var language = 0
  private var hasModifier = false
  /// Excel has four sections; a hostile code may have thousands.
  private static let sectionLimit = 4

  static func sections(of code: String) -> [FormatSection] {
    var scanner = FormatScanner(bytes: Array(code.utf8))
    var sections: [FormatSection] = []
    while sections.count < sectionLimit {
      let isLast = scanner.scanSection()
      sections.append(scanner.finishSection())
      if isLast { break }
    }
    return sections
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private func byte(at index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  private mutating func add(_ token: FormatToken, _ source: Range<Int>) {
    tokens.append(token)
    sources.append(source)
  }

  private mutating func addLiteral(_ range: Range<Int>, source: Range<Int>) {
    add(.literal(Array(bytes[range])), source)
  }

  /// Reads to the next semicolon; whether it was the end of the code.
  private mutating func scanSection() -> Bool {
    while position < bytes.count {
      let start = position
      switch bytes[position] {
      case UInt8(ascii: ";"):
        position += 1
        return false
      case UInt8(ascii: "\""):
        position += 1
        let first = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") { position += 1 }
        let last = position
        position = min(position + 1, bytes.count)
        addLiteral(first..<last, source: start..<position)
      case UInt8(ascii: "\\"), UInt8(ascii: "!"):
        position += 1
        let first = position
        skipCharacter()
        addLiteral(first..<position, source: start..<position)
      case UInt8(ascii: "_"):
        position += 1
        skipCharacter()
        add(.room, start..<position)
      case UInt8(ascii: "*"):
        position += 1
        skipCharacter()
      case UInt8(ascii: "["): scanBracket()
      default: scanToken()
      }
    }
    return true
  }

  private mutating func skipCharacter() {
    guard position < bytes.count else { return }
    position += 1
    while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
  }

  // MARK: Tokens

  private mutating func scanToken() {
    let start = position
    if take("general") || take("G/通用格式") { return add(.general, start..<position) }
    if take("am/pm") { return add(.half(.english), start..<position) }
    if take("上午/下午") { return add(.half(.chinese), start..<position) }
    if take("a/p") {
      return add(.half(.letter(isUpper: bytes[start] == UInt8(ascii: "A"))), start..<position)
    }
    let letter = bytes[position] | 0x20
    if letter == UInt8(ascii: "e"),
      byte(at: position + 1) == UInt8(ascii: "+") || byte(at: position + 1) == UInt8(ascii: "-")
    {
      position += 2
      return add(.exponent(isAlwaysSigned: bytes[position - 1] == UInt8(ascii: "+")), start..<position)
    }
    switch bytes[position] {
    case UInt8(ascii: "0"): return single(.zero)
    case UInt8(ascii: "#"): return single(.optional)
    case UInt8(ascii: "?"): return single(.padded)
    case UInt8(ascii: ","): return single(.comma)
    case UInt8(ascii: "%"): return single(.percent)
    case UInt8(ascii: "/"): return single(.slash)
    case UInt8(ascii: "@"): return single(.text)
    case UInt8(ascii: "."):
      if let last = tokens.last, Self.isSeconds(last), byte(at: position + 1) == UInt8(ascii: "0") {
        position += 1
        while byte(at: position) == UInt8(ascii: "0") { position += 1 }
        return add(.fraction(min(3, position - start - 1)), start..<position)
      }
      return single(.point)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
      while position < bytes.count, bytes[position] | 0x20 == letter { position += 1 }
      let count = position - start
      if let token = Self.letterToken(letter, count) { return add(token, start..<position) }
      return addLiteral(start..<position, source: start..<position)
    default:
      skipCharacter()
      addLiteral(start..<position, source: start..<position)
    }
  }

  private mutating func single(_ token: FormatToken) {
    add(token, position..<(position + 1))
    position += 1
  }

  private static func isSeconds(_ token: FormatToken) -> Bool {
    switch token {
    case .second, .elapsedSeconds: true
    default: false
    }
  }

  private static func letterToken(_ letter: UInt8, _ count: Int) -> FormatToken? {
    switch letter {
    case UInt8(ascii: "y"): .year(count)
    case UInt8(ascii: "m"): .month(count)
    case UInt8(ascii: "d"): .day(count)
    case UInt8(ascii: "h"): .hour(count)
    case UInt8(ascii: "s"): .second(count)
    case UInt8(ascii: "a"): count >= 3 ? .weekday(count) : nil
    case UInt8(ascii: "g"): .era(count)
    case UInt8(ascii: "e"): .eraYear(count)
    case UInt8(ascii: "b"): .buddhistYear(count)
    default: nil
    }
  }

  /// Moves behind a word, its case not regarded.
  private mutating func take(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard position + length <= bytes.count else { return false }
    let isThere = word.withUTF8Buffer { letters in
      for offset in 0..<length {
        let wanted = letters[offset]
        let found = bytes[position + offset]
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(wanted | 0x20)
        guard found == wanted || (isLetter && found | 0x20 == wanted | 0x20) else { return false }
      }
      return true
    }
    if isThere { position += length }
    return isThere
  }

  // MARK: Brackets

  private mutating func scanBracket() {
    let start = position
    var end = position + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "]") { end += 1 }
    let inside = bytes[(start + 1)..<end]
    position = min(end + 1, bytes.count)
    guard let first = inside.first else { return }
    let letter = first | 0x20
    if inside.allSatisfy({ $0 | 0x20 == letter }) {
      switch letter {
      case UInt8(ascii: "h"): return add(.elapsedHours(inside.count), start..<position)
      case UInt8(ascii: "m"): return add(.elapsedMinutes(inside.count), start..<position)
      case UInt8(ascii: "s"): return add(.elapsedSeconds(inside.count), start..<position)
      default: break
      }
    }
    hasModifier = true
    if first == UInt8(ascii: "$") {
      scanCurrency(inside.dropFirst(), source: start..<position)
    } else if first == UInt8(ascii: "<") || first == UInt8(ascii: ">") || first == UInt8(ascii: "=") {
      condition = Self.condition(inside)
    } else {
      let word = String(decoding: inside, as: UTF8.self).lowercased()
      if word.hasPrefix("dbnum"), let kind = Int(word.dropFirst(5)), (1...3).contains(kind) {
        numerals = kind
      }
      // Colours concern the cell, not its text.
    }
  }

  /// `[$¥-804]`: a currency's sign and a language.
  private mutating func scanCurrency(_ inside: ArraySlice<UInt8>, source: Range<Int>) {
    guard let dash = inside.lastIndex(of: UInt8(ascii: "-")) else {
      return add(.literal(Array(inside)), source)
    }
    if dash > inside.startIndex { add(.literal(Array(inside[..<dash])), source) }
    let code = String(decoding: inside[(dash + 1)...], as: UTF8.self)
    guard let number = Int(code, radix: 16) else { return }
    language = number & 0xFFFF
    // The byte above tells numerals: 1E to 20 are Chinese ones in lower, upper and full-width form.
    switch number >> 24 & 0xFF {
    case 0x1E: numerals = 1
    case 0x1F: numerals = 2
    case 0x20: numerals = 3
    default: break
    }
  }

  private static func condition(_ inside: ArraySlice<UInt8>) -> FormatSection.Condition? {
    let text = String(decoding: inside, as: UTF8.self)
    let spellings: [(String, FormatSection.Condition.Comparison)] = [
      ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("<>", .notEqual), ("<", .less), (">", .greater),
      ("=", .equal),
    ]
    for (spelling, comparison) in spellings where text.hasPrefix(spelling) {
      let rest = text.dropFirst(spelling.count).filter { $0 != " " }
      guard let limit = Double(rest), limit.isFinite else { return nil }
      return FormatSection.Condition(comparison: comparison, limit: limit)
    }
    return nil
  }

  // MARK: Sections

  private mutating func finishSection() -> FormatSection {
    var section = FormatSection(
      tokens: tokens, kind: .plain, condition: condition, numerals: numerals, language: language)
    if tokens.contains(where: \.isDigit) {
      makeNumber(&section)
    } else if tokens.contains(where: \.isMoment) {
      makeDate(&section)
    } else if tokens.contains(.general) || (tokens.isEmpty && hasModifier) {
      if section.tokens.isEmpty { section.tokens = [.general] }
      section.tokens = literals(except: { $0 == .general || $0 == .percent })
      section.kind = .general
      if section.tokens.isEmpty { section.tokens = [.general] }
    } else {
      section.tokens = literals(except: { $0 == .text || $0 == .percent })
    }
    tokens = []
    sources = []
    condition = nil
    numerals = 0
    language = 0
    hasModifier = false
    return section
  }

  /// The tokens, those not kept made literal again.
  private func literals(except isKept: (FormatToken) -> Bool) -> [FormatToken] {
    zip(tokens, sources).map { token, source in
      switch token {
      case .literal, .room: token
      default: isKept(token) ? token : .literal(Array(bytes[source]))
      }
    }
  }

  /// A section with places for digits: letters in it stand for themselves, however they got there.
  private func makeNumber(_ section: inout FormatSection) {
    section.tokens = literals { token in
      switch token {
      case .zero, .optional, .padded, .point, .comma, .percent, .slash, .exponent: true
      default: false
      }
    }
    if let layout = FractionLayout(&section.tokens) {
      section.kind = .fraction(layout)
    } else {
      section.kind = .number(NumberLayout(&section.tokens))
    }
  }

  private func makeDate(_ section: inout FormatSection) {
    section.tokens = literals { token in
      if case .fraction = token { true } else { token.isMoment }
    }
    section.kind = .date(DateLayout(&section.tokens))
  }
}
