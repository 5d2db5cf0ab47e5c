import Foundation
import Ledgers
import SpreadsheetModel

/// A submission indexed once for all rules.
struct CheckContext: Sendable {
  /// The day that 'overdue', age and unfinished periods look from.
  let asOf: CivilDate
  /// Years that counts for each period cover, rising.
  let years: [Int]
  let subjects: Subjects
  let calendar: WorkingCalendar
  /// Every ledger of the submission with its tables in order.
  let ledgers: [LedgerID: [IndexedTable]]
  let organisations: [Organisation]
  let organisationNames: OrganisationNames
  /// Whether the submission has a list of organisations at all.
  let hasOrganisationLedger: Bool
  let persons: PersonIndex
  private let measureIndices: [String: Int]
  private var measures: [[MeasuredValue?]] = []
  /// What was counted of each organisation's own records, by measure.
  private(set) var ownMeasures: [[MeasuredValue?]] = []
  private let surroundings: CheckSurroundings?
  /// By organisation: whether it is this part's to judge; `nil` where there is one part.
  private let judged: [Bool]?

  /// An organisation of the submission.
  struct Organisation: Sendable {
    var name: String
    /// Its record in the list of organisations, if it has one.
    var position: RecordPosition?
    /// Its kind as recorded, or as its name tells.
    var kind: String?
    var parent: Int?
    var children: [Int] = []
    var founded: CivilDate?
    /// Whether it is scored.
    var isScored: Bool
    /// How many records each ledger has of it.
    var records: [LedgerID: Int] = [:]
    /// Where it is first named, for findings about the whole organisation.
    var place: SourceLocation
  }

  /// A measured number and whether it was counted in the ledger, not taken from the own record.
  struct MeasuredValue: Codable, Sendable {
    var value: Decimal
    var isCounted: Bool
    /// Whether some record may count or not, so that the number is the least there is.
    var isDoubtful = false
  }

