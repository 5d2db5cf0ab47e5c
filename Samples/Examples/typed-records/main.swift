// Reads ledgers of any layout as typed records, and follows each payment to its member and branch:
//   example-typed-records 名册.xlsx 党费.csv
import Foundation
import Ledgers
import SpreadsheetModel
import Spreadsheets

let reader = LedgerReader(catalog: try .standard)
let files = try CommandLine.arguments.dropFirst().map { path in
  reader.read(workbook: try Spreadsheet(path: path).workbook, path: path)
}
let submission = Submission(files: files)
let index = ReferenceIndex(submission)
for payment in submission.decode(DuesPayment.self).models {
  guard let member = index.member(for: payment.member) else { continue }
  let branch = member.branch.flatMap { index.organisation(for: $0)?.name ?? $0.name } ?? "?"
  print(branch, member.name, member.joined?.description ?? "?", payment.monthlyDue ?? 0)
}
for failure in submission.decode(Member.self).failures {
  print(failure.location, failure.field, failure.original)
}
