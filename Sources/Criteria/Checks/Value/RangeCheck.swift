import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

/// `range`: numbers or dates within limits; a limit is a number, a date, `asOf`, or another field.
struct RangeCheck: Check {
  static let name = "range"
  static let keys = [
    "field", "fields", "atLeast", "above", "atMost", "below", "tolerance", "exceptZero", "ended",
  ]
  static let message = Phrase(
    zh: "{field}为 {value}，应{expected}", en: "{field} is {value}, should be {expected}")
  static let placeholders: Set<String> = ["field", "value", "expected", "limit"]

  /// A limit's value.
  enum Limit: Sendable {
    case number(Decimal)
    case date(CivilDate)
    case asOf
    case field(FieldID)
  }
  enum Relation: String, Sendable, CaseIterable { case atLeast, above, atMost, below }

  let fields: [FieldID]
  let limits: [(relation: Relation, limit: Limit)]
  let tolerance: Decimal
  /// Whether a zero is another rule's: nothing paid is not too little paid.
  let exceptZero: Bool
  /// The field of the year that must have ended before a number of it is judged.
  let ended: FieldID?

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    let single = reader.node("field")
    fields = try scope.fields(reader.node("fields") ?? single)
    if fields.isEmpty { _ = try reader.required("field") }
    tolerance = try reader.decimal(ifAny: "tolerance") ?? 0
    exceptZero = try reader.flag("exceptZero")
    ended = if let node = reader.node("ended") { try scope.field(node) } else { nil }
    var limits: [(Relation, Limit)] = []
    for relation in Relation.allCases {
      guard let node = reader.node(relation.rawValue) else { continue }
      limits.append((relation, try Self.limit(node, in: scope)))
    }
    if limits.isEmpty { _ = try reader.required("atLeast") }
    self.limits = limits
  }

  static func limit(_ node: PackNode, in scope: CheckScope) throws(PackProblem) -> Limit {
    let text = try node.text()
    if text == "asOf" { return .asOf }
    if let date = CivilDate(iso: text) { return .date(date) }
    if let first = text.unicodeScalars.first, first.properties.isAlphabetic, first.isASCII {
      return .field(try scope.field(node))
    }
    return .number(try node.decimal())
  }

  func evaluate(_ run: inout RuleRun) {
    let limitFields = limits.compactMap { if case .field(let field) = $0.limit { field } else { nil } }
    for field in fields {
      run.forEachRecord(fields: [field] + limitFields + (ended.map { [$0] } ?? [])) { run, unit in
        if ended != nil, case .year(let year) = unit.value(limitFields.count + 1),
          CivilMonth(year: year, month: 12)?.lastDay.map({ $0 > run.context.asOf }) ?? true
        {
          return run.uncountUnit(organisation: unit.organisation)
        }
        if exceptZero, unit.value(0).number?.isZero == true { return }
        var next = 1
        for (relation, limit) in limits {
          let slot: Int?
          if case .field = limit {
            slot = next
            next += 1
          } else {
            slot = nil
          }
          guard let shown = breached(unit.value(0), relation, limit, slot.map { unit.value($0) }, run) else {
            continue
          }
          run.report(
            unit, slot: 0,
            arguments: ["expected": Self.words(relation, shown), "limit": Phrase(zh: shown, en: shown)],
            notes: slot.map { [run.note(unit, slot: $0)] } ?? [], discriminator: field.rawValue)
          return
        }
      }
    }
  }

  /// The limit a value is beyond, as it is shown; `nil` where it is kept or nothing can be said.
  private func breached(
    _ value: FieldValue, _ relation: Relation, _ limit: Limit, _ other: FieldValue?, _ run: RuleRun
  ) -> String? {
    func holds<Value: Comparable>(_ low: Value, _ high: Value, _ bound: Value) -> Bool {
      switch relation {
      case .atLeast: high >= bound
      case .above: high > bound
      case .atMost: low <= bound
      case .below: low < bound
      }
    }
    func number(_ bound: Decimal) -> String? {
      guard let number = value.decimal else { return nil }
      // By far the most frequent limit, told by the sign alone.
      if relation == .atLeast, bound.isZero, !number.isSignMinus { return nil }
      return holds(number - tolerance, number + tolerance, bound) ? nil : bound.plain
    }
    func day(_ bound: CivilDate) -> String? {
      guard let first = value.day, let last = value.lastDay else { return nil }
      return holds(first, last, bound) ? nil : bound.description
    }
    switch limit {
    case .number(let bound): return number(bound)
    case .date(let bound): return day(bound)
    case .asOf: return day(run.context.asOf)
    case .field:
      guard let other else { return nil }
      if let bound = other.decimal { return number(bound) }
      // A month stands for all its days: only a certain breach counts.
      let bound = relation == .atLeast || relation == .above ? other.day : other.lastDay
      return bound.flatMap(day)
    }
  }

  static func words(_ relation: Relation, _ limit: String) -> Phrase {
    switch relation {
    case .atLeast: Phrase(zh: "不小于 \(limit)", en: "at least \(limit)")
    case .above: Phrase(zh: "大于 \(limit)", en: "more than \(limit)")
    case .atMost: Phrase(zh: "不大于 \(limit)", en: "at most \(limit)")
    case .below: Phrase(zh: "小于 \(limit)", en: "less than \(limit)")
    }
  }
}
