import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

/// `ratio`: of an organisation's records (in each year, where a field says so), the share that meets a
/// condition is at most or at least so much.
struct RatioCheck: Check {
  static let name = "ratio"
  static let keys = ["of", "part", "where", "year", "atMost", "atLeast", "round"]
  static let message = Phrase(
    zh: "{subject}{period}：{part} 占 {whole}，{expected}",
    en: "{subject} {period}: {part} of {whole}, {expected}")
  static let placeholders: Set<String> = [
    "subject", "period", "part", "whole", "limit", "expected", "organisation",
  ]

  enum Rounding: String, CaseIterable { case down, up, none }

  let ledger: LedgerID
  let part: Condition
  let whole: Condition?
  let year: FieldID?
  let atMost: Decimal?
  let atLeast: Decimal?
  let rounding: Rounding

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    let counted = try scope.definition(of: try reader.required("of"))
    ledger = counted.id
    let parser = ConditionParser(scope: scope)
    part = try parser.parse(try reader.required("part"), counted)
    whole = try parser.parse(ifAny: reader.node("where"), counted)
    year = if let node = reader.node("year") { try scope.field(node, of: counted) } else { nil }
    atMost = try reader.decimal(ifAny: "atMost")
    atLeast = try reader.decimal(ifAny: "atLeast")
    if atMost == nil, atLeast == nil { _ = try reader.required("atMost") }
    rounding = try reader.word(ifAny: "round", as: Rounding.self) ?? .none
  }

  private struct Group: Hashable {
    var organisation: Int
    var year: Int
  }

  func evaluate(_ run: inout RuleRun) {
    let context = run.context
    guard context.isHandedIn(ledger) else { return run.noteMissing(ledger) }
    var counts: [Group: (part: Int, whole: Int)] = [:]
    for table in context.tables(ledger) {
      let boundPart = BoundCondition(part, definition: table.definition, context: context)
      let boundWhole = whole.map { BoundCondition($0, definition: table.definition, context: context) }
      let yearIndex = year.flatMap { table.definition.index(of: $0) }
      for (row, record) in table.table.records.enumerated() {
        let organisation = table.organisations[row]
        guard organisation >= 0 else { continue }
        if let boundWhole, !boundWhole.holds(for: record, organisation: organisation, in: context) {
          continue
        }
        let group = Group(
          organisation: organisation,
          year: yearIndex.flatMap { table.field($0, ofRecord: row).value.day?.year } ?? 0)
        counts[group, default: (0, 0)].whole += 1
        if boundPart.holds(for: record, organisation: organisation, in: context) { counts[group]?.part += 1 }
      }
    }
    run.forEachOrganisation { run, organisation in
      let groups = counts.filter { $0.key.organisation == organisation }.sorted { $0.key.year < $1.key.year }
      if groups.isEmpty {
        return run.noteGap(
          RuleRun.Phrases.noRecords(context.organisations[organisation].name, ledger, run),
          organisation: organisation)
      }
      run.countUnit(organisation: organisation)
      // A year that has not come yet is a slip of its own, no group to judge.
      for (group, count) in groups where group.year <= context.asOf.year { judge(group, count, in: &run) }
    }
  }

  private func judge(_ group: Group, _ count: (part: Int, whole: Int), in run: inout RuleRun) {
    func limit(_ share: Decimal) -> Decimal {
      var value = (share * Decimal(count.whole)).rounded(places: 9)
      var result = Decimal()
      switch rounding {
      case .none: return value
      case .down: NSDecimalRound(&result, &value, 0, .down)
      case .up: NSDecimalRound(&result, &value, 0, .up)
      }
      return result
    }
    let expected: Phrase
    let bound: Decimal
    if let atMost, Decimal(count.part) > limit(atMost) {
      bound = limit(atMost)
      expected = Phrase(
        zh: "应不多于 \(bound.rounded(places: 2).plain)", en: "at most \(bound.rounded(places: 2).plain)")
    } else if let atLeast, Decimal(count.part) < limit(atLeast) {
      bound = limit(atLeast)
      expected = Phrase(
        zh: "应不少于 \(bound.rounded(places: 2).plain)", en: "at least \(bound.rounded(places: 2).plain)")
    } else {
      return
    }
    run.report(
      organisation: group.organisation, ledgerSheet: ledger,
      arguments: [
        "subject": Phrase(run.context.organisations[group.organisation].name),
        "period": group.year > 0 ? Phrase(zh: "\(group.year)年", en: "\(group.year)") : Phrase(""),
        "part": Phrase(String(count.part)), "whole": Phrase(String(count.whole)),
        "limit": Phrase(bound.rounded(places: 2).plain), "expected": expected,
      ], discriminator: String(group.year))
  }
}
