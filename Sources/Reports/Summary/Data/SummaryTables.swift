import Criteria
import Diagnostics
import Foundation
import Ledgers
import Registers
import SpreadsheetModel

/// The rows a summary counts from, one table a subject, each on a data sheet of the workbook.
struct SummaryTables: Sendable {
  /// What a table is about.
  enum Subject: CaseIterable, Sendable {
    case organisations, members, meetings, dues, admissions, trainings, appraisals, fundings, staff
    case features, elections, electionReports, cares, transfers, mobiles, points, duties
    case rectifications, findings, scores, ledgers, files
  }

  let period: Period
  let asOf: CivilDate
  let language: Language
  /// The organisations of most sheets: those that are scored or have records, in the report's order, then
  /// one for records that do not say whose they are.
  private(set) var organisations: [String] = []
  var tables: [Subject: DataTable] = [:]
  /// Where rows wait that memory does not hold.
  let spool: RowSpool
  var listedOrganisations: Set<String> = []
  /// The terms of office, by organisation, as the rules read them.
  private(set) var terms: [String: Term] = [:]
  /// The kinds of organisations.
  private(set) var kinds: [String: String] = [:]
  /// The organisations that have others under them.
  private(set) var superiors: Set<String> = []

  /// Names met in lists of staff only: units that people work in, no Party organisations.
  private(set) var units: Set<String> = []

  /// How many records of which ledger each organisation has handed in, in the order in which they are met.
  private var handedIn: [LedgerKey: Int] = [:]
  private var handedInOrder: [LedgerKey] = []
  /// Those of lists of organisations that were counted last, for all parts at once.
  private var listedOrder: [LedgerKey] = []
  private var ledgerTitles: [LedgerID: String] = [:]

  /// What stands where a record does not say whose it is.
  var unknownOrganisation: String { SummaryWords.unknownOrganisation.template(language) }

  /// Payments of dues past which those without arrears are put together: what a data sheet has room for, and
  /// more where putting together made little room.
  private(set) var duesLimit: Int
  /// Whether payments without arrears were put together for want of room.
  private(set) var condensesDues = false

  init(
    period: Period, asOf: CivilDate, language: Language,
    rowLimit: Int = CellReference.rowLimit - DataTable.headerRows, spool: RowSpool = RowSpool()
  ) {
    duesLimit = rowLimit
    self.period = period
    self.asOf = asOf
    self.language = language
    self.spool = spool
    for subject in Subject.allCases {
      let columns = SummaryColumns.headers(of: subject).map { $0.template(language) }
      tables[subject] = DataTable(
        sheet: SummaryWords.dataSheet(subject).template(language), headers: columns, spool: spool)
    }
  }

  /// The tables of files that were checked together.
  init(_ input: SummaryInput) {
    self.init(period: input.period, asOf: input.asOf, language: input.language)
    add(SummaryPart(submission: input.submission, report: input.report))
    finish(organisations: input.report.organisations, unreadable: input.unreadable)
  }

  /// Adds the rows of files that were checked together.
  mutating func add(_ part: SummaryPart) {
    units.formUnion(Self.units(in: part))
    terms.merge(part.report.terms) { first, _ in first }
    kinds.merge(part.report.kinds) { first, _ in first }
    superiors.formUnion(part.report.superiors)
    addRecords(of: part)
    for person in part.report.dues { addDues(person) }
    addFindings(of: part)
    addScores(of: part)
    addFiles(of: part)
  }

  /// Adds what can be said only when all files are in.
  mutating func finish(
    organisations all: [OrganisationResult], unreadable: [(path: String, reason: String)]
  ) {
    organisations = all.map(\.name).filter { !units.contains($0) }
    addUnlistedOrganisations(all)
    addLedgers()
    for failure in unreadable {
      tables[.files]?.append([
        .text(failure.path), .empty, .empty, .number(0), .text(failure.reason),
      ])
    }
    addOwnersOfRecords()
    for subject in Subject.allCases { tables[subject]?.makeIndex(of: 0) }
    tables[.findings]?.makeIndex(of: SummaryColumns.Finding.rule)
  }

  private static func units(in part: SummaryPart) -> Set<String> {
    var staffed: Set<String> = []
    var others: Set<String> = []
    for (position, table) in part.submission.files.flatMap(\.tables).enumerated() {
      let isStaff = table.definition.id == "staff"
      for index in table.records.indices {
        guard let name = part.report.organisation(ofRecord: index, inTable: position) else { continue }
        if isStaff { staffed.insert(name) } else { others.insert(name) }
      }
    }
    return staffed.subtracting(others)
  }

  /// The organisation that a name of the check stands for here.
  func owner(_ name: String?) -> String {
    guard let name, !units.contains(name) else { return unknownOrganisation }
    return name
  }

  /// Every organisation known, listed in a ledger or not, has a row, so that they are counted alike
  /// everywhere.
  private mutating func addUnlistedOrganisations(_ organisations: [OrganisationResult]) {
    for organisation in organisations
    where !units.contains(organisation.name)
      && listedOrganisations.insert(organisation.name).inserted
    {
      append(
        .organisations, organisation.name,
        [organisation.kind.map(CellValue.text) ?? .empty, .empty, .empty]
          + term(of: organisation.name, isListed: false))
    }
  }

