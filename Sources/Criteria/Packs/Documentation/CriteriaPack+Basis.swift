import Diagnostics
import Ledgers

extension CriteriaPack {
  /// The regulations and articles a rule rests on, in one line; empty for a rule of good data alone.
  public func basis(of rule: String, language: Language) -> String {
    Self.joined(
      (self.rule(rule)?.citations ?? []).compactMap { citation in
        cited(citation, language: language).map { $0 + reach(of: citation, language: language) }
      }, language: language)
  }

  /// What a rule rests on where it finds something in a ledger: a regulation about members' data says nothing
  /// of meetings.
  public func basis(of rule: String, in ledger: LedgerID?, language: Language) -> String {
    Self.joined(
      (self.rule(rule)?.citations ?? []).filter { $0.speaks(of: ledger) }.compactMap {
        cited($0, language: language)
      }, language: language)
  }

  /// The ledgers that a citation speaks of, in brackets; empty where it speaks of all.
  func reach(of citation: Citation, language: Language) -> String {
    if citation.ledgers.isEmpty { return "" }
    let titles = citation.ledgers.sorted { $0.rawValue < $1.rawValue }.map { id in
      ledgers[id]?.title.text(language) ?? id.rawValue
    }
    return language == .zh ? "（\(titles.joined(separator: "、"))）" : " (\(titles.joined(separator: ", ")))"
  }

  private static func joined(_ texts: [String], language: Language) -> String {
    texts.joined(separator: language == .zh ? "；" : "; ")
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
    guard ("0"..."9").contains(first) else {
      return language == .en || text.unicodeScalars.allSatisfy(\.isASCII) ? "" : "（\(text)）"
    }
    // An item in brackets is told where it is a number; a remark that the number was not seen is not.
    let open = text.firstIndex(of: "(") ?? text.endIndex
    let number = trimmed(text[..<open])
    let item = text[open...].filter { !"()".contains($0) }
    let isItem = !item.isEmpty && item.allSatisfy(\.isNumber)
    switch language {
    case .zh: return "第\(number.replacing(", ", with: "、"))条" + (isItem ? "第\(item)项" : "")
    case .en: return ", article \(number)" + (isItem ? "(\(item))" : "")
    }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    text.split(separator: " ").joined(separator: " ")
  }
}
