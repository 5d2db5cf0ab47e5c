import Criteria
import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

extension SummaryTables {
  mutating func addRecords(of part: SummaryPart) {
    noteJoining(part)
    for (table, position) in part.countedTables {
      for (index, record) in table.records.enumerated() {
        let name = owner(part.report.organisation(ofRecord: index, inTable: position))
        add(RecordReader(table: table, record: record), organisation: name)
      }
    }
  }

  /// Notes when each member joined, before the dues of months are counted.
  private mutating func noteJoining(_ part: SummaryPart) {
    joining = [:]
    for (table, position) in part.countedTables where table.definition.id == "member" {
      for (index, record) in table.records.enumerated() {
        let reader = RecordReader(table: table, record: record)
        guard let name = reader.string("name"), let day = reader.day("joined") else { continue }
        let owner = owner(part.report.organisation(ofRecord: index, inTable: position))
        let member = MemberName(organisation: owner, name: name)
        joining[member] = min(joining[member] ?? day, day)
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

  mutating func append(_ subject: Subject, _ organisation: String, _ values: [CellValue]) {
    tables[subject]?.append([.text(organisation)] + values)
    if subject == .dues, self[.dues].rows.count > duesLimit { condenseDues() }
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
      amount.map { .number($0.nearestDouble) } ?? .empty
    }
    // Nothing is due before a member has joined; what was paid all the same counts.
    if (paid ?? 0) == 0, let name = record.string("name"),
      let joined = joining[MemberName(organisation: organisation, name: name)], joined > first
    {
      return
    }
    // What is paid beyond what is due makes up for nobody else's arrears.
    let missing = due.map { $0 - (paid ?? 0) }
    append(
      .dues, organisation,
      [
        record.text("name"), .number(Double(month)), cell(due), cell(paid ?? 0),
        cell(missing.map { max($0, 0) }), cell(missing.map { max(-$0, 0) }),
      ])
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
    let days = isDone ? nil : record.day("found_on").map { max($0.days(to: asOf), 0) }
    append(
      .rectifications, organisation,
      [
        record.text("problem"), record.text("owner"), record.date("found_on"), record.date("due_on"),
        record.date("done_on"), .text(state.template(language)),
        days.map { .number(Double($0)) } ?? .empty,
        isDone ? .empty : .text(SummaryBands.waiting(days).template(language)),
      ])
  }
}