  /// The columns on the term of an organisation: elected, years, end, days left, state.
  func term(of organisation: String, isListed: Bool) -> [CellValue] {
    let term = terms[organisation]
    let state: Phrase =
      switch term?.state(on: asOf) ?? .unknown {
      case .overdue: SummaryWords.overdue
      case .dueSoon: SummaryWords.dueSoon
      case .running: SummaryWords.inTerm
      case .unknown: isListed ? SummaryWords.termUnknown : SummaryWords.notListed
      }
    func day(_ date: CivilDate?) -> CellValue { date.map { .number(SummaryBands.serial($0)) } ?? .empty }
    return [
      day(term?.elected?.lowerBound), term?.years.map { .number(Double($0)) } ?? .empty, day(term?.end),
      term?.end.map { .number(Double(asOf.days(to: $0))) } ?? .empty, .text(state.template(language)),
    ]
  }

  /// Organisations that have records but are not scored, such as the committee above, come after those
  /// that are.
  private mutating func addOwnersOfRecords() {
    var known = Set(organisations)
    var hasUnknown = false
    for subject in Subject.allCases where ![.organisations, .files, .ledgers].contains(subject) {
      for row in self[subject].rows {
        guard case .text(let name) = row[SummaryColumns.organisation] else { continue }
        if name == unknownOrganisation {
          hasUnknown = true
        } else if known.insert(name).inserted {
          organisations.append(name)
        }
      }
    }
    if hasUnknown { organisations.append(unknownOrganisation) }
  }

  /// Puts the payments of an organisation and a month that left nothing owing into one row, so that the sheet
  /// has room for more: all sums stay, and so does the number of payments owed.
  mutating func condenseDues() {
    typealias Column = SummaryColumns.Dues
    condensesDues = true
    var sums: [[CellValue]: [Double]] = [:]
    var order: [[CellValue]] = []
    let dues = self[.dues]
    var condensed = dues.emptied
    let added = [Column.due, Column.paid, Column.overpaid]
    for row in dues.rows {
      if case .number(let arrears) = row[Column.arrears], arrears > 0 {
        condensed.append(dues.values(of: row))
        continue
      }
      let key = [row[SummaryColumns.organisation], row[Column.month]]
      if sums[key] == nil { order.append(key) }
      var sum = sums[key] ?? [0, 0, 0]
      for (index, column) in added.enumerated() {
        if case .number(let amount) = row[column] { sum[index] += amount }
      }
      sums[key] = sum
    }
    for key in order {
      // Cents, where halves of them have gathered over many sums.
      let sum = (sums[key] ?? []).map { CellValue.number(($0 * 100).rounded() / 100) }
      guard sum.count == added.count else { continue }
      condensed.append(
        [
          key[0], .text(SummaryWords.paidTogether.template(language)), key[1], sum[0], sum[1], .number(0),
          sum[2],
        ])
    }
    duesLimit = max(duesLimit, condensed.rows.count * 2)
    tables[.dues] = condensed
  }

  subscript(subject: Subject) -> DataTable {
    tables[subject] ?? DataTable(sheet: "", headers: [], spool: spool)
  }

  // MARK: The check

  private mutating func addFindings(of part: SummaryPart) {
    for finding in part.report.findings {
      let diagnostic = finding.diagnostic
      append(
        .findings, owner(finding.organisation),
        [
          .text(finding.ledger?.rawValue ?? ""), .text(diagnostic.rule),
          .text(SummaryWords.severity(diagnostic.severity).template(language)),
          .text(diagnostic.location.file), .text(diagnostic.location.sheet ?? ""),
          .text(diagnostic.location.cell?.description ?? ""),
          .text(PersonalData.maskingNumbers(in: diagnostic.message.template(language))),
        ])
    }
  }

  private mutating func addScores(of part: SummaryPart) {
    for organisation in part.report.organisations where !units.contains(organisation.name) {
      for area in organisation.areas {
        append(
          .scores, organisation.name,
          [
            .text(area.id), .number(area.score.nearestDouble),
            .number(area.max.nearestDouble),
          ])
      }
    }
  }

  private mutating func addFiles(of part: SummaryPart) {
    for (table, position) in part.countedTables {
      let ledger = table.definition.id
      ledgerTitles[ledger] = ledgerTitles[ledger] ?? table.definition.title.template(language)
      for index in table.records.indices {
        let owner = owner(part.report.organisation(ofRecord: index, inTable: position))
        let key = LedgerKey(organisation: owner, ledger: ledger)
        if handedIn[key] == nil {
          if part.isRegister(table) { listedOrder.append(key) } else { handedInOrder.append(key) }
        }
        handedIn[key, default: 0] += 1
      }
    }
    for file in part.submission.files where part.lists(file) {
      for table in file.tables {
        tables[.files]?.append([
          .text(file.path), .text(table.definition.title.template(language)), .text(table.sheet),
          .number(Double(table.records.count)), .text(SummaryWords.read.template(language)),
        ])
      }
      if file.tables.isEmpty {
        tables[.files]?.append([
          .text(file.path), .empty, .empty, .number(0), .text(SummaryWords.noLedger.template(language)),
        ])
      }
    }
  }

  /// Whether an organisation has sent records of a ledger.
  func hasSent(_ ledger: LedgerID, organisation: String) -> Bool {
    handedIn[LedgerKey(organisation: organisation, ledger: ledger)] != nil
  }

  private mutating func addLedgers() {
    for key in listedOrder + handedInOrder {
      append(
        .ledgers, key.organisation,
        [.text(ledgerTitles[key.ledger] ?? key.ledger.rawValue), .number(Double(handedIn[key] ?? 0))])
    }
  }

  /// An organisation and a ledger it has handed in.
  private struct LedgerKey: Hashable {
    var organisation: String
    var ledger: LedgerID
  }
}
