import Criteria
import Diagnostics
import SpreadsheetModel

extension Summary {
  /// 问题整改: what the check found by rule and by organisation, what the offices' own lists say, and how
  /// long it has waited.
  var problems: SummarySheet {
    typealias Column = SummaryColumns.Finding
    let severities: [Severity] = [.error, .warning, .info]
    return sheet("问题整改", "Problems", columns: 9) { sheet in
      sheet.width(5...8, 11)
      sheet.section(text("一、检查发现的问题（按党组织）", "1. Findings by organisation"))
      let counts =
        [CrossTable.Measure(text("问题合计", "Findings"), width: 9)]
        + severities.map {
          CrossTable.Measure(
            text(SummaryWords.severity($0)), width: 9,
            where: [equal(Column.severity, SummaryWords.severity($0))])
        }
      add(counts, over: .findings, to: &sheet, freezes: false)
      sheet.skip()
      let isEmpty = tables[.rectifications].rows.isEmpty
      sheet.section(text("二、问题整改台账", "2. Rectification ledgers"), beginsPage: !isEmpty)
      if isEmpty {
        sheet.note(nothingHandedIn)
      } else {
        addRectifications(to: &sheet)
      }
      sheet.skip()
      addRules(severities, to: &sheet)
    }
  }

  private func addRules(_ severities: [Severity], to sheet: inout SummarySheet) {
    typealias Column = SummaryColumns.Finding
    let table = tables[.findings]
    var titles: [String: String] = [:]
    for rule in pack.rules { titles[rule.id] = text(rule.title) }
    var found: [String: Int] = [:]
    for row in table.rows {
      if case .text(let rule) = row[Column.rule] { found[rule, default: 0] += 1 }
    }
    let rules = found.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    sheet.section(text("三、检查发现的问题（按规则）", "3. Findings by rule"), beginsPage: true)
    let first = sheet.row + 1
    let rows = rules.enumerated().map { index, rule -> [SummaryCell] in
      // The rule's id stands behind its title, in the last column of the table.
      let owner = Condition(Column.rule, .equal(.text(rule)), in: "$F\(first + index + 1)")
      return [.text(titles[rule] ?? rule), .figure(.count(table, [owner]))]
        + severities.map {
          .figure(.count(table, [owner, equal(Column.severity, SummaryWords.severity($0))]))
        } + [.text(rule)]
    }
    sheet.table(
      [
        SummaryColumn(text("规则", "Rule"), .text),
        SummaryColumn(text("问题合计", "Findings"), total: .sum),
        SummaryColumn(text("错误", "Errors"), total: .sum),
        SummaryColumn(text("提醒", "Warnings"), total: .sum),
        SummaryColumn(text("提示", "Notes"), total: .sum),
        SummaryColumn(text("规则编号", "Id"), width: 11, .center),
      ], rows: rows, total: totalWords, setsWidths: false)
  }

  private func addRectifications(to sheet: inout SummarySheet) {
    typealias Column = SummaryColumns.Rectification
    let states =
      [CrossTable.Measure(text("问题合计", "Problems"), width: 9)]
      + [SummaryWords.closed, SummaryWords.open, SummaryWords.overdue].map {
        CrossTable.Measure(text($0), width: 9, where: [equal(Column.state, $0)])
      }
      + SummaryBands.waitings.map { band in
        CrossTable.Measure(
          text(Phrase(zh: "未改" + band.title.zh, en: "Open " + band.title.en)), width: 9,
          where: [equal(Column.waiting, band.title)])
      }
    add(states, over: .rectifications, to: &sheet, freezes: false)
    sheet.note(
      text(
        "未改时长从发现之日算到截止日；已整改的不计。", "Open since the day it was found; what is closed is left out."))
  }
}
