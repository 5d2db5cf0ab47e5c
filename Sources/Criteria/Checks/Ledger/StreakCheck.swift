import Diagnostics
import Ledgers
import Registers
import SpreadsheetModel

/// `streak`: twelve months in which nothing may be left open too long, in a column for each month or in a
/// record for each payment.
///
/// A month counts once it has ended and the person belongs here. A word such as 减免 excuses it, a payment
/// of several months' dues makes up for those beside it. A month that is blank for a whole table has not
/// been entered yet: one finding for the column.
struct StreakCheck: Check {
  static let name = "streak"
  static let keys = [
    "fields", "payments", "due", "total", "year", "open", "settled", "atLeast", "below", "beforeJoining",
  ]
  static let message = Phrase(zh: "{subject}：{periods}未登记", en: "{subject}: nothing entered for {periods}")
  static let placeholders: Set<String> = ["subject", "periods", "count"]

  let reader: MonthLineReader
  /// The least run of open months that is told.
  let atLeast: Int
  /// Runs of this length or more are another rule's.
  let below: Int
  /// Whether months before the person joined that are filled in are told instead.
  let tellsEarly: Bool

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    let fields = try scope.fields(try reader.required("fields"))
    guard fields.count == 12 else {
      throw PackProblem(
        .wrongValue, at: reader.node("fields")?.place,
        Phrase(zh: "应列出十二个月的字段", en: "the fields of twelve months are due here"))
    }
    let payments: MonthLineReader.Payments?
    if let node = reader.node("payments") {
      let part = try NodeReader(node, allowing: ["month", "paid", "due"])
      payments = MonthLineReader.Payments(
        month: try scope.field(try part.required("month")), paid: try scope.field(try part.required("paid")),
        due: try part.node("due").map { node throws(PackProblem) in try scope.field(node) })
    } else {
      payments = nil
    }
    self.reader = MonthLineReader(
      fields: fields, payments: payments,
      due: try reader.node("due").map { node throws(PackProblem) in try scope.field(node) },
      total: try reader.node("total").map { node throws(PackProblem) in try scope.field(node) },
      year: try reader.node("year").map { node throws(PackProblem) in try scope.field(node) },
      open: try reader.texts("open"), settled: try reader.texts("settled"))
    atLeast = try reader.integer(ifAny: "atLeast") ?? 1
    below = try reader.integer(ifAny: "below") ?? Int.max
    tellsEarly = try reader.flag("beforeJoining")
  }

  func evaluate(_ run: inout RuleRun) {
    guard let ledger = run.ledger else { return }
    for table in run.context.tables(ledger) {
      guard let lines = reader.lines(of: table, run.context) else {
        run.noteGap(RuleRun.Phrases.noColumn(table, reader.fields[0]), table: table)
        continue
      }
      guard let applies = run.applicability(to: table) else { continue }
      let columns = monthColumns(table)
      var dueAnywhere = [Bool](repeating: false, count: 12)
      for line in lines where applies(line.row) {
        let stay = Stay(line, run.context)
        if tellsEarly {
          judgeEarly(line, stay, in: &run)
        } else {
          judge(line, stay, columns, &dueAnywhere, in: &run)
        }
      }
      if atLeast == 1, !tellsEarly, let kept = lines.first?.isKept {
        tellBlankColumns(table, columns, kept, dueAnywhere, in: &run)
      }
    }
  }

  private func judge(
    _ line: MonthLine, _ stay: Stay, _ columns: [Bool], _ dueAnywhere: inout [Bool], in run: inout RuleRun
  ) {
    if stay.hasList, !stay.isListed { return }
    for month in line.monthsDue(stay, asOf: run.context.asOf) { dueAnywhere[month] = true }
    run.countUnit(organisation: line.organisation)
    let runs = line.openRuns(stay, asOf: run.context.asOf, columns: atLeast > 1 ? columns : nil)
    for open in runs where open.count >= atLeast && open.count < below {
      let place = line.months[open[0]]
      report(line, open, row: place.row, field: place.field, stay, in: &run)
    }
  }

  private func judgeEarly(_ line: MonthLine, _ stay: Stay, in run: inout RuleRun) {
    guard let since = stay.since else { return }
    run.countUnit(organisation: line.organisation)
    let early = (0..<12).filter { month in
      guard let last = CivilMonth(year: line.year, month: month + 1)?.lastDay, last < since else {
        return false
      }
      if case .paid = line.months[month].state { return true }
      return false
    }
    guard let first = early.first else { return }
    report(line, early, row: line.months[first].row, field: line.months[first].field, stay, in: &run)
  }

  private func report(
    _ line: MonthLine, _ months: [Int], row: Int, field: Int, _ stay: Stay, in run: inout RuleRun
  ) {
    let nameIndex = run.pack.subjects.person.flatMap { line.table.definition.index(of: $0.name) }
    run.report(
      table: line.table, row: row, field: field,
      arguments: [
        "subject": Phrase(nameIndex.flatMap { line.table.field($0, ofRecord: row).value.text } ?? ""),
        "count": Phrase(String(months.count)),
        "periods": Period.list(months.map { Period(.month, year: line.year, index: $0) }),
      ], discriminator: tellsEarly ? "\(line.year)" : "\(line.year)-\((months.first ?? 0) + 1)",
      basis: stay.basis)
  }

  /// By month: whether the table has a column for it.
  private func monthColumns(_ table: IndexedTable) -> [Bool] {
    reader.fields.map { field in table.definition.index(of: field).map { table.hasField[$0] } ?? false }
  }

  private func tellBlankColumns(
    _ table: IndexedTable, _ columns: [Bool], _ kept: [Bool], _ dueAnywhere: [Bool], in run: inout RuleRun
  ) {
    let months = reader.fields.map { table.definition.index(of: $0) ?? -1 }
    // Only a table with columns of months has one to blame; one of a quarter or half a year has those alone.
    let count = columns.count { $0 }
    guard let first = columns.firstIndex(of: true), let last = columns.lastIndex(of: true) else { return }
    for month in count <= 6 ? first..<last + 1 : 0..<12 where dueAnywhere[month] && !kept[month] {
      run.report(
        header: table, field: table.hasField[months[month]] ? months[month] : nil,
        message: Phrase(zh: "\(month + 1)月整列未登记", en: "nothing is entered for month \(month + 1)"),
        occurrences: table.table.records.count, discriminator: "column \(month + 1)")
    }
  }
}
