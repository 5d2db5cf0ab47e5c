// Reads the rows of every sheet of a workbook, one at a time, in constant memory.
//
//     swift run example-read-rows Samples/submissions/01-发展和改革局第一党支部.xlsx
import Foundation
import SpreadsheetModel
import XLSX

let path = CommandLine.arguments.dropFirst().first ?? "Samples/ledgers/党建特色-甲.xlsx"
let reader = try XLSXReader(contentsOf: URL(fileURLWithPath: path))

for sheet in reader.sheets where sheet.hasCells {
  let rows = try reader.rows(of: sheet)
  print("\(sheet.name):")
  while let row = try rows.nextRow() {
    let line = row.cells.map { cell in
      "\(CellReference(row: row.index, column: cell.column)) \(cell.value)"
    }
    print("  " + line.joined(separator: " · "))
  }
}
