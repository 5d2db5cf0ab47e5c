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
    case features, rectifications, findings, scores, files
  }

  let period: Period
  let asOf: CivilDate
  let language: Language
  /// The organisations in the order of every sheet: as listed in their ledger, then by name.
  private(set) var organisations: [String] = []
  private var tables: [Subject: DataTable] = [:]
  private var listedOrganisations: Set<String> = []

  /// What stands where a record does not say whose it is.
  private var unknownOrganisation: String { SummaryWords.unknownOrganisation.template(language) }

  init(_ input: SummaryInput) {
    period = input.period
    asOf = input.asOf
    language = input.language
    for subject in Subject.allCases {
      let columns = SummaryColumns.headers(of: subject).map { $0.template(input.language) }
      tables[subject] = DataTable(
        sheet: SummaryWords.dataSheet(subject).template(input.language), headers: columns)
    }
    organisations = input.report.organisations.map(\.name)
    addRecords(of: input)
    addFindings(of: input)
    addScores(of: input)
    addFiles(of: input)
    let known = Set(organisations)
    if allRowsOrganisations.contains(where: { !known.contains($0) }) {
      organisations.append(unknownOrganisation)
    }
    for subject in Subject.allCases { tables[subject]?.makeIndex(of: 0) }
  }

  subscript(subject: Subject) -> DataTable {
    tables[subject] ?? DataTable(sheet: "", headers: [])
  }

  private var allRowsOrganisations: Set<String> {
    var names: Set<String> = []
    for subject in Subject.allCases where subject != .files && subject != .findings {
      for row in self[subject].rows {
        if case .text(let name) = row.first ?? .empty { names.insert(name) }
      }
    }
    return names
  }

  // MARK: Records

  private mutating func addRecords(of input: SummaryInput) {
    for (position, table) in input.submission.files.flatMap(\.tables).enumerated() {
      for (index, record) in table.records.enumerated() {
        let name =
          input.report.organisation(ofRecord: index, inTable: position) ?? unknownOrganisation
        add(RecordReader(table: table, record: record), organisation: name)
      }
    }
  }

  private mutating func add(_ record: RecordReader, organisation: String) {
    switch record.table.definition.id {
    case "organisation": addOrganisation(record, name: organisation)
    case "member": addMember(record, organisation: organisation)
    case "meeting": addMeeting(record, organisation: organisation)
    case "dues": addDues(record, organisation: organisation)
    case "admission": addAdmission(record, organisation: organisation)
    case "training": addTraining(record, organisation: organisation)
    case "appraisal": addAppraisal(record, organisation: organisation)
    case "funding":
      guard record.year("year").map({ $0 == period.year }) ?? true else { return }
      append(
        .fundings, organisation,
        [record.number("budget"), record.number("allocated"), record.number("spent"), record.text("item")])
    case "staff":
      append(.staff, organisation, [record.text("name"), record.text("full_time"), record.date("since")])
    case "feature":
      guard record.day("date").map(period.contains) ?? true else { return }
      append(
        .features, organisation,
        [
          record.text("title"), record.text("kind"), record.number("sessions"), record.number("people"),
          record.text("result"),
        ])
    case "rectification": addRectification(record, organisation: organisation)
    default: break
    }
  }

  private mutating func append(_ subject: Subject, _ organisation: String, _ values: [CellValue]) {
    tables[subject]?.append([.text(organisation)] + values)
  }

  /// An organisation listed in several files (by its office and by itself) counts once.
  private mutating func addOrganisation(_ record: RecordReader, name: String) {
    guard listedOrganisations.insert(name).inserted else { return }
    let end = record.day("term_end")
    let state: Phrase
    var days: CellValue = .empty
    if let end {
      days = .number(Double(asOf.days(to: end)))
      let soon = asOf.adding(months: 6) ?? asOf
      state = end < asOf ? SummaryWords.overdue : end <= soon ? SummaryWords.dueSoon : SummaryWords.inTerm
    } else {
      state = SummaryWords.termUnknown
    }
    append(
      .organisations, name,
      [
        record.text("kind"), record.text("setting"), record.text("secretary"), record.date("elected"),
        record.number("term_years"), record.date("term_end"), days, .text(state.template(language)),
        record.number("members_full"), record.number("members_probationary"), record.number("groups"),
        record.number("committee_size"),
      ])
  }

  private mutating func addMember(_ record: RecordReader, organisation: String) {
    let age = record.day("birth").map { $0.wholeYears(to: asOf) }
    let standing = record.day("joined").map { $0.wholeYears(to: asOf) }
    let ethnicity = record.string("ethnicity")
    let minority = ethnicity.map { $0 == "汉族" ? SummaryWords.han : SummaryWords.minority }
    append(
      .members, organisation,
      [
        record.text("name"), record.text("gender"), record.text("ethnicity"),
        .text((minority ?? SummaryWords.notFilled).template(language)), record.text("education"),
        .text(SummaryBands.education(record.string("education")).template(language)),
        record.date("birth"), age.map { .number(Double($0)) } ?? .empty,
        .text(SummaryBands.age(age).template(language)), record.date("joined"),
        standing.map { .number(Double($0)) } ?? .empty,
        .text(SummaryBands.standing(standing).template(language)), record.text("category"),
        record.flag("retired", language), record.flag("mobile", language),
        record.flag("difficulty", language),
      ])
  }

  private mutating func addMeeting(_ record: RecordReader, organisation: String) {
    guard let day = record.day("date"), period.contains(day) else { return }
    append(
      .meetings, organisation,
      [
        .number(SummaryBands.serial(day)), .number(Double(day.month)), .number(Double(day.quarter)),
        record.text("kind"), record.text("topic"), record.number("expected"), record.number("present"),
        record.number("hours"),
      ])
  }

  private mutating func addDues(_ record: RecordReader, organisation: String) {
    let due = record.decimal("monthly_due")
    for month in 1...12 {
      let id = FieldID(rawValue: month < 10 ? "m0\(month)" : "m\(month)")
      guard record.has(id), period.months.contains(month) else { continue }
      if let year = record.year("year"), year != period.year { continue }
      addPayment(record, organisation, month: month, due: due, paid: record.decimal(id))
    }
    if case .month(let month) = record.value("month") {
      guard month.year == period.year, period.months.contains(month.month) else { return }
      addPayment(
        record, organisation, month: month.month, due: record.decimal("due") ?? due,
        paid: record.decimal("paid"))
    }
  }

  private mutating func addPayment(
    _ record: RecordReader, _ organisation: String, month: Int, due: Decimal?, paid: Decimal?
  ) {
    // A month that has not begun on the day of the summary is not in arrears.
    guard let first = CivilMonth(year: period.year, month: month)?.firstDay, first <= asOf else { return }
    func cell(_ amount: Decimal?) -> CellValue {
      amount.map { .number(NSDecimalNumber(decimal: $0).doubleValue) } ?? .empty
    }
    let arrears = due.map { max($0 - (paid ?? 0), 0) }
    append(
      .dues, organisation,
      [record.text("name"), .number(Double(month)), cell(due), cell(paid ?? 0), cell(arrears)])
  }

  private mutating func addAdmission(_ record: RecordReader, organisation: String) {
    append(
      .admissions, organisation,
      [
        record.text("name"), .text(SummaryBands.stage(record).template(language)), record.date("applied"),
        record.date("activist_on"), record.date("candidate_on"), record.date("admitted_on"),
        record.date("full_approved_on"),
      ])
  }

  private mutating func addTraining(_ record: RecordReader, organisation: String) {
    guard record.day("date").map(period.contains) ?? true else { return }
    append(
      .trainings, organisation,
      [record.text("name"), record.date("date"), record.text("title"), record.number("hours")])
  }

  private mutating func addAppraisal(_ record: RecordReader, organisation: String) {
    guard record.year("year").map({ $0 == period.year }) ?? true else { return }
    append(
      .appraisals, organisation, [record.text("name"), record.number("year"), record.text("result")])
  }

  private mutating func addRectification(_ record: RecordReader, organisation: String) {
    let done = record.day("done_on")
    let due = record.day("due_on")
    let isDone = done != nil || record.string("status") == "已整改"
    let state =
      isDone
      ? SummaryWords.closed
      : due.map { $0 < asOf } ?? false ? SummaryWords.overdue : SummaryWords.open
    append(
      .rectifications, organisation,
      [
        record.text("problem"), record.text("owner"), record.date("found_on"), record.date("due_on"),
        record.date("done_on"), .text(state.template(language)),
      ])
  }

  // MARK: The check

  private mutating func addFindings(of input: SummaryInput) {
    for finding in input.report.findings {
      let diagnostic = finding.diagnostic
      append(
        .findings, finding.organisation ?? unknownOrganisation,
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
    for organisation in input.report.organisations {
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
}
