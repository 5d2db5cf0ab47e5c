import Foundation
import Ledgers
import Registers
import SpreadsheetModel

/// How a pack reads terms of office from ledgers: the fields of the list of organisations, the years each kind of
/// organisation is elected for, and where later elections are recorded.
struct TermReading: Sendable {
  /// Years that some organisations are elected for.
  struct Length: Sendable {
    var condition: Condition?
    /// The kinds of organisation it is for; empty for any.
    var kinds: [String]
    var years: Int
  }

  /// Where elections and leave to postpone them are recorded.
  struct Renewal: Sendable {
    var ledger: LedgerID
    var held: FieldID
    var end: FieldID?
    var years: FieldID?
    var postponed: FieldID?
    var reminded: FieldID?
  }

  /// What the elections recorded of an organisation come to.
  struct Renewed: Sendable {
    /// The latest election, with the years and the end stated for it.
    var latest: Term?
    var postponed: CivilDate?
    var reminded: CivilDate?
  }

  let start: FieldID
  let end: FieldID
  let years: FieldID?
  /// Empty where only the stated number of years counts.
  let terms: [Length]
  let renewal: Renewal?

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    start = try scope.field(try reader.required("start"))
    end = try scope.field(try reader.required("end"))
    years = if let node = reader.node("years") { try scope.field(node) } else { nil }
    var terms: [Length] = []
    for item in reader.node("terms")?.items ?? [] {
      let term = try NodeReader(item, allowing: ["when", "kinds", "years"])
      let condition = try ConditionParser(scope: scope).parse(ifAny: term.node("when"), scope.ledger)
      terms.append(
        Length(
          condition: condition, kinds: try term.texts("kinds"),
          years: try term.required("years").integer()))
    }
    self.terms = terms
    renewal = if let node = reader.node("renewal") { try Self.renewal(node, in: scope) } else { nil }
  }

  private static func renewal(_ node: PackNode, in scope: CheckScope) throws(PackProblem) -> Renewal {
    let reader = try NodeReader(node, allowing: ["ledger", "held", "end", "years", "postponed", "reminded"])
    let ledger = try scope.definition(of: try reader.required("ledger"))
    func field(_ key: String) throws(PackProblem) -> FieldID? {
      if let node = reader.node(key) { try scope.field(node, of: ledger) } else { nil }
    }
    return Renewal(
      ledger: ledger.id, held: try scope.field(try reader.required("held"), of: ledger),
      end: try field("end"), years: try field("years"), postponed: try field("postponed"),
      reminded: try field("reminded"))
  }

  static func whole(_ years: Decimal) -> Int { NSDecimalNumber(decimal: years).intValue }

  /// The years that the organisation of a record is elected for; `nil` where no rule says.
  ///
  /// - Parameter own: how the list of organisations reads terms, which knows more of the organisation than a record
  ///   elsewhere.
  func expectedYears(
    ofRecord row: Int, in table: IndexedTable, _ context: CheckContext, own: TermReading? = nil
  ) -> Int? {
    if let own, table.definition.id != context.subjects.organisation.ledger,
      let (home, place) = context.record(of: table.organisations[row]),
      let years = own.expectedYears(ofRecord: place, in: home, context)
    {
      return years
    }
    let organisation = table.organisations[row]
    let known = context.organisations.indices.contains(organisation)
    let kind = known ? context.organisations[organisation].kind : nil
    return terms.first { term in
      guard term.kinds.isEmpty || kind.map(term.kinds.contains) ?? false else { return false }
      return term.condition.map {
        BoundCondition($0, definition: table.definition, context: context)
          .holds(for: table.table.records[row], organisation: organisation, in: context)
      } ?? true
    }?.years
  }

  /// The term of the organisation that a record lists; `nil` where the record says nothing of one.
  ///
  /// - Parameter renewals: elections recorded elsewhere: a later one begins the term that runs, and leave to postpone
  ///   moves its end.
  func term(
    ofRecord row: Int, in table: IndexedTable, _ context: CheckContext, renewals: [Int: Renewed] = [:]
  ) -> Term? {
    func value(_ field: FieldID?) -> FieldValue {
      field.flatMap { table.definition.index(of: $0) }.map { table.value($0, ofRecord: row) } ?? .missing
    }
    let first = value(start)
    // What cannot be read may say anything.
    guard first != .unreadable, value(end) != .unreadable else { return nil }
    let written = value(years).number.map(Self.whole)
    let expected = expectedYears(ofRecord: row, in: table, context)
    var term = Term(years: written ?? expected, statedEnd: value(end).lastDay)
    if let from = first.day, let to = first.lastDay, from <= to { term.elected = from...to }
    if let renewed = renewals[table.organisations[row]] {
      if var latest = renewed.latest, let held = latest.elected,
        term.elected.map({ held.lowerBound > $0.upperBound }) ?? true
      {
        latest.years = latest.years ?? written ?? expected
        term = latest
      }
      term.postponedTo = renewed.postponed
    }
    return term.end == nil && term.elected == nil ? nil : term
  }

  /// What the elections recorded come to, by organisation.
  func renewals(_ context: CheckContext) -> [Int: Renewed] {
    guard let renewal else { return [:] }
    var renewals: [Int: Renewed] = [:]
    for table in context.tables(renewal.ledger) {
      let index = { (field: FieldID?) in field.flatMap { table.definition.index(of: $0) } }
      let held = index(renewal.held), end = index(renewal.end), years = index(renewal.years)
      let postponed = index(renewal.postponed), reminded = index(renewal.reminded)
      for row in table.table.records.indices where table.organisations[row] >= 0 {
        func value(_ field: Int?) -> FieldValue { field.map { table.value($0, ofRecord: row) } ?? .missing }
        func later(_ left: CivilDate?, _ right: CivilDate?) -> CivilDate? {
          guard let left else { return right }
          return right.map { max(left, $0) } ?? left
        }
        var entry = renewals[table.organisations[row]] ?? Renewed()
        if let from = value(held).day, let to = value(held).lastDay, from <= to,
          entry.latest?.elected.map({ $0.lowerBound < from }) ?? true
        {
          entry.latest = Term(
            elected: from...to, years: value(years).number.map(Self.whole), statedEnd: value(end).lastDay)
        }
        entry.postponed = later(entry.postponed, value(postponed).lastDay)
        entry.reminded = later(entry.reminded, value(reminded).lastDay)
        renewals[table.organisations[row]] = entry
      }
    }
    return renewals
  }
}
