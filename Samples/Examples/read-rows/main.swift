// Reads the first columns of every sheet of a workbook, row by row, in constant memory.
//
//     swift run example-read-rows Samples/submissions/01-发展和改革局第一党支部.xlsx
import Foundation
import SpreadsheetModel
import XLSX

let path = CommandLine.arguments.dropFirst().first ?? "Samples/ledgers/党建特色-甲.xlsx"
let workbook = try XLSXReader(URL(fileURLWithPath: path))

for sheet in workbook.sheets where sheet.hasCells {
  print("\(sheet.name):")
  let rows = try workbook.sheet(sheet.name).rows(columns: "A"..."F")
  while let row = try rows.next() {
    let day = row["D"].date.map { "\($0)" } ?? row["D"].text
    print(
      "  \(row.index + 1): " + [row["A"].text, row["B"].text, row["C"].text, day].joined(separator: " · "))
  }
}
