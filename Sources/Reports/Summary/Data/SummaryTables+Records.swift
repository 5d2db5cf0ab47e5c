import Criteria
import Diagnostics
import Foundation
import Ledgers
import Registers
import SpreadsheetModel

extension SummaryTables {
  mutating func addRecords(of part: SummaryPart) {
    for (table, position) in part.countedTables {
      for (index, record) in table.records.enumerated() {
        let name = owner(part.report.organisation(ofRecord: index, inTable: position))
        add(RecordReader(table: table, record: record), organisation: name)
      }
    }
  }

  private mutating func add(_ record: RecordReader, organisation: String) {
    switch record.table.definition.id {
    case "organisation": addOrganisation(record, name: organisation)
    case "member": addMember(record, organisation: organisation)
    case "meeting": addMeeting(record, organisation: organisation)
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
    case "feature": addFeature(record, organisation: organisation)
    case "election": addElection(record, organisation: organisation)
    case "election_summary": addElectionReport(record, organisation: organisation)
    case "care":
      guard record.isOf(period, ["date"]) else { return }
      append(.cares, organisation, [record.text("name"), record.date("date"), record.number("amount")])
    case "transfer":
      guard record.isOf(period, ["issued_on", "received_on"]) else { return }
      append(
        .transfers, organisation,
        [record.text("name"), record.text("direction"), record.date("issued_on"), record.date("received_on")])
    case "mobile_member":
      append(
        .mobiles, organisation,
        [record.text("name"), record.text("kind"), record.date("left_on"), record.date("returned_on")])
    case "points":
      guard record.isOf(period, ["period"]) else { return }
      append(.points, organisation, [record.text("name"), record.number("total")])
    case "responsibility":
      append(
        .duties, organisation,
        [record.text("owner"), record.text("duty"), record.date("deadline"), record.date("done_on")])
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
    let parts = ["members_full", "members_probationary"].compactMap { record.decimal($0) }
    let stated = record.decimal("members") ?? (parts.count == 2 ? parts[0] + parts[1] : nil)
    // What a superior states is of the organisations under it, too: a word, which no sum counts again.
    func members(_ number: Decimal?) -> CellValue {
      guard let number else { return .empty }
      guard superiors.contains(name) else { return .number(number.nearestDouble) }
      return .text(SummaryWords.withSubordinates.template(language) + "\(number)")
    }
    append(
      .organisations, name,
      [record.text("kind"), record.text("setting"), record.text("secretary")]
        + term(of: name, isListed: true)
        + [
          members(stated), members(record.decimal("members_full")),
          members(record.decimal("members_probationary")), record.number("groups"),
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

  /// The months of the period, as the rules on dues read them.
  mutating func addDues(_ person: PersonDues) {
    guard person.year == period.year else { return }
    func cell(_ amount: Decimal?) -> CellValue { amount.map { .number($0.nearestDouble) } ?? .empty }
    for account in person.accounts where period.months.contains(account.month) {
      append(
        .dues, owner(person.organisation),
        [
          person.name.map(CellValue.text) ?? .empty, .number(Double(account.month)), cell(account.due),
          cell(account.paid), cell(account.arrears), cell(account.overpaid),
        ])
    }
  }

  private mutating func addFeature(_ record: RecordReader, organisation: String) {
    let isDated = record.day("date") != nil || record.year("year") != nil
    guard record.isOf(period, ["date", "year"]) else { return }
    // A line of a statistics table is a number somebody reports, and no entry to be counted.
    let isReport =
      record.day("date") == nil && record.string("branch") == nil
      && record.table.title?.contains("统计") ?? false
    append(
      .features, organisation,
      [
        record.text("title"), record.text("kind"), record.number("sessions"), record.number("people"),
        record.number("quantity"), record.text("result"),
        .text((isDated ? SummaryWords.yes : SummaryWords.no).template(language)),
        .text((isReport ? SummaryWords.reported : SummaryWords.counted).template(language)),
      ])
  }

  private mutating func addElection(_ record: RecordReader, organisation: String) {
    guard let held = record.day("held_on"), period.contains(held) else { return }
    append(
      .elections, organisation,
      [kinds[organisation].map(CellValue.text) ?? .empty, .number(SummaryBands.serial(held))])
  }

  private mutating func addElectionReport(_ record: RecordReader, organisation: String) {
    guard record.isOf(period, ["year"]) else { return }
    append(
      .electionReports, organisation,
      [
        record.text("unit"), record.text("kind"), record.number("organisations"), record.number("due"),
        record.number("completed"), record.number("postponed"),
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
    guard record.isOf(period, ["date", "year"]) else { return }
    append(
      .trainings, organisation,
      [
        record.text("name"), record.date("date"), record.text("title"),
        record.table.studyHours(of: record.record).map { .number($0.nearestDouble) } ?? .empty,
      ])
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
