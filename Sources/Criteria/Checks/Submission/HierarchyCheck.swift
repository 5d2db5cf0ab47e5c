import Diagnostics
import Ledgers

/// `hierarchy`: a superior organisation is not the organisation itself, no ring of superiors closes, and its name
/// is no slip of another's.
///
/// No list of organisations is that of all: a superior it does not name usually keeps a list of its own.
struct HierarchyCheck: Check {
  static let name = "hierarchy"
  static let keys = ["parent"]
  static let message = Phrase(
    zh: "{field}“{value}”在党组织名单中找不到", en: "{field} '{value}' is not in the list of organisations")
  static let placeholders: Set<String> = ["field", "value", "organisation"]

  let parent: FieldID

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    parent = try scope.field(
      try reader.required("parent"), of: scope.ledgers[scope.subjects.organisation.ledger])
  }

  func evaluate(_ run: inout RuleRun) {
    let context = run.context
    let subject = context.subjects.organisation
    let names = parentNames(context)
    run.forEachRecord(of: subject.ledger, fields: [parent, subject.name]) { run, unit in
      guard let name = unit.value(0).text, let own = unit.value(1).text,
        let index = context.organisationNames.exact(own)
      else { return }
      let match = context.organisationNames.match(name)
      if match.organisation == index {
        run.report(
          unit, slot: 0,
          message: Phrase(zh: "{field}“{value}”就是本组织", en: "{field} '{value}' is the organisation itself"))
      } else if let parent = match.organisation, context.organisations[index].parent == nil {
        // The index left the ring's last link open.
        run.report(
          unit, slot: 0,
          arguments: ["organisation": Phrase(context.organisations[parent].name)],
          message: Phrase(
            zh: "{field}“{value}”与本组织互为上级，隶属关系成环", en: "{field} '{value}' closes a ring of superiors"))
      } else if case .near(let parent) = match {
        let name = context.organisations[parent].name
        run.report(
          unit, slot: 0,
          message: Phrase(
            zh: "{field}“{value}”在党组织名单中找不到，疑为“\(name)”",
            en: "{field} '{value}' is not in the list; '\(name)' is probably meant"),
          fix: FieldFix.make(.text(name), safety: .suggested, field: unit[0]), severity: run.absence)
      } else if match == .none, let usual = usualName(name, names) {
        run.report(
          unit, slot: 0,
          message: Phrase(
            zh: "{field}“{value}”与其他党组织所填的“\(usual)”相差一字",
            en: "{field} '{value}' is a letter away from '\(usual)', which the others give"),
          fix: FieldFix.make(.text(usual), safety: .suggested, field: unit[0]), severity: run.absence)
      }
    }
  }

  /// How often each superior is named.
  private func parentNames(_ context: CheckContext) -> [String: Int] {
    var names: [String: Int] = [:]
    for table in context.tables(context.subjects.organisation.ledger) {
      guard let index = table.definition.index(of: parent) else { continue }
      for row in table.table.records.indices {
        if let name = table.field(index, ofRecord: row).value.text { names[name, default: 0] += 1 }
      }
    }
    return names
  }

  /// The name that others give, where this one is a letter away from it and hardly used.
  private func usualName(_ name: String, _ names: [String: Int]) -> String? {
    let own = names[name] ?? 0
    let written = Array(name)
    guard written.count >= 4 else { return nil }
    return names.keys.sorted().first { other in
      other != name && (names[other] ?? 0) >= max(3, own * 3)
        && editDistance(written, Array(other), limit: 1) != nil
    }
  }
}
