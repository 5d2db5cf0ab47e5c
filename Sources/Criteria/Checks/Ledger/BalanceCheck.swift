import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

/// `balance`: in a cash book what is left after each line is what was left before, more what came in, less what
/// went out; and the row of totals states what is left at the end.
///
/// Where most lines do not run on from the one before, each is an account of its own (a budget line and what is
/// left of it): there a line's rest is what it had less what it spent, and the total is the sum of the rests.
struct BalanceCheck: Check {
  static let name = "balance"
  static let keys = ["in", "out", "balance", "tolerance"]
  static let message = Phrase(
    zh: "{field}为 {value}，按上一行结余和本行收支应为 {expected}",
    en: "{field} is {value}; from the line before and this line's amounts it should be {expected}")
  static let placeholders: Set<String> = ["field", "value", "expected"]

  let income: [FieldID]
  let spending: FieldID
  let balance: FieldID
  let tolerance: Decimal

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    income = try scope.fields(try reader.required("in"))
    spending = try scope.field(try reader.required("out"))
    balance = try scope.field(try reader.required("balance"))
    tolerance = try reader.decimal(ifAny: "tolerance") ?? 0.005
  }

  /// One line of the book.
  private struct Line {
    var row: Int
    var change: Decimal
    var stated: Decimal
  }

  func evaluate(_ run: inout RuleRun) {
    for table in run.ledger.map(run.context.tables) ?? [] {
      guard let index = table.definition.index(of: balance), table.hasField[index] else {
        run.noteGap(RuleRun.Phrases.noColumn(table, balance), table: table)
        continue
      }
      let lines = lines(of: table, index)
      for line in lines { run.countUnit(organisation: table.organisations[line.row]) }
      let following = zip(lines, lines.dropFirst())
      let running = following.count { agree($0.stated + $1.change, $1.stated) }
      let separate = lines.count { agree($0.change, $0.stated) }
      guard max(running, separate) > 0 else { continue }
      if running >= separate {
        judgeRunning(lines, table, index, in: &run)
      } else if separate * 2 > lines.count {
        judgeSeparate(lines, table, index, in: &run)
      }
    }
  }

  private func agree(_ one: Decimal, _ two: Decimal) -> Bool { abs(one - two) <= tolerance }

  private func lines(of table: IndexedTable, _ index: Int) -> [Line] {
    func number(_ field: FieldID, _ row: Int) -> Decimal? {
      table.definition.index(of: field).flatMap { table.field($0, ofRecord: row).value.number }
    }
    return table.table.records.indices.compactMap { row in
      guard !table.field(index, ofRecord: row).isUncalculated, let stated = number(balance, row) else {
        return nil
      }
      let received = income.lazy.compactMap { number($0, row) }.first
      return Line(row: row, change: (received ?? 0) - (number(spending, row) ?? 0), stated: stated)
    }
  }

  private func judgeRunning(_ lines: [Line], _ table: IndexedTable, _ index: Int, in run: inout RuleRun) {
    guard var left = lines.first?.stated else { return }
    for (position, line) in lines.enumerated().dropFirst() {
      let expected = left + line.change
      left = line.stated
      if agree(expected, line.stated) { continue }
      // Of one wrong line the next runs on from what should stand there.
      if position + 1 < lines.count, agree(expected + lines[position + 1].change, lines[position + 1].stated)
      {
        left = expected
      }
      tell(line, expected, table, index, in: &run)
    }
    tellTotal(left, table, index, in: &run)
  }

  private func judgeSeparate(_ lines: [Line], _ table: IndexedTable, _ index: Int, in run: inout RuleRun) {
    for line in lines where !agree(line.change, line.stated) {
      tell(
        line, line.change, table, index,
        message: Phrase(
          zh: "{field}为 {value}，按本行收支应为 {expected}",
          en: "{field} is {value}; by this line's amounts it should be {expected}"), in: &run)
    }
    tellTotal(lines.reduce(0) { $0 + $1.change }, table, index, in: &run)
  }

  private func tell(
    _ line: Line, _ expected: Decimal, _ table: IndexedTable, _ index: Int, message: Phrase? = nil,
    in run: inout RuleRun
  ) {
    run.report(
      table: table, row: line.row, field: index, arguments: ["expected": Phrase(expected.plain)],
      message: message,
      fix: FieldFix.make(
        .number(expected), safety: .suggested, field: table.field(index, ofRecord: line.row)))
  }

  private func tellTotal(_ expected: Decimal, _ table: IndexedTable, _ index: Int, in run: inout RuleRun) {
    guard let total = table.table.skippedRows.last(where: { $0.reason == .total }),
      index < total.fields.count, total.fields[index].cell?.row == total.row,
      !total.fields[index].isUncalculated, let stated = total.fields[index].value.number,
      !agree(expected, stated)
    else { return }
    run.report(
      footer: total.fields[index], table: table, field: index,
      arguments: ["expected": Phrase(expected.plain)],
      message: Phrase(
        zh: "合计行{field}为 {value}，应为 {expected}", en: "{field} of the row of totals is {value}, not {expected}"
      ),
      fix: FieldFix.make(.number(expected), safety: .suggested, field: total.fields[index]),
      discriminator: "total")
  }
}
