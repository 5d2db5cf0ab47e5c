import Diagnostics
import Ledgers

/// `oneOf`: a field holds one of a list of terms.
struct CodeListCheck: Check {
  static let name = "oneOf"
  static let collapsesColumns = true
  static let keys = ["field", "terms"]
  static let message = Phrase(
    zh: "{field}“{value}”不在规定的值之中：{expected}", en: "{field} '{value}' is none of: {expected}")
  static let placeholders: Set<String> = ["field", "value", "expected"]

  let field: FieldID
  let terms: [String]

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    field = try scope.field(try reader.required("field"))
    terms = try reader.texts("terms")
    if terms.isEmpty { _ = try reader.required("terms") }
  }

  func evaluate(_ run: inout RuleRun) {
    let expected = Phrase(zh: terms.joined(separator: "、"), en: terms.joined(separator: ", "))
    run.forEachRecord(fields: [field]) { run, unit in
      if !Matcher.oneOf(terms).matches(unit.value(0)) {
        run.report(unit, slot: 0, arguments: ["expected": expected])
      }
    }
  }
}
