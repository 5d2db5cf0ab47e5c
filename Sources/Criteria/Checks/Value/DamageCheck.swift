import Diagnostics
import Ledgers

/// `damaged`: text in which characters were lost for good: U+FFFD, private-use characters, 锟斤拷, `???`, and question
/// marks in the middle of a word (`日??己恕薄`, `勇?lián)`, `王?军`).
struct DamageCheck: Check {
  static let name = "damaged"
  static let keys: [String] = ["kinds"]
  static let message = Phrase(zh: "{field}“{value}”含有损坏的字符", en: "{field} '{value}' has damaged characters")
  static let placeholders: Set<String> = ["field", "value"]

  let kinds: Set<FieldKind>

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    var kinds: Set<FieldKind> = []
    for item in reader.node("kinds")?.items ?? [] { kinds.insert(try item.word(as: FieldKind.self)) }
    self.kinds = kinds
  }

  func evaluate(_ run: inout RuleRun) {
    for ledger in run.ledgers {
      for table in run.context.tables(ledger) {
        let covered = table.definition.fields.indices.filter {
          table.hasField[$0] && (kinds.isEmpty || kinds.contains(table.definition.fields[$0].kind))
        }
        for row in table.table.records.indices {
          run.countUnit(organisation: table.organisations[row])
          let fields = table.table.records[row].fields
          for index in covered where index < fields.count && Self.isDamaged(fields[index].original) {
            let field = fields[index]
            guard field.cell != nil, field.change?.kind != .mojibake else {
              continue
            }
            run.report(table: table, row: row, field: index)
          }
        }
      }
    }
  }

  /// Looks at the bytes: in healthy text the three lead bytes that matter are rare.
  static func isDamaged(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    // What an encoding without Han characters makes of them.
    if first == UInt8(ascii: "?"), text.utf8.count >= 2, text.utf8.allSatisfy({ $0 == first }) { return true }
    if text.utf8.contains(UInt8(ascii: "?")), hasLostLetter(text) { return true }
    guard text.utf8.contains(where: { $0 == 0xEE || $0 == 0xEF || $0 == 0xE9 }) else { return false }
    if text.has("锟斤拷") { return true }
    return text.unicodeScalars.contains { $0.value == 0xFFFD || (0xE000...0xF8FF).contains($0.value) }
  }

  /// Whether a question mark stands where a Han character was: between two of them, twice beside one, or before
  /// what is left of a pinyin gloss.
  private static func hasLostLetter(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    func isHan(_ index: Int) -> Bool { scalars.indices.contains(index) && scalars[index].isHan }
    func isMark(_ index: Int) -> Bool { scalars.indices.contains(index) && scalars[index] == "?" }
    for index in scalars.indices where isMark(index) && isHan(index - 1) {
      if isHan(index + 1) || isMark(index + 1) && isHan(index + 2) { return true }
      let rest = scalars[(index + 1)...]
      let letters = rest.prefix { $0.properties.isAlphabetic && !$0.isHan }
      if !letters.isEmpty, let end = rest.dropFirst(letters.count).first, end == ")" || end == "）" {
        return true
      }
    }
    return false
  }
}

extension Unicode.Scalar {
  /// Whether it is a character of the main Han blocks.
  fileprivate var isHan: Bool { (0x3400...0x4DBF).contains(value) || (0x4E00...0x9FFF).contains(value) }
}
