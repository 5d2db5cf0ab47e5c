import Criteria
import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

/// The rows a summary counts from, one table a subject, each on a data sheet of the workbook.
struct SummaryTables: Sendable {
  /// What a table is about.
  enum Subject: CaseIterable, Sendable {
    case organisations, members, meetings, dues, admissions, trainings, appraisals, fundings, staff
    case features, rectifications, findings, scores, ledgers, files
  }

  let period: Period
  let asOf: CivilDate
  let language: Language
  /// The organisations of most sheets: those that are scored or have records, in the report's order, then
  /// one for records that do not say whose they are.
  private(set) var organisations: [String] = []
  var tables: [Subject: DataTable] = [:]
  var listedOrganisations: Set<String> = []
  /// When members joined; of two with one name in one organisation the earlier.
  var joining: [MemberName: CivilDate] = [:]

  /// A member as lists of dues name one.
  struct MemberName: Hashable, Sendable {
    var organisation: String
    var name: String
  }

  /// Names met in lists of staff only: units that people work in, no Party organisations.
  private(set) var units: Set<String> = []

  /// What stands where a record does not say whose it is.
  var unknownOrganisation: String { SummaryWords.unknownOrganisation.template(language) }

  init(_ input: SummaryInput) {
    period = input.period
    asOf = input.asOf
    language = input.language
    for subject in Subject.allCases {
      let columns = SummaryColumns.headers(of: subject).map { $0.template(input.language) }
      tables[subject] = DataTable(
        sheet: SummaryWords.dataSheet(subject).template(input.language), headers: columns)
    }
    units = Self.units(in: input)
    organisations = input.report.organisations.map(\.name).filter { !units.contains($0) }
    addRecords(of: input)
    addUnlistedOrganisations(of: input)
    addFindings(of: input)
    addScores(of: input)
    addFiles(of: input)
    addOwnersOfRecords()
    for subject in Subject.allCases { tables[subject]?.makeIndex(of: 0) }
    tables[.findings]?.makeIndex(of: SummaryColumns.Finding.rule)
  }

  private static func units(in input: SummaryInput) -> Set<String> {
    var staffed: Set<String> = []
    var others: Set<String> = []
    for (position, table) in input.submission.files.flatMap(\.tables).enumerated() {
      let isStaff = table.definition.id == "staff"
      for index in table.records.indices {
        guard let name = input.report.organisation(ofRecord: index, inTable: position) else { continue }
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
  private mutating func addUnlistedOrganisations(of input: SummaryInput) {
    for organisation in input.report.organisations
    where !units.contains(organisation.name)
      && listedOrganisations.insert(organisation.name).inserted
    {
      append(
        .organisations, organisation.name,
        [organisation.kind.map(CellValue.text) ?? .empty] + [CellValue](repeating: .empty, count: 6)
          + [.text(SummaryWords.notListed.template(language))])
    }
  }

  /// Organisations that have records but are not scored, such as the committee above, come after those
  /// that are.
  private mutating func addOwnersOfRecords() {
    var known = Set(organisations)
    var hasUnknown = false
    for subject in Subject.allCases where ![.organisations, .files, .ledgers].contains(subject) {
      for row in self[subject].rows {
        guard case .text(let name) = row.first ?? .empty else { continue }
        if name == unknownOrganisation {
          hasUnknown = true
        } else if known.insert(name).inserted {
          organisations.append(name)
        }
      }
    }
    if hasUnknown { organisations.append(unknownOrganisation) }
  }

  subscript(subject: Subject) -> DataTable {
    tables[subject] ?? DataTable(sheet: "", headers: [])
  }

  // MARK: The check

  private mutating func addFindings(of input: SummaryInput) {
    for finding in input.report.findings {
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

  private mutating func addScores(of input: SummaryInput) {
    for organisation in input.report.organisations where !units.contains(organisation.name) {
      for area in organisation.areas {
        append(
          .scores, organisation.name,
          [
            .text(area.id), .number(NSDecimalNumber(decimal: area.score).doubleValue),
            .number(NSDecimalNumber(decimal: area.max).doubleValue),
          ])
      }
    }
  }

  private mutating func addFiles(of input: SummaryInput) {
    var handedIn: [LedgerKey: Int] = [:]
    var order: [LedgerKey] = []
    for (position, table) in input.submission.files.flatMap(\.tables).enumerated() {
      for index in table.records.indices {
        let owner = owner(input.report.organisation(ofRecord: index, inTable: position))
        let key = LedgerKey(organisation: owner, ledger: table.definition.id)
        if handedIn[key] == nil { order.append(key) }
        handedIn[key, default: 0] += 1
      }
    }
    let titles = Dictionary(
      input.submission.files.flatMap(\.tables).map { ($0.definition.id, $0.definition.title) },
      uniquingKeysWith: { first, _ in first })
    for key in order {
      append(
        .ledgers, key.organisation,
        [
          .text(titles[key.ledger]?.template(language) ?? key.ledger.rawValue),
          .number(Double(handedIn[key] ?? 0)),
        ])
    }
    for file in input.submission.files {
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
    for failure in input.unreadable {
      tables[.files]?.append([
        .text(failure.path), .empty, .empty, .number(0), .text(failure.reason),
      ])
    }
  }

  /// An organisation and a ledger it has handed in.
  private struct LedgerKey: Hashable {
    var organisation: String
    var ledger: LedgerID
  }
}
