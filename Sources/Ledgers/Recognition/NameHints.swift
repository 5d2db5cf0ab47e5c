import Diagnostics
import SpreadsheetModel

/// What titles, sheet names and file names say: which ledger, which year, which month, which branch.
struct NameHints {
  /// A name as bytes of folded UTF-8.
  private struct Name: Sendable {
    var bytes: [UInt8]
    var ledger: Int
    /// Whether it is a word that settles what a title means.
    var isStrong: Bool
  }

  /// The ledger a text names.
  struct Hint: Equatable {
    var ledger: Int
    /// Whether one of the words stands there that settle what a title means.
    var isStrong: Bool
  }

  /// The names, the longest first.
  private let names: [Name]
  /// Positions in `names` by a name's first two bytes: a text is looked at once, whatever their number.
  private let starts: [UInt16: [Int]]

  init(_ catalog: LedgerCatalog) {
    var names: [Name] = []
    for (index, ledger) in catalog.ledgers.enumerated() {
      for word in [ledger.title.zh] + ledger.synonyms {
        names.append(Name(bytes: Array(TextFolding.fold(word).utf8), ledger: index, isStrong: false))
      }
      for word in ledger.titleWords {
        names.append(Name(bytes: Array(TextFolding.fold(word).utf8), ledger: index, isStrong: true))
      }
      names.append(Name(bytes: Array(ledger.id.rawValue.utf8), ledger: index, isStrong: false))
    }
    // The longest name wins: 流动党员名册 holds 党员名册 as well.
    names = names.filter { $0.bytes.count >= 2 }.sorted { $0.bytes.count > $1.bytes.count }
    var starts: [UInt16: [Int]] = [:]
    for (position, name) in names.enumerated() {
      starts[UInt16(name.bytes[0]) << 8 | UInt16(name.bytes[1]), default: []].append(position)
    }
    self.names = names
    self.starts = starts
  }

  /// The ledger a folded text names: the one whose settling word ends last, since the end of a Chinese title
  /// says what the thing is (`组织生活会问题整改台账`); without such a word, the one with the longest name inside it.
  func hint(in folded: String) -> Hint? {
    let found = matches(in: folded)
    let strong = found.filter { names[$0.position].isStrong }.max {
      ($0.range.upperBound, $0.range.count) < ($1.range.upperBound, $1.range.count)
    }
    if let strong {
      // A longer name around the word takes it over: 志愿服务登记表 of an office's own ledger.
      let around = found.filter {
        $0.range.lowerBound <= strong.range.lowerBound && $0.range.upperBound >= strong.range.upperBound
      }
      .min { $0.position < $1.position }
      return Hint(ledger: names[(around ?? strong).position].ledger, isStrong: true)
    }
    return found.min { $0.position < $1.position }.map {
      Hint(ledger: names[$0.position].ledger, isStrong: false)
    }
  }

  /// A folded text without the names of one ledger: what else a title says.
  func remainder(of folded: String, ledger: Int) -> String {
    let own = matches(in: folded).filter {
      names[$0.position].ledger == ledger && !names[$0.position].isStrong
    }
    guard let longest = own.min(by: { $0.position < $1.position }) else { return folded }
    let bytes = Array(folded.utf8)
    return String(decoding: bytes[..<longest.range.lowerBound], as: UTF8.self)
      + String(decoding: bytes[longest.range.upperBound...], as: UTF8.self)
  }

  private func matches(in folded: String) -> [(position: Int, range: Range<Int>)] {
    var folded = folded
    return folded.withUTF8 { text in
      var found: [(position: Int, range: Range<Int>)] = []
      for index in text.indices.dropLast() {
        guard let candidates = starts[UInt16(text[index]) << 8 | UInt16(text[index + 1])] else { continue }
        for position in candidates where text[index...].starts(with: names[position].bytes) {
          found.append((position, index..<index + names[position].bytes.count))
        }
      }
      return found
    }
  }

  /// The year a text names (`2025年度`, `2025`), the first one from 1950 to 2100.
  static func year(in text: String) -> Int? {
    for case .number(let value, digits: 4) in DateToken.tokens(of: text) where (1950...2100).contains(value) {
      return value
    }
    // 202503: year and month in one number.
    for case .number(let value, digits: 6) in DateToken.tokens(of: text)
    where (1950...2100).contains(value / 100) && (1...12).contains(value % 100) {
      return value / 100
    }
    return nil
  }

  /// The month a text names (`3月`, `2025.03`, `三月份`).
  static func month(in text: String) -> Int? {
    let tokens = DateToken.tokens(of: text)
    for (index, token) in tokens.enumerated() {
      if case .number(let value, let digits) = token, digits <= 2, (1...12).contains(value),
        index + 1 < tokens.count, tokens[index + 1] == .month
      {
        return value
      }
    }
    switch DateText(text).reading {
    case .month(let month): return month.month
    case .monthOnly(let month): return month
    default: return nil
    }
  }

  /// The name of a Party organisation at the beginning of a text such as `2025年机关第一党支部党员名册`; `nil`
  /// if there is none.
  static func organisation(in text: String) -> String? {
    var name = CleanText(text).text
    // A leading year, date or bracketed number is no part of it.
    while let first = name.unicodeScalars.first,
      (0x30...0x39).contains(first.value) || "年度月.．、-_ 附件表（）()第期".unicodeScalars.contains(first)
    {
      if first == "第" {
        // 第一党支部 begins with 第, 第3期 does not belong.
        break
      }
      name.unicodeScalars.removeFirst()
    }
    var end: String.Index?
    for ending in ["党支部", "支部委员会", "党总支", "支部", "党委", "黨支部", "支部委員會", "黨總支", "黨委", "党员大会"] {
      if let found = name.end(ofLast: ending) {
        end = found
        break
      }
    }
    guard let end else { return nil }
    let found = String(name[..<end])
    let count = found.unicodeScalars.count
    guard count >= 3, count <= 40 else { return nil }
    for bare in ["党支部", "支部", "各党支部", "各支部", "所在党支部", "全体党支部", "基层党支部", "所属党支部"] where found == bare {
      return nil
    }
    return found
  }
}
