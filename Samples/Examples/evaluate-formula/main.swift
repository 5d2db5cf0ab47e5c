// Types a formula against the fields it may name, and evaluates it for a few records.
//
//     swift run example-evaluate-formula '=[@实缴]>=ROUND([@应交],2)'
import Formula
import SpreadsheetModel

let text = CommandLine.arguments.dropFirst().first ?? "=[@实缴]>=ROUND([@应交],2)"
let schema = FormulaSchema(fields: [.init("应交", .number), .init("实缴", .number)])
do throws(FormulaError) {
  let rule = try FormulaExpression(text).compiled(for: schema, expecting: .boolean)
  for (due, paid) in [(30.0, 30.0), (30, 29.99), (20.005, 20.01)] {
    print(due, paid, rule.value(with: FormulaInputs(record: [.number(due), .number(paid)])))
  }
} catch {
  // Says which piece of the expression it concerns, and which name was probably meant.
  print(error)
}
