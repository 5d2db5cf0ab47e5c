// Checks every ledger of a folder together, writes a corrected copy of each file, and a page of what is left.
//
//     swift run example-correct-folder Samples/submissions 更正
import Foundation
import Workflow

let arguments = Array(CommandLine.arguments.dropFirst())
let folder = arguments.first ?? "Samples/submissions"
let target = arguments.dropFirst().first ?? "example-corrected"

// Any format, told by its bytes; folders and archives are searched, temporary files of office programs left out.
let inputs = InputSearch(paths: [folder]).files
guard let day = CivilDate(year: 2025, month: 12, day: 31) else { fatalError("no such day") }
let checking = Checking(
  loading: LedgerLoading(reading: ReadingOptions(), reader: LedgerReader(catalog: try .standard)),
  pack: try .standard, asOf: day)
let fixing = Fixing(checking: checking, options: .init(language: .zh))

let outcome = await fixing.run(inputs, jobs: 2)
for failure in outcome.failures { print(failure.text(.zh)) }

let places = try OutputPlaces(Output(path: target + "/", replaces: true), inputs: inputs)
for file in outcome.files {
  let output = try places.output(for: file.input, extension: file.workbookExtension)
  try fixing.write(file, to: output)
  print("\(output.path): \(file.corrections.count) corrected, \(file.problems.count) problems left")
}

let page = CheckPage(
  outcome.report, pack: checking.pack, unreadable: outcome.failures.map(\.path), language: .zh,
  showsPersonal: false)
try Output(path: "\(target)/检查结果.html", replaces: true).write(page.bytes())
