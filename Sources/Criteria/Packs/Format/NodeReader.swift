import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

/// Reads a map of a pack strictly: a key that nothing reads is an error, never ignored.
struct NodeReader {
  let node: PackNode
  private let entries: [PackNode.Entry]

  /// Opens a map whose keys must be among those allowed.
  init(_ node: PackNode, allowing keys: [String]) throws(PackProblem) {
    guard let entries = node.entries else {
      throw PackProblem(
        .wrongValue, at: node.place,
        Phrase(zh: "此处应为键值表", en: "a map of keys and values is due here"))
    }
    for entry in entries where !keys.contains(entry.key) {
      throw PackProblem(
        .unknownKey, at: entry.keyPlace,
        Phrase(
          zh: "未知的键“\(entry.key)”，可用：\(keys.joined(separator: "、"))",
          en: "unknown key '\(entry.key)'; known here: \(keys.joined(separator: ", "))"),
        suggestion: nearestName(to: entry.key, among: keys))
    }
    self.node = node
    self.entries = entries
  }

  /// The value of a key.
  func node(_ key: String) -> PackNode? {
    entries.first { $0.key == key && !$0.value.isEmpty }?.value
  }

  /// The value of a key that must be there.
  func required(_ key: String) throws(PackProblem) -> PackNode {
    guard let value = node(key) else {
      throw PackProblem(
        .missingKey, at: node.place, Phrase(zh: "缺少键“\(key)”", en: "key '\(key)' is missing"))
    }
    return value
  }

  func text(_ key: String) throws(PackProblem) -> String { try required(key).text() }

  func text(ifAny key: String) throws(PackProblem) -> String? {
    guard let value = node(key) else { return nil }
    return try value.text()
  }

  func texts(_ key: String) throws(PackProblem) -> [String] {
    guard let value = node(key) else { return [] }
    var texts: [String] = []
    for item in value.items { texts.append(try item.text()) }
    return texts
  }

  func phrase(_ key: String) throws(PackProblem) -> Phrase { try required(key).phrase() }

  func phrase(ifAny key: String) throws(PackProblem) -> Phrase? {
    guard let value = node(key) else { return nil }
    return try value.phrase()
  }

  func decimal(ifAny key: String) throws(PackProblem) -> Decimal? {
    guard let value = node(key) else { return nil }
    return try value.decimal()
  }

  func integer(ifAny key: String) throws(PackProblem) -> Int? {
    guard let value = node(key) else { return nil }
    return try value.integer()
  }

  func date(ifAny key: String) throws(PackProblem) -> CivilDate? {
    guard let value = node(key) else { return nil }
    return try value.date()
  }

  func flag(_ key: String, default fallback: Bool = false) throws(PackProblem) -> Bool {
    guard let value = node(key) else { return fallback }
    return try value.flag()
  }

  /// One of a set of words.
  func word<Word: RawRepresentable & CaseIterable>(ifAny key: String, as type: Word.Type)
    throws(PackProblem) -> Word? where Word.RawValue == String
  {
    guard let value = node(key) else { return nil }
    return try value.word(as: type)
  }
}

extension PackNode {
  private func wrong(_ zh: String, _ en: String) -> PackProblem {
    PackProblem(.wrongValue, at: place, Phrase(zh: zh, en: en))
  }

  func text() throws(PackProblem) -> String {
    guard let scalar else { throw wrong("此处应为文字", "text is due here") }
    return scalar
  }

  /// `{zh: …, en: …}`, or one text for both.
  func phrase() throws(PackProblem) -> Phrase {
    if let scalar { return Phrase(zh: scalar, en: scalar) }
    let reader = try NodeReader(self, allowing: ["zh", "en"])
    return Phrase(zh: try reader.text("zh"), en: try reader.text("en"))
  }

  /// A decimal number, a fraction `4/5` or a percentage `0.5%`.
  func decimal() throws(PackProblem) -> Decimal {
    let text = try text()
    func plain(_ part: some StringProtocol) -> Decimal? {
      let part = part.trimmingCharacters(in: .whitespaces)
      guard !part.isEmpty, part.utf8.allSatisfy({ "0123456789.-+".utf8.contains($0) }) else { return nil }
      return Decimal(string: part, locale: Locale(identifier: "en_US_POSIX"))
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, let over = plain(parts[0]), let under = plain(parts[1]), under != 0 {
      return over / under
    }
    if text.hasSuffix("%"), let value = plain(text.dropLast()) { return value / 100 }
    guard let value = plain(text) else { throw wrong("“\(text)”不是数", "'\(text)' is not a number") }
    return value
  }

  /// A whole number, held to 32 bits: whatever is reckoned with it stays within what an `Int` holds.
  func integer() throws(PackProblem) -> Int {
    let text = try text()
    guard let value = Int32(text) else {
      throw wrong("“\(text)”不是整数或太大", "'\(text)' is not a whole number, or too large")
    }
    return Int(value)
  }

  func date() throws(PackProblem) -> CivilDate {
    let text = try text()
    guard let value = CivilDate(iso: text) else {
      throw wrong("“\(text)”不是 YYYY-MM-DD 日期", "'\(text)' is not a date YYYY-MM-DD")
    }
    return value
  }

  func flag() throws(PackProblem) -> Bool {
    switch try text() {
    case "true", "yes", "on", "是": return true
    case "false", "no", "off", "否": return false
    default: throw wrong("此处应为 true 或 false", "true or false is due here")
    }
  }

  func word<Word: RawRepresentable & CaseIterable>(as type: Word.Type) throws(PackProblem) -> Word
  where Word.RawValue == String {
    let text = try text()
    guard let word = Word(rawValue: text) else {
      let words = Word.allCases.map(\.rawValue)
      throw PackProblem(
        .unknownName, at: place,
        Phrase(
          zh: "未知的词“\(text)”，可用：\(words.joined(separator: "、"))",
          en: "unknown word '\(text)'; known here: \(words.joined(separator: ", "))"),
        suggestion: nearestName(to: text, among: words))
    }
    return word
  }
}
