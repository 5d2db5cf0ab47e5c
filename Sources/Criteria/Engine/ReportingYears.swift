import Ledgers
import SpreadsheetModel

/// Finds the years that counts for each period cover: those the dated ledgers are kept for.
///
/// A record is of the year of its day or month, or of the year it names. A year counts if it has at least
/// half as many such records as the fullest one, or is the year of the check; so the stray January of the
/// next year does not make eleven months missing.
struct ReportingYears: Sendable {
  private let asOf: CivilDate
  private var counts: [Int: Int] = [:]

  init(asOf: CivilDate) { self.asOf = asOf }

  /// Counts the dated records of a table; what lists organisations or persons is of no year.
  mutating func add(_ table: LedgerTable, subjects: Subjects) {
    let ledger = table.definition.id
    guard ledger != subjects.organisation.ledger, ledger != subjects.person?.ledger,
      case let indices = ["date", "month", "year"].compactMap({ table.definition.index(of: $0) }),
      !indices.isEmpty
    else { return }
    for record in table.records {
      let days = indices.lazy.compactMap { $0 < record.fields.count ? record.fields[$0].value.day : nil }
      if let day = days.first, day <= asOf { counts[day.year, default: 0] += 1 }
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
