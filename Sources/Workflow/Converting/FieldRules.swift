import Criteria
import Diagnostics
import Ledgers

/// Which rules of a pack have something to say about a field, by what their failing examples blame.
struct FieldRules {
  private struct Place: Hashable {
    var ledger: LedgerID
    var field: FieldID
  }

  private var rules: [Place: [Phrase]] = [:]
  /// How many rules a note names.
  private static let limit = 3

  /// Indexes the rules in force; a pack of none names none.
  init(_ pack: CriteriaPack?) {
    guard let pack else { return }
    for rule in pack.rules where rule.isEnabled {
      var places: Set<Place> = []
      for example in rule.examples {
        guard case .fail(let findings) = example.expectation else { continue }
        for field in findings.compactMap(\.field).map(FieldID.init(rawValue:)) {
          let ledgers = example.ledgers.filter { $0.fields.contains(field) }.map(\.ledger)
          // A field of this name in two ledgers of one example leaves open which of them is meant.
          guard let ledger = rule.ledger ?? (ledgers.count == 1 ? ledgers[0] : nil) else { continue }
          places.insert(Place(ledger: ledger, field: field))
        }
      }
      guard !places.isEmpty else { continue }
      for place in places { rules[place, default: []].append(Self.words(rule, in: place.ledger, pack)) }
    }
  }

  /// A rule's number, title and first authority.
  private static func words(_ rule: Rule, in ledger: LedgerID, _ pack: CriteriaPack) -> Phrase {
    let first = rule.citations.first { $0.ledgers.isEmpty || $0.ledgers.contains(ledger) }
    func authority(_ language: Language) -> String? { first.flatMap { pack.cited($0, language: language) } }

    return Phrase(
      zh: "\(rule.id) \(rule.title.zh)" + (authority(.zh).map { "（\($0)）" } ?? ""),
      en: "\(rule.id) \(rule.title.en)" + (authority(.en).map { " (\($0))" } ?? ""))
  }

  /// The rules about a field, a line each; empty where there are none.
  func text(about field: FieldID, in ledger: LedgerID, _ language: Language) -> String {
    guard let found = rules[Place(ledger: ledger, field: field)] else { return "" }
    let title = Phrase(zh: "检查：", en: "Checked by: ").text(language)
    let rest = found.count > Self.limit ? Phrase(zh: " 等", en: " and others").text(language) : ""
    return title
      + found.prefix(Self.limit).map { $0.text(language) }.joined(
        separator: Phrase(zh: "；", en: "; ").text(language))
      + rest
  }
}
