import Diagnostics
import Ledgers

/// `names`: how many names a field lists, that they differ, and that one of another field is not among them.
struct ListCheck: Check {
  static let name = "names"
  static let keys = ["field", "atLeast", "atMost", "distinct", "excludes"]
  static let message = Phrase(
    zh: "{field}“{value}”有 {actual} 人，应{expected}",
    en: "{field} '{value}' names {actual}, should be {expected}")
  static let placeholders: Set<String> = ["field", "value", "actual", "expected"]

  let field: FieldID
  let least: Int
  let most: Int
  let distinct: Bool
  /// A field whose name may not be listed.
  let excluded: FieldID?

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    field = try scope.field(try reader.required("field"))
    least = try reader.integer(ifAny: "atLeast") ?? 0
    most = try reader.integer(ifAny: "atMost") ?? Int.max
    excluded = if let node = reader.node("excludes") { try scope.field(node) } else { nil }
    distinct = try reader.flag("distinct", default: true)
  }

  func evaluate(_ run: inout RuleRun) {
    let expected =
      least == most
      ? Phrase(zh: "为 \(least) 人", en: "\(least)")
      : most == Int.max
        ? Phrase(zh: "不少于 \(least) 人", en: "at least \(least)")
        : least == 0
          ? Phrase(zh: "不多于 \(most) 人", en: "at most \(most)")
          : Phrase(zh: "为 \(least) 至 \(most) 人", en: "\(least) to \(most)")
    run.forEachRecord(fields: [field], optional: excluded.map { [$0] } ?? []) { run, unit in
      let names = unit.value(0).words
      if excluded != nil, let other = unit.value(1).text, names.contains(other) {
        run.report(
          unit, slot: 0, arguments: ["actual": Phrase(String(names.count)), "expected": expected],
          message: Phrase(zh: "{field}“{value}”中有本人", en: "{field} '{value}' names the person concerned"),
          notes: [run.note(unit, slot: 1)])
      } else if names.count < least || names.count > most {
        run.report(unit, slot: 0, arguments: ["actual": Phrase(String(names.count)), "expected": expected])
      } else if distinct, Set(names).count < names.count {
        run.report(
          unit, slot: 0, arguments: ["actual": Phrase(String(Set(names).count)), "expected": expected],
          message: Phrase(zh: "{field}“{value}”中有人重复", en: "{field} '{value}' names someone twice"))
      }
    }
  }
}
