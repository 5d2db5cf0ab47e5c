import Ledgers
import SpreadsheetModel

/// Finds the years that counts for each period cover: those the dated ledgers are kept for.
///
/// A year counts if it has at least half as many dated records as the fullest one, or is the year of
/// the check; so the stray January of the next year does not make eleven months missing.
struct ReportingYears: Sendable {
  private let asOf: CivilDate
  private var counts: [Int: Int] = [:]

  init(asOf: CivilDate) { self.asOf = asOf }

  /// Counts the dated records of a table; what lists organisations or persons is of no year.
  mutating func add(_ table: LedgerTable, subjects: Subjects) {
    let ledger = table.definition.id
    guard ledger != subjects.organisation.ledger, ledger != subjects.person?.ledger,
      let index = table.definition.index(of: "date") ?? table.definition.index(of: "month")
    else { return }
    for record in table.records where index < record.fields.count {
      if let day = record.fields[index].value.day, day <= asOf { counts[day.year, default: 0] += 1 }
    }
  }

  /// Adds what was counted elsewhere.
  mutating func add(_ others: ReportingYears) { counts.merge(others.counts, uniquingKeysWith: +) }

  /// The years, rising; there is always one.
  var years: [Int] {
    let most = counts.values.max() ?? 0
    let years = counts.filter { $0.value * 2 >= most || $0.key == asOf.year }.keys.sorted()
    return years.isEmpty ? [asOf.year] : years
  }
}
