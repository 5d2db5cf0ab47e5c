import Foundation
import Ledgers
import Registers
import SpreadsheetModel

/// What one person's twelve months of a year hold, whether they stand in the columns of one record or in
/// a record for each payment.
struct MonthLine {
  /// A month with the field it stands in.
  struct Month {
    var state: DuesYear.State
    /// The record in its table.
    var row: Int
    /// The field to mark.
    var field: Int
  }

  let table: IndexedTable
  /// The record that stands for the line: the only one, or the first payment.
  let row: Int
  let year: Int
  var months: [Month]
  /// Whether the year's stated total is what the months hold, so that what they do not hold was not paid.
  var isTotalled = false
  /// What is due a month, where the ledger says so.
  var due: Decimal?
  /// Whether the ledger keeps a month at all: for somebody something is entered.
  var isKept: [Bool]

  var organisation: Int { table.organisations[row] }

  /// What the months say.
  var dues: DuesYear { DuesYear(states: months.map(\.state), due: due) }

  /// The months, counted from 0, that have ended while the person belonged to the organisation.
  func monthsDue(_ stay: Stay, asOf: CivilDate) -> [Int] {
    (0..<12).filter { month in
      guard let last = CivilMonth(year: year, month: month + 1)?.lastDay, last <= asOf else { return false }
      return stay.isMember(ofMonth: month, year: year)
    }
  }

  /// The runs of months that were due and not paid: nothing is entered for them, or that nothing was paid.
  ///
  /// - Parameter columns: by month, whether one for which nothing is entered for anybody counts all the same; none
  ///   does unless given.
  func openRuns(_ stay: Stay, asOf: CivilDate, columns: [Bool]? = nil) -> [[Int]] {
    // Who is not in the list has a finding of that; nobody knows which months are the person's.
    if stay.hasList, !stay.isListed { return [] }
    let made = dues.madeUp()
    var runs: [[Int]] = []
    var current: [Int] = []
    var paidLater = false
    for month in monthsDue(stay, asOf: asOf) {
      // A list of payments is that of a quarter, say: what it has of nobody is kept elsewhere, and so is what
      // a sheet of some months has no column for.
      if months[month].state.isOpen, made[month] == nil, isKept[month] || columns?[month] ?? false {
        current.append(month)
      } else if isKept[month] {
        if !current.isEmpty { runs.append(current) }
        current = []
        paidLater = true
      }
    }
    if !current.isEmpty { runs.append(current) }
    // Blank months at the year's beginning of somebody whose joining nobody knows: the person came then, unless it
    // is entered that nothing was paid or the stated total bears it out.
    if !stay.isListed, paidLater, let first = runs.first, first.first == 0, first.count > 1, !isTotalled,
      first.allSatisfy({ months[$0].state == .open })
    {
      runs.removeFirst()
    }
    return runs
  }
}

/// Reads the lines of a table in either shape.
struct MonthLineReader {
  /// The fields of the twelve months.
  let fields: [FieldID]
  /// The fields of a record for each payment.
  let payments: Payments?
  /// The field that says what is due a month.
  let due: FieldID?
  /// The field that says what was paid in the year.
  let total: FieldID?
  let year: FieldID?
  /// Words that mean that nothing was paid.
  let open: [String]
  /// Words that mean that what was due was paid.
  let settled: [String]

  /// The month a payment is for, and the amounts.
  struct Payments: Sendable {
    var month: FieldID
    var paid: FieldID
    /// What was due for the month.
    var due: FieldID?
  }

  /// The lines of a table, those of persons in the order of their first record; `nil` where it has neither
  /// shape.
  func lines(of table: IndexedTable, _ context: CheckContext) -> [MonthLine]? {
    let months = fields.map { table.definition.index(of: $0) ?? -1 }
    if months.allSatisfy({ $0 >= 0 }), months.contains(where: { table.hasField[$0] }) {
      return wideLines(table, months, context)
    }
    guard let payments, let month = table.definition.index(of: payments.month), table.hasField[month],
      let paid = table.definition.index(of: payments.paid), table.hasField[paid]
    else { return nil }
    return paymentLines(table, month: month, paid: paid, context)
  }

