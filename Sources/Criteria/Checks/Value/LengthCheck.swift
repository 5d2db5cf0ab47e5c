import Diagnostics
import Ledgers

/// `length`: how many characters a text has.
struct LengthCheck: Check {
  static let name = "length"
  static let collapsesColumns = true
  static let keys = ["field", "atLeast", "atMost"]
  static let message = Phrase(
    zh: "{field}有 {actual} 个字，应为 {expected} 个字", en: "{field} has {actual} characters, should have {expected}"
  )
  static let placeholders: Set<String> = ["field", "value", "actual", "expected"]

  let field: FieldID
  let least: Int
  let most: Int

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    field = try scope.field(try reader.required("field"))
    least = try reader.integer(ifAny: "atLeast") ?? 0
    most = try reader.integer(ifAny: "atMost") ?? Int.max
  }

  func evaluate(_ run: inout RuleRun) {
    let expected = most == Int.max ? "≥\(least)" : least == 0 ? "≤\(most)" : "\(least)–\(most)"
    run.forEachRecord(fields: [field]) { run, unit in
      for word in unit.value(0).words where word.count < least || word.count > most {
        run.report(
          unit, slot: 0,
          arguments: [
            "actual": Phrase(zh: String(word.count), en: String(word.count)),
            "expected": Phrase(zh: expected, en: expected),
          ])
        return
      }
    }
  }
}
