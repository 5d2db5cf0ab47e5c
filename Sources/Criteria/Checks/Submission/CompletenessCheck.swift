import Diagnostics
import Ledgers

/// `complete`: every organisation has records in each of these ledgers.
///
/// With `relative: true` only ledgers that other organisations of the submission have handed in are
/// asked for, so that a clerk who checks one ledger alone is not told that the others are missing.
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
    let asked =
      isRelative
      ? ledgers.filter { ledger in
        context.isHandedInElsewhere(ledger)
          || context.tables(ledger).contains { $0.organisations.contains { $0 >= 0 } }
      } : ledgers
    if asked.isEmpty { return }
    run.forEachOrganisation { run, organisation in
      guard context.organisations[organisation].isScored else { return run.countNotApplicable() }
      run.countUnit(organisation: organisation)
      for ledger in asked where context.organisations[organisation].records[ledger, default: 0] == 0 {
        run.report(
          organisation: organisation,
          arguments: ["ledger": run.pack.ledgers[ledger]?.title ?? Phrase(ledger.rawValue)],
          discriminator: ledger.rawValue)
      }
    }
  }
}
