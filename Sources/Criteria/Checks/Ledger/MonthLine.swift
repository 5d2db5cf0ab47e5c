import Foundation
import Ledgers
import SpreadsheetModel

/// What one person's twelve months of a year hold, whether they stand in the columns of one record or in
/// a record for each payment.
struct MonthLine {
  /// What became of a month.
  enum State: Equatable {
    /// Nothing is entered.
    case open
    /// It is entered that nothing was paid: `0`, `未缴`.
    case unpaid
    case paid(Decimal)
    /// A word such as 减免.
    case excused
  }

  /// A month with the field it stands in.
  struct Month {
    var state: State
    /// The record in its table.
    var row: Int
    /// The field to mark.
    var field: Int

    /// Whether nothing was paid, as far as is entered.
    var isOpen: Bool { state == .open || state == .unpaid }
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

  /// Open months that a payment of more than a month's due makes up for: arrears just before it, or months
  /// paid in advance just after it.
  func covered() -> Set<Int> {
    // Most lines have nothing to make up for, and dividing decimals is slow.
    guard months.contains(where: { $0.isOpen }) else { return [] }
    let paid = months.compactMap { if case .paid(let amount) = $0.state { amount } else { nil } }
    guard let share = due ?? paid.min(), share > 0 else { return [] }
    var covered: Set<Int> = []
    func isOpen(_ month: Int) -> Bool { months[month].isOpen && !covered.contains(month) }
    for month in months.indices {
      guard case .paid(let amount) = months[month].state, amount > share else { continue }
      // A cent of rounding a month does not make a month unpaid.
      let times = (amount / share + Decimal(sign: .plus, exponent: -2, significand: 2)).nearestDouble
      var extra = times < Double(months.count) ? Int(times) - 1 : months.count
      var before = month - 1
      while extra > 0, before >= 0, isOpen(before) {
        covered.insert(before)
        extra -= 1
        before -= 1
      }
      var after = month + 1
      while extra > 0, after < months.count, isOpen(after) {
        covered.insert(after)
        extra -= 1
        after += 1
      }
    }
    return covered
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

  /// The month a payment is for, and the amount.
  struct Payments: Sendable {
    var month: FieldID
    var paid: FieldID
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

  private func state(_ field: RecordField, due: Decimal?) -> MonthLine.State {
    switch field.value {
    case .missing: .open
    // Nothing is due on no income.
    case .number(let number): number > 0 ? .paid(number) : due == 0 ? .excused : .unpaid
    case .text(let text): open.contains(text) ? .unpaid : .excused
    default: .excused
    }
  }

  private func due(_ table: IndexedTable, _ row: Int) -> Decimal? {
    due.flatMap { table.definition.index(of: $0) }.flatMap { table.field($0, ofRecord: row).value.number }
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
