import Foundation
import Workflow

guard let day = CivilDate(year: 2025, month: 12, day: 31) else { fatalError("no such day") }

// any format, told by its bytes
let file = try Spreadsheet(path: "名册.xls")
for row in file.workbook.sheets[0].rows { print(row.index + 1, row[1]?.value ?? .empty) }

// a lossless edit: only what must change changes, all other parts keep their stored bytes
var editor = try XLSXEditor(path: "台账.xlsx")
try editor["名册"].set("C7", to: .date(day))
let receipt = try editor.save(to: "台账-更正.xlsx", replacing: false)

// writing: values, styles, tables, native charts
var book = XLSXWriter()
book.sheet("汇总") { sheet in
  sheet.write(row: 0, ["支部", "党员"])
  sheet.write(row: 1, ["第一支部", 23])
  sheet.chart(.column, over: "A1:B2", at: "D2", title: "党员")
}
try book.save(to: URL(fileURLWithPath: "汇总.xlsx"))

// ledgers of any layout as typed records, checked against the criteria
let ledgers = LedgerReader(catalog: try .standard).read(workbook: file.workbook, path: "名册.xls")
let submission = Submission(files: [ledgers])
for member in submission.decode(Member.self).models { print(member.name, member.joined ?? "?") }
let report = try CriteriaPack.standard.check(submission, asOf: day)
for finding in report.findings { print(finding.diagnostic.location, finding.diagnostic.rule) }
