// Times the writing of the 100,000 × 20 ledger of Scripts/benchmark/data.py by the library alone.
//
// write-ledger kept|streamed OUT.xlsx [ROWS]
//
// `kept` makes all rows first and times XLSXWriter over them, as the peers' tasks do; `streamed` makes each
// row as it is written, in constant memory. Prints seconds.
import Foundation
import SpreadsheetModel
import XLSX

let branches = (1...240).map { "中共云岭市第\($0)机关党支部" }
let topics = ["学习贯彻全会精神", "讨论发展党员工作", "通报党费收缴情况", "开展批评和自我批评", "研究支部工作计划"]
let nineteenFifty = CivilDate(year: 1950, month: 1, day: 1)

func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

func row(_ i: Int, _ random: inout SystemLikeGenerator) -> [CellContent] {
  let birth = nineteenFifty?.adding(days: i * 7 % 18_000) ?? CivilDate(daysSince1970: 0)
  guard let birth, let joined = birth.adding(days: 9000) else { return [] }
  let id =
    "379901\(padded(birth.year, 4))\(padded(birth.month, 2))\(padded(birth.day, 2))\(padded(i % 1000, 3))X"
  return [
    .number(Double(i + 1)), .text("党员\(padded(i % 20_000, 5))"), i % 3 != 0 ? "男" : "女", "汉族",
    .text(id), .date(birth), .text(branches[i % 240]), "正式党员", .date(joined),
    .number(Double(2600 + random.next(104) * 100)), 0.015, .number(Double(random.next(30_000)) / 100),
    .number(Double(i % 12 + 1)), .text(topics[i % 5]), .number(Double(i % 50)), .number(Double(i % 47)),
    .boolean(i % 7 == 0), .text("备注第\(i)条"), .number(Double(32 + i % 30)),
    .text("1380000\(padded(i % 10_000, 4))"),
  ]
}

/// A small generator whose numbers are the same in every run.
struct SystemLikeGenerator {
  var state: UInt64 = 1
  mutating func next(_ bound: UInt64) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % bound)
  }
}

let arguments = CommandLine.arguments
guard arguments.count >= 3 else {
  print("usage: write-ledger kept|streamed OUT.xlsx [ROWS]")
  exit(2)
}
let count = arguments.count > 3 ? Int(arguments[3]) ?? 100_000 : 100_000
let headings: [CellContent] = (1...20).map { .text("列\($0)") }
var random = SystemLikeGenerator()
var rows: [[CellContent]] = []
if arguments[1] == "kept" { rows = (0..<count).map { row($0, &random) } }

let clock = ContinuousClock()
let began = clock.now
var book = XLSXWriter()
if arguments[1] == "kept" {
  book.sheet("台账") { sheet in
    sheet.write(row: 0, headings)
    for (index, row) in rows.enumerated() { sheet.write(row: index + 1, row) }
  }
} else {
  book.sheet(
    "台账",
    streaming: { stream in
      var random = SystemLikeGenerator()
      try stream.write(headings)
      for index in 0..<count { try stream.write(row(index, &random)) }
    })
}
try book.save(to: URL(fileURLWithPath: arguments[2]))
let elapsed = clock.now - began
print(Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18)
