import Diagnostics
import Foundation
import Ledgers

/// `product`: an amount is the product of its factors, rounded; with `whole` one rounded up to a whole is as good.
struct ProductCheck: Check {
  static let name = "product"
  static let keys = ["factors", "times", "total", "places", "tolerance", "whole"]
  static let message = Phrase(
    zh: "{field}为 {value}，按{factors}应为 {expected}", en: "{field} is {value}; {factors} make {expected}")
  static let placeholders: Set<String> = ["field", "value", "expected", "factors"]

  let factors: [FieldID]
  let times: Decimal
  let total: FieldID
  let places: Int
  let tolerance: Decimal
  let allowsWhole: Bool

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    factors = try scope.fields(try reader.required("factors"))
    times = try reader.decimal(ifAny: "times") ?? 1
    total = try scope.field(try reader.required("total"))
    places = try reader.integer(ifAny: "places") ?? 2
    tolerance = try reader.decimal(ifAny: "tolerance") ?? 0
    allowsWhole = try reader.flag("whole")
  }

  func evaluate(_ run: inout RuleRun) {
    run.forEachRecord(fields: [total] + factors) { run, unit in
      guard let written = unit.value(0).number, !unit[0].isUncalculated else { return }
      var product = times
      for index in factors.indices {
        guard let factor = unit[index + 1].value.number else { return }
        product *= factor
      }
      let expected = product.rounded(places: places)
      guard abs(written - expected) > tolerance, !(allowsWhole && written == expected.roundedUp) else {
        return
      }
      let titles = factors.indices.map { unit.table.definition.fields[unit.slots[$0 + 1]].title }
      run.report(
        unit, slot: 0,
        arguments: [
          "expected": Phrase(expected.plain),
          "factors": Phrase(
            zh: titles.map(\.zh).joined(separator: "×"), en: titles.map(\.en).joined(separator: " × ")),
        ], notes: factors.indices.map { run.note(unit, slot: $0 + 1) },
        fix: FieldFix.make(.number(expected), safety: .suggested, field: unit[0]))
    }
  }
}
