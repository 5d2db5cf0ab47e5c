import Diagnostics
import Ledgers
import SpreadsheetModel

/// `cadence`: a field lists as many days as so often between two dates asks for: a review every half year
/// from one step to the next.
///
/// A list in which something is no date is not judged: it tells a story that nobody can count.
struct CadenceCheck: Check {
  static let name = "cadence"
  static let keys = ["field", "from", "to", "every"]
  static let message = Phrase(
    zh: "{field}有 {actual} 次，{start} 至 {end} 每 {every}一次应有 {expected} 次",
    en: "{field} lists {actual}; one for every {every} from {start} to {end} makes {expected}")
  static let placeholders: Set<String> = ["field", "value", "actual", "expected", "start", "end", "every"]
  /// Nothing is due oftener than this between two dates that are years apart.
  private static let most = 1000

  let field: FieldID
  let from: FieldID
  let to: FieldID
  let every: CalendarSpan

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    field = try scope.field(try reader.required("field"))
    from = try scope.field(try reader.required("from"))
    to = try scope.field(try reader.required("to"))
    every = try CalendarSpan(try reader.required("every"))
  }

  func evaluate(_ run: inout RuleRun) {
    run.forEachRecord(fields: [field, from, to]) { run, unit in
      guard let text = unit[0].value.text, let listed = DateList(text), let start = unit[1].value.lastDay,
        let end = unit[2].value.day
      else { return }
      let due = periods(from: start, to: end, run.context.calendar)
      let found = Set(listed.days).count
      guard found < due else { return }
      run.report(
        unit, slot: 0,
        arguments: [
          "actual": Phrase(String(found)), "expected": Phrase(String(due)), "every": every.phrase,
          "start": Phrase(start.description), "end": Phrase(end.description),
        ], notes: [run.note(unit, slot: 1), run.note(unit, slot: 2)])
    }
  }

  /// How many whole spans lie between two days, counted from the first so that a month's end stays one.
  private func periods(from start: CivilDate, to end: CivilDate, _ calendar: WorkingCalendar) -> Int {
    guard every.count > 0 else { return 0 }
    return (1...Self.most).first { count in
      CalendarSpan(every.count * count, every.unit).after(start, calendar: calendar).map { $0 > end } ?? true
    }.map { $0 - 1 } ?? Self.most
  }
}
