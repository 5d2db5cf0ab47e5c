/// The languages the program speaks.
public enum Language: String, Sendable, CaseIterable, Codable {
  /// Simplified Chinese, the default.
  case zh
  /// English.
  case en
}

/// A piece of text in every language, with `{name}` placeholders.
///
/// Phrases are declared once, as static members beside the layer that speaks them (each target's
/// `Phrases` folder), and rendered here. Facts are collected where they are found; words are chosen
/// when they are shown.
public struct Phrase: Hashable, Sendable {
  /// Simplified Chinese.
  public let zh: String
  /// English.
  public let en: String

  /// Creates a phrase.
  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// The template in a language, its placeholders untouched.
  public func template(_ language: Language) -> String {
    switch language {
    case .zh: zh
    case .en: en
    }
  }

  /// The text in a language, `{name}` replaced by the argument of that name; a placeholder without
  /// an argument stays as it is, so that its lack is seen.
  public func text(_ language: Language, _ arguments: [String: String] = [:]) -> String {
    let template = template(language)
    guard !arguments.isEmpty, template.utf8.contains(UInt8(ascii: "{")) else { return template }
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else { break }
      result += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      result += arguments[name] ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
