import Diagnostics
import Foundation
import Ledgers

/// `sum`: a total is what its parts add up to, each part with its sign.
struct SumCheck: Check {
  static let name = "sum"
  static let keys = ["parts", "minus", "total", "factor", "tolerance", "needsAll"]
  static let message = Phrase(
    zh: "{field}为 {value}，各项之和为 {expected}，相差 {difference}",
    en: "{field} is {value}, its parts add up to {expected}, {difference} apart")
  static let placeholders: Set<String> = ["field", "value", "expected", "difference"]

  let parts: [FieldID]
  let minus: [FieldID]
  let total: FieldID
  let factor: Decimal
  let tolerance: Decimal
  /// Whether a blank part makes the sum unknown; otherwise it counts as nothing.
  let needsAll: Bool

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    parts = try scope.fields(try reader.required("parts"))
    minus = try scope.fields(reader.node("minus"))
    total = try scope.field(try reader.required("total"))
    factor = try reader.decimal(ifAny: "factor") ?? 1
    tolerance = try reader.decimal(ifAny: "tolerance") ?? 0
    needsAll = try reader.flag("needsAll")
  }

  func evaluate(_ run: inout RuleRun) {
    run.forEachRecord(fields: [total], optional: parts + minus) { run, unit in
      guard let written = unit.value(0).number, !unit[0].isUncalculated else { return }
      var sum: Decimal = 0
      var known = 0
      for index in 0..<(parts.count + minus.count) {
        guard let number = unit[index + 1].value.number else {
          if needsAll { return }
          continue
        }
        known += 1
        sum += index < parts.count ? number : -number
      }
      guard known > 0 else { return }
      sum *= factor
      let difference = written - sum
      guard abs(difference) > tolerance else { return }
      run.report(
        unit, slot: 0,
        arguments: ["expected": Phrase(sum.plain), "difference": Phrase(abs(difference).plain)],
        fix: FieldFix.make(.number(sum), safety: .suggested, field: unit[0]))
    }
  }
}