  init(_ submission: Submission, pack: CriteriaPack, asOf: CivilDate, options: CheckOptions) {
    let builder = ContextBuilder(submission, pack: pack, asOf: asOf)
    self.asOf = asOf
    subjects = pack.subjects
    calendar = pack.calendar
    ledgers = builder.ledgers
    organisations = builder.organisations
    organisationNames = builder.names
    hasOrganisationLedger = builder.hasOrganisationLedger
    persons = builder.persons
    measureIndices = Dictionary(
      pack.measures.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    surroundings = options.surroundings
    judged = options.surroundings.map { part in
      builder.organisations.map { part.organisations.contains($0.name) }
    }
    years = options.years ?? options.surroundings?.years ?? builder.reportingYears(asOf: asOf)
    for (index, measure) in pack.measures.enumerated() {
      let (own, all) = measured(measure, index)
      ownMeasures.append(own)
      measures.append(all)
    }
  }

  func tables(_ ledger: LedgerID) -> [IndexedTable] { ledgers[ledger] ?? [] }

  func measureIndex(_ id: String) -> Int? { measureIndices[id] }

  func measure(_ index: Int, of organisation: Int) -> MeasuredValue? {
    guard index < measures.count, organisation >= 0, organisation < measures[index].count else { return nil }
    return measures[index][organisation]
  }

  /// The record that lists an organisation.
  func record(of organisation: Int) -> (table: IndexedTable, row: Int)? {
    guard organisation >= 0, organisation < organisations.count,
      let position = organisations[organisation].position
    else { return nil }
    return (tables(subjects.organisation.ledger)[position.table], position.row)
  }

  /// Whether an organisation is judged here, and not where its own files are at hand.
  func isJudged(_ organisation: Int) -> Bool {
    guard let judged, judged.indices.contains(organisation) else { return true }
    return judged[organisation]
  }

  /// Whether any file holds the ledger, at hand or not.
  func isHandedIn(_ ledger: LedgerID) -> Bool { ledgers[ledger] != nil || isHandedInElsewhere(ledger) }

  /// Whether a file of another part holds the ledger.
  func isHandedInElsewhere(_ ledger: LedgerID) -> Bool { surroundings?.ledgers.contains(ledger) ?? false }

  /// Whether an organisation has records of a ledger, at hand or not.
  func holds(_ ledger: LedgerID, organisation: Int) -> Bool {
    organisations[organisation].records[ledger, default: 0] > 0
      || surroundings?.holders[ledger]?.contains(organisations[organisation].name) ?? false
  }

  /// Whether a list of persons that is not at hand has the name.
  func isListedElsewhere(_ name: String) -> Bool {
    surroundings?.personNames.contains(name) ?? false
  }

  /// The table of an organisation's records, and its column, for want of which a measure is not known.
  func missingColumn(ofMeasure measure: Measure, organisation: Int) -> (table: IndexedTable, field: FieldID)?
  {
    guard let condition = measure.condition else { return nil }
    for table in tables(measure.ledger) where table.organisations.contains(organisation) {
      let bound = BoundCondition(condition, definition: table.definition, context: self)
      if let field = bound.missingColumn(of: table) { return (table, table.definition.fields[field].id) }
    }
    return nil
  }

  /// A measure of every organisation: of its own records, and with those of the organisations under it.
  private func measured(_ measure: Measure, _ measureIndex: Int) -> (
    own: [MeasuredValue?], all: [MeasuredValue?]
  ) {
    var totals = [Decimal](repeating: 0, count: organisations.count)
    var known = [Bool](repeating: false, count: organisations.count)
    var doubtful: Set<Int> = []
    // Who is listed without what the measure asks may be of it or not.
    var uncounted: Set<Int> = []
    // Records of a table whose organisation nobody knows may be anyone's of that table.
    var strays: [Int: Int] = [:]
    var tablesOf: [Int: Set<Int>] = [:]
    let isPersons = measure.ledger == subjects.person?.ledger
    for (tableIndex, table) in tables(measure.ledger).enumerated() {
      let condition = measure.condition.map {
        BoundCondition($0, definition: table.definition, context: self)
      }
      if condition?.missingColumn(of: table) != nil {
        for (row, organisation) in table.organisations.enumerated()
        where !(isPersons && persons.isRepeated(RecordPosition(table: tableIndex, row: row))) {
          uncounted.insert(organisation)
        }
        continue
      }
      let sumIndex = measure.sum.flatMap { table.definition.index(of: $0) }
      for (row, record) in table.table.records.enumerated() {
        let organisation = table.organisations[row]
        guard organisation >= 0 else {
          strays[table.order, default: 0] += 1
          continue
        }
        known[organisation] = true
        tablesOf[organisation, default: []].insert(table.order)
        // Who is listed twice is one person.
        if isPersons, persons.isRepeated(RecordPosition(table: tableIndex, row: row)) { continue }
        if let condition, condition.isDoubtful(for: record) { doubtful.insert(organisation) }
        if let condition, !condition.holds(for: record, organisation: nil, in: self) { continue }
        totals[organisation] += sumIndex.map { table.field($0, ofRecord: row).value.number ?? 0 } ?? 1
      }
    }
    func value(_ index: Int) -> MeasuredValue {
      let stray = (tablesOf[index] ?? []).contains { strays[$0] != nil }
      return MeasuredValue(
        value: totals[index], isCounted: !stray && !doubtful.contains(index),
        isDoubtful: doubtful.contains(index))
    }
    for organisation in uncounted where organisation >= 0 { known[organisation] = false }
    let own = organisations.indices.map { known[$0] ? value($0) : nil }
    for index in organisations.indices where !known[index] {
      guard let values = surroundings?.measured.values[organisations[index].name],
        measureIndex < values.count,
        let elsewhere = values[measureIndex]
      else { continue }
      known[index] = true
      totals[index] = elsewhere.value
      if !elsewhere.isCounted { doubtful.insert(index) }
    }
    if measure.includesSubordinates {
      // From the leaves up; the depth is bounded because parents never form a ring here.
      for index in organisationsLeavesFirst {
        guard known[index], let parent = organisations[index].parent else { continue }
        totals[parent] += totals[index]
        known[parent] = true
      }
    }
    let all = organisations.indices.map { index -> MeasuredValue? in
      if known[index] { return value(index) }
      guard let (table, row) = record(of: index) else { return nil }
      for fields in measure.otherwise {
        let numbers = fields.compactMap { field in
          table.definition.index(of: field).flatMap { table.field($0, ofRecord: row).value.number }
        }
        if numbers.count == fields.count {
          return MeasuredValue(value: numbers.reduce(0, +), isCounted: false)
        }
      }
      return nil
    }
    return (own, all)
  }

  private var organisationsLeavesFirst: [Int] {
    var depths = [Int](repeating: 0, count: organisations.count)
    for index in organisations.indices {
      var parent = organisations[index].parent
      while let next = parent, depths[index] <= organisations.count {
        depths[index] += 1
        parent = organisations[next].parent
      }
    }
    return organisations.indices.sorted { depths[$0] > depths[$1] }
  }
}
