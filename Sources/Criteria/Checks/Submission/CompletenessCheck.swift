import Diagnostics
import Ledgers

/// `complete`: every organisation of the list has records in each of these ledgers.
///
/// With `relative: true` only ledgers are asked for that at least three quarters of the listed organisations have
/// handed in, so that a clerk who checks one ledger alone, or one branch's, is not told that the others are missing.
/// A ledger may also be kept elsewhere: its absence is a warning at most.
struct CompletenessCheck: Check {
  static let name = "complete"
  static let keys = ["ledgers", "relative"]
  static let message = Phrase(
    zh: "{organisation}缺少“{ledger}”台账记录", en: "{organisation} has no record in '{ledger}'")
  static let placeholders: Set<String> = ["organisation", "ledger"]

  let ledgers: [LedgerID]
  let isRelative: Bool

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    var ledgers: [LedgerID] = []
    for item in try reader.required("ledgers").items { ledgers.append(try scope.definition(of: item).id) }
    self.ledgers = ledgers
    isRelative = try reader.flag("relative")
  }

  func evaluate(_ run: inout RuleRun) {
    let context = run.context
    guard context.hasOrganisationLedger else {
      return run.noteMissing(context.subjects.organisation.ledger)
    }
    let asked = isRelative ? ledgers.filter { isUsual($0, context) } : ledgers
    if asked.isEmpty { return }
    run.forEachOrganisation { run, organisation in
      guard isAsked(organisation, context) else { return run.countNotApplicable() }
      let missing = asked.filter { !context.holds($0, organisation: organisation) }
      // That a ledger is there says nothing of what it holds.
      if !isRelative || !missing.isEmpty { run.countUnit(organisation: organisation) }
      for ledger in missing {
        run.report(
          organisation: organisation,
          arguments: ["ledger": run.pack.ledgers[ledger]?.title ?? Phrase(ledger.rawValue)],
          severity: run.absence, discriminator: ledger.rawValue)
      }
    }
  }

  /// Whether an organisation is one of those that hand ledgers in.
  private func isAsked(_ organisation: Int, _ context: CheckContext) -> Bool {
    context.organisations[organisation].isScored && context.organisations[organisation].position != nil
  }

  /// Whether nearly all of them have handed a ledger in: one of three branches is not 'all others'.
  private func isUsual(_ ledger: LedgerID, _ context: CheckContext) -> Bool {
    let asked = context.organisations.indices.filter { isAsked($0, context) }
    let holders = asked.count { context.holds(ledger, organisation: $0) }
    return holders > 0 && holders * 4 >= asked.count * 3
  }
}
