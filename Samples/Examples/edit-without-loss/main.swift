// Changes two cells of a workbook and puts a note on one; every other part keeps its stored bytes.
//
//     swift run example-edit-without-loss Samples/submissions/02-财政局第一党支部.xlsx 02-edited.xlsx
import OpenPackaging
import SpreadsheetModel
import XLSX

let arguments = Array(CommandLine.arguments.dropFirst())
let source = arguments.first ?? "Samples/submissions/02-财政局第一党支部.xlsx"
let target = arguments.dropFirst().first ?? "example-edited.xlsx"

var editor = try XLSXEditor(path: source)
let sheet = try editor.sheetNames[0]
try editor[sheet].set("A1", to: .text("已核对"))
try editor[sheet].set("B1", to: .number(2025))
try editor[sheet].note("A1", "由示例程序写入")

let receipt = try editor.save(to: target, replacing: true)
for part in receipt.parts where part.fate != .kept { print("\(part.fate) \(part.name)") }
print("\(receipt.parts.filter { $0.fate == .kept }.count) parts kept byte for byte")
