import Diagnostics
import Ledgers

/// `together`, `exclusive` or `different`: fields that are filled only together, never both, or never
/// with the same value.
struct PairCheck: Check {
  static let name = "pair"
  static let keys = ["together", "exclusive", "different"]
  static let message = Phrase(zh: "{field}与{other}的填写不一致", en: "{field} and {other} do not go together")
  static let placeholders: Set<String> = ["field", "value", "other"]

  enum Relation: String, CaseIterable { case together, exclusive, different }
  let relation: Relation
  let fields: [FieldID]

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    guard let relation = Relation.allCases.first(where: { reader.node($0.rawValue) != nil }) else {
      _ = try reader.required("together")
      self.relation = .together
      fields = []
      return
    }
    self.relation = relation
    fields = try scope.fields(reader.node(relation.rawValue))
    guard fields.count == 2 else {
      throw PackProblem(
        .wrongValue, at: reader.node.place, Phrase(zh: "应列出两个字段", en: "two fields are due here"))
    }
  }

  func evaluate(_ run: inout RuleRun) {
    run.forEachRecord(fields: fields, blanks: .judged) { run, unit in
      let (left, right) = (unit.value(0), unit.value(1))
      func report(_ slot: Int, _ message: Phrase) {
        run.report(
          unit, slot: slot, arguments: ["other": unit.table.definition.fields[unit.slots[1 - slot]].title],
          message: message, notes: [run.note(unit, slot: 1 - slot)])
      }
      switch relation {
      case .together where left.isPresent && right == .missing:
        report(1, Phrase(zh: "填了{other}，{field}也应填写", en: "{other} is filled in, so {field} is due as well"))
      case .together where right.isPresent && left == .missing:
        report(0, Phrase(zh: "填了{other}，{field}也应填写", en: "{other} is filled in, so {field} is due as well"))
      case .exclusive where left.isPresent && right.isPresent:
        report(1, Phrase(zh: "{field}与{other}不能同时填写", en: "{field} and {other} cannot both be filled in"))
      case .different where left.isPresent && left.agrees(with: right):
        report(1, Phrase(zh: "{field}不能与{other}相同", en: "{field} cannot be the same as {other}"))
      default: break
      }
    }
  }
}