  private func state(_ field: RecordField, due: Decimal?) -> DuesYear.State {
    switch field.value {
    case .missing: .open
    // Nothing is due on no income.
    case .number(let number): number > 0 ? .paid(number) : due == 0 ? .excused : .unpaid
    case .text(let text): open.contains(text) ? .unpaid : settled.contains(text) ? .settled : .excused
    default: .excused
    }
  }

  private func due(_ table: IndexedTable, _ row: Int) -> Decimal? {
    [payments?.due, due].lazy.compactMap { $0 }.compactMap { table.definition.index(of: $0) }
      .compactMap { table.field($0, ofRecord: row).value.number }.first
  }

  private func wideLines(_ table: IndexedTable, _ months: [Int], _ context: CheckContext) -> [MonthLine] {
    let yearIndex = year.flatMap { table.definition.index(of: $0) }
    var lines: [MonthLine] = []
    var kept = [Bool](repeating: false, count: months.count)
    for row in table.table.records.indices {
      let written = yearIndex.flatMap { table.field($0, ofRecord: row).value.day?.year }
      guard let year = written ?? context.years.last else { continue }
      let due = due(table, row)
      let states = months.map {
        MonthLine.Month(state: state(table.field($0, ofRecord: row), due: due), row: row, field: $0)
      }
      for month in kept.indices where states[month].state != .open { kept[month] = true }
      var line = MonthLine(table: table, row: row, year: year, months: states, due: due, isKept: [])
      let paid =
        states.reduce(Decimal(0)) { if case .paid(let amount) = $1.state { $0 + amount } else { $0 } }
      let stated = total.flatMap { table.definition.index(of: $0) }.flatMap {
        table.field($0, ofRecord: row).value.number
      }
      line.isTotalled = paid > 0 && stated == paid
      lines.append(line)
    }
    for index in lines.indices { lines[index].isKept = kept }
    return lines
  }

  private struct Payer: Hashable {
    var organisation: Int
    var year: Int
    var name: String
    var number: String?
  }

  private func paymentLines(
    _ table: IndexedTable, month: Int, paid: Int, _ context: CheckContext
  ) -> [MonthLine] {
    guard let person = context.subjects.person, let name = table.definition.index(of: person.name) else {
      return []
    }
    let number = person.number.flatMap { table.definition.index(of: $0) }
    var lines: [MonthLine] = []
    var places: [Payer: Int] = [:]
    var kept: [Int: [Bool]] = [:]
    for row in table.table.records.indices {
      guard let text = table.field(name, ofRecord: row).value.text,
        let day = table.field(month, ofRecord: row).value.day
      else { continue }
      let payer = Payer(
        organisation: table.organisations[row], year: day.year, name: text,
        number: number.flatMap { table.field($0, ofRecord: row).value.text })
      let due = due(table, row)
      let place = places[payer] ?? lines.count
      if place == lines.count {
        places[payer] = place
        let blank = MonthLine.Month(state: .open, row: row, field: month)
        lines.append(
          MonthLine(
            table: table, row: row, year: day.year,
            months: [MonthLine.Month](repeating: blank, count: 12), due: due, isKept: []))
      }
      let found = state(table.field(paid, ofRecord: row), due: due)
      let index = day.month - 1
      switch (lines[place].months[index].state, found) {
      case (.paid(let before), .paid(let more)): lines[place].months[index].state = .paid(before + more)
      case (.open, _), (.unpaid, .paid):
        lines[place].months[index] = MonthLine.Month(state: found, row: row, field: paid)
      default: break
      }
      if lines[place].due == nil { lines[place].due = due }
      if found != .open {
        kept[day.year, default: [Bool](repeating: false, count: 12)][index] = true
      }
      // A gap is told at the payment before it.
      for later in (index + 1)..<12 where lines[place].months[later].field == month {
        lines[place].months[later].row = row
      }
    }
    for index in lines.indices {
      lines[index].isKept = kept[lines[index].year] ?? [Bool](repeating: false, count: 12)
    }
    return lines
  }
}
