// Reads delimited text whose encoding and dialect nobody knows, and writes it as UTF-8 that Excel opens.
//
//     swift run example-read-text Samples/ledgers/流动党员-乙.csv 流动党员.csv
import CSV
import Foundation

let arguments = Array(CommandLine.arguments.dropFirst())
let source = arguments.first ?? "Samples/ledgers/流动党员-乙.csv"
let target = arguments.dropFirst().first ?? "example-text.csv"

let reader = try CSVReader(contentsOf: URL(fileURLWithPath: source))
print("\(reader.encoding.encoding), \(Int(reader.encoding.confidence * 100))% sure")
print("delimiter: \(reader.dialect.dialect.delimiter.scalar)")

var writer = CSVWriter()
var rows = try reader.rows()
while try rows.advance() {
  var fields: [String] = []
  for column in 0..<rows.count { fields.append(rows.text(column)) }
  writer.append(fields)
}
for problem in rows.problems().all { print(problem) }

try Data(writer.encoded()).write(to: URL(fileURLWithPath: target), options: .atomic)
print("\(target): \(writer.guarded.count) fields kept from running as formulas")
