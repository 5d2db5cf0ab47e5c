import Diagnostics
import Foundation
import Ledgers

/// `banded`: an amount that follows from a base by bands, one rate on the whole base, upper bounds
/// included. With `compare: atMost` an amount rounded up to a whole yuan is none too much.
struct BandedCheck: Check {
  static let name = "banded"
  static let keys = ["base", "amount", "rate", "bands", "compare", "places", "tolerance"]
  static let message = Phrase(
    zh: "{field}为 {value}，按{other} {base} 应为 {expected}（{rate}）",
    en: "{field} is {value}; on a {other} of {base} it should be {expected} ({rate})")
  static let placeholders: Set<String> = [
    "field", "value", "other", "base", "expected", "rate", "shortfall", "excess",
  ]

  struct Band: Sendable {
    /// The highest base of the band, `nil` for the last.
    var upTo: Decimal?
    var rate: Decimal
  }
  enum Comparison: String, CaseIterable { case atLeast, atMost, equal }
  enum Subject { case amount, rate }

  let base: FieldID
  let subject: FieldID
  let judges: Subject
  let bands: [Band]
  let comparison: Comparison
  let places: Int
  let tolerance: Decimal

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    base = try scope.field(try reader.required("base"))
    if let rate = reader.node("rate") {
      subject = try scope.field(rate)
      judges = .rate
    } else {
      subject = try scope.field(try reader.required("amount"))
      judges = .amount
    }
    var bands: [Band] = []
    for item in try reader.required("bands").items {
      let band = try NodeReader(item, allowing: ["upTo", "rate"])
      bands.append(Band(upTo: try band.decimal(ifAny: "upTo"), rate: try band.required("rate").decimal()))
    }
    self.bands = bands
    comparison = try reader.word(ifAny: "compare", as: Comparison.self) ?? .equal
    places = try reader.integer(ifAny: "places") ?? 2
    tolerance = try reader.decimal(ifAny: "tolerance") ?? 0
  }

  func evaluate(_ run: inout RuleRun) {
    run.forEachRecord(fields: [base, subject]) { run, unit in
      guard let base = unit.value(0).number, let actual = unit.value(1).number, base >= 0,
        !unit[1].isUncalculated,
        let band = bands.first(where: { $0.upTo.map { base <= $0 } ?? true })
      else { return }
      let expected = judges == .rate ? band.rate : (base * band.rate).rounded(places: places)
      let isShort = comparison != .atMost && actual < expected - tolerance
      let isOver =
        switch comparison {
        case .atLeast: false
        case .equal: actual > expected + tolerance
        case .atMost: actual > max(expected + tolerance, judges == .amount ? expected.roundedUp : expected)
        }
      guard isShort || isOver else { return }
      let percent = (band.rate * 100).plain + "%"
      let shown = judges == .rate ? percent : expected.plain
      run.report(
        unit, slot: 1,
        arguments: [
          "other": unit.table.definition.fields[unit.slots[0]].title, "base": Phrase(base.plain),
          "expected": Phrase(shown), "rate": Phrase(percent),
          "shortfall": Phrase(max(0, expected - actual).plain),
          "excess": Phrase(max(0, actual - expected).plain),
        ], notes: [run.note(unit, slot: 0)],
        fix: FieldFix.make(.number(expected), safety: .suggested, field: unit[1]))
    }
  }
}
