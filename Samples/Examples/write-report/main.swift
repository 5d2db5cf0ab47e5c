// Writes a small report: a heading, a table with a formula, a frozen header and a native chart.
//
//     swift run example-write-report report.xlsx
import Foundation
import SpreadsheetModel
import XLSX

let target = CommandLine.arguments.dropFirst().first ?? "example-report.xlsx"
let branches: [(name: String, members: Int, due: Double)] = [
  ("第一党支部", 23, 412.5), ("第二党支部", 31, 598), ("离退休党支部", 12, 96.3),
]

var book = XLSXWriter()
book.sheet("汇总") { sheet in
  let heading = CellStyle(font: Font(name: "宋体", size: 11, isBold: true))
  sheet.write(row: 0, ["支部", "党员人数", "月应缴党费"], style: heading)
  for (index, branch) in branches.enumerated() {
    sheet.write(
      row: index + 1, [.text(branch.name), .number(Double(branch.members)), .number(branch.due)])
  }
  let last = branches.count + 1
  let total = branches.reduce(0) { $0 + $1.due }
  sheet.set("A\(last + 1)", "合计")
  sheet.set("C\(last + 1)", .formula("SUM(C2:C\(last))", result: .number(total)))
  sheet.freeze(below: 1)
  sheet.fitWidth()
  sheet.chart(.column, over: "A1:B\(last)", at: "E2", title: "党员人数")
}
try book.save(to: URL(fileURLWithPath: target))
print(target)
