import Diagnostics
import Ledgers
import SpreadsheetModel

/// `agree`: a field says the same as another implies: gender or birth as in the ID number, a field the
/// same as another.
struct AgreementCheck: Check {
  static let name = "agree"
  static let keys = ["field", "with", "by", "plus", "fillBlank"]
  static let message = Phrase(
    zh: "{field}为“{value}”，与{other}不一致，应为“{expected}”",
    en: "{field} '{value}' disagrees with {other}, which says '{expected}'")
  static let placeholders: Set<String> = ["field", "value", "expected", "other"]

  enum Relation: String, CaseIterable { case same, citizenBirth, citizenGender, citizenNumber }

  let field: FieldID
  let other: FieldID
  let relation: Relation
  /// Whether a blank field is reported as well, with the implied value proposed.
  let fillBlank: Bool
  /// How much later than the other date this one is.
  let plus: CalendarSpan?

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    field = try scope.field(try reader.required("field"))
    other = try scope.field(try reader.required("with"))
    relation = try reader.word(ifAny: "by", as: Relation.self) ?? .same
    fillBlank = try reader.flag("fillBlank")
    plus = if let node = reader.node("plus") { try CalendarSpan(node) } else { nil }
  }

  func evaluate(_ run: inout RuleRun) {
    run.forEachRecord(fields: [field, other], blanks: fillBlank ? .judged : .skipped) { run, unit in
      guard let implied = implied(by: unit.value(1), run.context.calendar) else { return }
      // A number that two persons go by says nothing of either.
      if relation != .same, let number = unit.value(1).text, run.context.persons.isDisputed(number) { return }
      let value = unit.value(0)
      if value == .missing {
        guard fillBlank else { return }
      } else if !value.isPresent || agrees(value, implied) || fillBlank {
        return
      }
      let expected = implied.display ?? ""
      run.report(
        unit, slot: 0,
        arguments: [
          "expected": Phrase(expected), "other": unit.table.definition.fields[unit.slots[1]].title,
        ],
        message: value == .missing
          ? Phrase(zh: "{field}未填写，按{other}应为“{expected}”", en: "{field} is blank; {other} says '{expected}'")
          : nil,
        notes: [run.note(unit, slot: 1)],
        fix: FieldFix.make(implied, safety: .suggested, field: unit[0]))
    }
  }

  private func implied(by value: FieldValue, _ calendar: WorkingCalendar) -> FieldValue? {
    if let plus {
      guard case .date(let date) = value else { return nil }
      return plus.after(date, calendar: calendar).map { .date($0) }
    }
    switch relation {
    case .same: return value.isPresent ? value : nil
    case .citizenNumber: return value
    case .citizenBirth, .citizenGender:
      guard let text = value.text, let number = CitizenNumber(text), number.hasValidCheckDigit,
        let birth = number.birth
      else { return nil }
      return relation == .citizenBirth ? .date(birth) : .text(number.isMale ? "男" : "女")
    }
  }

  private func agrees(_ value: FieldValue, _ implied: FieldValue) -> Bool { value.agrees(with: implied) }
}

extension FieldValue {
  /// Whether two values say the same, a month agreeing with each of its days.
  func agrees(with other: FieldValue) -> Bool {
    switch (self, other) {
    case (.month(let month), .date(let date)), (.date(let date), .month(let month)):
      return CivilMonth(date) == month
    case (.year(let year), .date(let date)), (.date(let date), .year(let year)): return date.year == year
    case (.year(let year), .month(let month)), (.month(let month), .year(let year)): return month.year == year
    case (.list(let left), .text(let right)): return left == [right]
    case (.text(let left), .list(let right)): return [left] == right
    default: return self == other
    }
  }
}

/// Turns a cleaned value back into a cell's value for a fix.
enum FieldFix {
  static func make(_ value: FieldValue, safety: FixSafety, field: RecordField) -> Diagnostic.Fix? {
    guard field.cell != nil, !field.isFormula else { return nil }
    switch value {
    case .date(let date):
      // The text every office reads alike; a serial would need the workbook's own date system.
      return Diagnostic.Fix(safety: safety, value: .text(date.description))
    case .number(let number):
      return Diagnostic.Fix(safety: safety, value: .number(number.nearestDouble))
    default:
      guard let text = value.display else { return nil }
      return Diagnostic.Fix(safety: safety, value: .text(text))
    }
  }
}
