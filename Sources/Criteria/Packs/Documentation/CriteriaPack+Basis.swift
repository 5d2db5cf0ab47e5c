import Diagnostics

extension CriteriaPack {
  /// The regulations and articles a rule rests on, in one line; empty for a rule of good data alone.
  public func basis(of rule: String, language: Language) -> String {
    (self.rule(rule)?.citations ?? []).compactMap { cited($0, language: language) }
      .joined(separator: language == .zh ? "；" : "; ")
  }

  /// A text and its article as they are cited; `nil` where the pack says that there is none.
  public func cited(_ citation: Citation, language: Language) -> String? {
    guard let source = sources[citation.source], source.id != Source.ownRules else { return nil }
    return source.title + Self.article(citation.article, language: language)
  }

  /// An article as it is cited: `第十一条` for a number, anything else in brackets, nothing for none.
  private static func article(_ article: String, language: Language) -> String {
    // A mark such as (K) says that the number was not seen; that belongs to `explain`.
    let text = trimmed(article.replacing("(K)", with: "").trimmingPrefix("-"))
    guard let first = text.unicodeScalars.first else { return "" }
    let isNumber = ("0"..."9").contains(first)
    switch language {
    case .zh:
      guard isNumber else { return text.unicodeScalars.allSatisfy(\.isASCII) ? "" : "（\(text)）" }
      let text = text.replacing(", ", with: "、")
      guard let open = text.firstIndex(of: "(") else { return "第\(text)条" }
      let item = text[text.index(after: open)...].filter { $0 != ")" }
      let number = trimmed(text[..<open])
      return item.allSatisfy(\.isNumber) ? "第\(number)条第\(item)项" : "第\(number)条"
    case .en: return isNumber ? ", article \(text)" : ""
    }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    text.split(separator: " ").joined(separator: " ")
  }
}
