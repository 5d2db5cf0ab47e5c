import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

/// `streak`: twelve month columns in which nothing may be left open too long.
///
/// A month counts once it has ended and the person belongs here. A word such as 减免 excuses it. A month
/// that is blank for a whole table has not been entered yet: one finding for the column.
struct StreakCheck: Check {
  static let name = "streak"
  static let keys = ["fields", "year", "open", "excused", "atLeast", "below", "beforeJoining"]
  static let message = Phrase(zh: "{subject}：{periods}未登记", en: "{subject}: nothing entered for {periods}")
  static let placeholders: Set<String> = ["subject", "periods", "count"]

  let fields: [FieldID]
  let year: FieldID?
  /// Words that mean that nothing was paid.
  let open: [String]
  /// The least run of open months that is told.
  let atLeast: Int
  /// Runs of this length or more are another rule's.
  let below: Int
  /// Whether months before the person joined that are filled in are told instead.
  let tellsEarly: Bool

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    fields = try scope.fields(try reader.required("fields"))
    guard fields.count == 12 else {
      throw PackProblem(
        .wrongValue, at: reader.node("fields")?.place,
        Phrase(zh: "应列出十二个月的字段", en: "the fields of twelve months are due here"))
    }
    year = if let node = reader.node("year") { try scope.field(node) } else { nil }
    open = try reader.texts("open")
    atLeast = try reader.integer(ifAny: "atLeast") ?? 1
    below = try reader.integer(ifAny: "below") ?? Int.max
    tellsEarly = try reader.flag("beforeJoining")
  }

  func evaluate(_ run: inout RuleRun) {
    guard let ledger = run.ledger else { return }
    let context = run.context
    for table in context.tables(ledger) {
      let months = fields.map { table.definition.index(of: $0) ?? -1 }
      // A table in another shape (a row a payment) has none of the columns.
      guard months.allSatisfy({ $0 >= 0 }), months.contains(where: { table.hasField[$0] }) else {
        run.noteGap(RuleRun.Phrases.noColumn(table, fields[0]), table: table)
        continue
      }
      guard let applies = run.applicability(to: table) else { continue }
      let yearIndex = year.flatMap { table.definition.index(of: $0) }
      let isKept = months.map { month in
        table.table.records.indices.contains { !isOpen(table.field(month, ofRecord: $0)) }
      }
      var dueAnywhere = [Bool](repeating: false, count: 12)
      for row in table.table.records.indices where applies(row) {
        let written = yearIndex.flatMap { table.field($0, ofRecord: row).value.day?.year }
        guard let year = written ?? context.years.last else { continue }
        if tellsEarly {
          judgeEarly(table, row, months, year, in: &run)
        } else {
          judge(table, row, months, year, isKept, &dueAnywhere, in: &run)
        }
      }
      if atLeast == 1, !tellsEarly {
        for month in 0..<12 where dueAnywhere[month] && !isKept[month] {
          run.report(
            header: table, field: table.hasField[months[month]] ? months[month] : nil,
            message: Phrase(zh: "\(month + 1)月整列未登记", en: "nothing is entered for month \(month + 1)"),
            occurrences: table.table.records.count, discriminator: "column \(month + 1)")
        }
      }
    }
  }

  private func isOpen(_ field: RecordField) -> Bool {
    switch field.value {
    case .missing: true
    case .number(let number): number <= 0
    case .text(let text): open.contains(text)
    default: false
    }
  }

  private func judge(
    _ table: IndexedTable, _ row: Int, _ months: [Int], _ year: Int, _ isKept: [Bool],
    _ dueAnywhere: inout [Bool], in run: inout RuleRun
  ) {
    let context = run.context
    let since = startDay(table, row, context)
    var runs: [[Int]] = []
    var current: [Int] = []
    for month in 0..<12 {
      guard let period = CivilMonth(year: year, month: month + 1), let first = period.firstDay,
        let last = period.lastDay, last <= context.asOf, since.map({ $0 <= first }) ?? true
      else { continue }
      dueAnywhere[month] = true
      let field = table.field(months[month], ofRecord: row)
      if isOpen(field), isKept[month] || atLeast > 1 {
        current.append(month)
      } else if isKept[month] {
        if !current.isEmpty { runs.append(current) }
        current = []
      }
    }
    if !current.isEmpty { runs.append(current) }
    run.countUnit(organisation: table.organisations[row])
    for open in runs where open.count >= atLeast && open.count < below {
      let nameIndex = run.pack.subjects.person.flatMap { table.definition.index(of: $0.name) }
      let subject = nameIndex.flatMap { table.field($0, ofRecord: row).value.text } ?? ""
      run.report(
        table: table, row: row, field: months[open[0]],
        arguments: [
          "subject": Phrase(subject), "count": Phrase(String(open.count)),
          "periods": Period.list(open.map { Period(.month, year: year, index: $0) }),
        ], discriminator: "\(year)-\(open[0] + 1)")
    }
  }

  private func judgeEarly(
    _ table: IndexedTable, _ row: Int, _ months: [Int], _ year: Int, in run: inout RuleRun
  ) {
    guard let since = startDay(table, row, run.context) else { return }
    run.countUnit(organisation: table.organisations[row])
    let early = (0..<12).filter { month in
      guard let last = CivilMonth(year: year, month: month + 1)?.lastDay, last < since else { return false }
      return (table.field(months[month], ofRecord: row).value.number ?? 0) > 0
    }
    guard let first = early.first else { return }
    let nameIndex = run.pack.subjects.person.flatMap { table.definition.index(of: $0.name) }
    run.report(
      table: table, row: row, field: months[first],
      arguments: [
        "subject": Phrase(nameIndex.flatMap { table.field($0, ofRecord: row).value.text } ?? ""),
        "count": Phrase(String(early.count)),
        "periods": Period.list(early.map { Period(.month, year: year, index: $0) }),
      ], discriminator: "\(year)")
  }

  /// The day from which the person of a record counts.
  private func startDay(_ table: IndexedTable, _ row: Int, _ context: CheckContext) -> CivilDate? {
    guard let person = context.subjects.person else { return nil }
    let name = table.definition.index(of: person.name).flatMap { table.field($0, ofRecord: row).value.text }
    let number = person.number.flatMap { table.definition.index(of: $0) }.flatMap {
      table.field($0, ofRecord: row).value.text
    }
    guard
      let position = context.persons.person(
        number: number, name: name, organisation: table.organisations[row])
    else { return nil }
    let home = context.tables(person.ledger)[position.table]
    return person.since.compactMap { field in
      home.definition.index(of: field).flatMap { home.field($0, ofRecord: position.row).value.lastDay }
    }.max()
  }
}
