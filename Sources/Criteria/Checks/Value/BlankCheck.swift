import Diagnostics
import Ledgers

/// `blank`: fields that may not be filled in.
struct BlankCheck: Check {
  static let name = "blank"
  static let keys = ["fields"]
  static let message = Phrase(zh: "{field}不应填写，现为“{value}”", en: "{field} should be blank, it says '{value}'")
  static let placeholders: Set<String> = ["field", "value"]

  let fields: [FieldID]

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    fields = try scope.fields(try reader.required("fields"))
  }

  func evaluate(_ run: inout RuleRun) {
    for field in fields {
      run.forEachRecord(fields: [field], blanks: .judged) { run, unit in
        if unit.value(0).isPresent { run.report(unit, slot: 0) }
      }
    }
  }
}
