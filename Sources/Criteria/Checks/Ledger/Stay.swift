import Ledgers
import SpreadsheetModel

/// From when to when a person belongs to the organisation.
struct Stay {
  var since: CivilDate?
  var until: CivilDate?
  /// Whether the list of persons has the person.
  var isListed = false
  /// Whether there is a list of the organisation's persons at all.
  var hasList: Bool
  var basis: [FindingBasis] = []

  /// Whether the whole of a month, counted from 0, lies in the stay.
  func isMember(ofMonth month: Int, year: Int) -> Bool {
    guard let month = CivilMonth(year: year, month: month + 1), let first = month.firstDay,
      let last = month.lastDay
    else { return false }
    return since.map { $0 <= first } ?? true && until.map { $0 >= last } ?? true
  }

  init(_ line: MonthLine, _ context: CheckContext) {
    hasList = false
    guard let person = context.subjects.person else { return }
    let organisation = line.organisation
    if context.organisations.indices.contains(organisation) {
      hasList = context.organisations[organisation].records[person.ledger, default: 0] > 0
    }
    func text(_ field: FieldID?) -> String? {
      field.flatMap { line.table.definition.index(of: $0) }.flatMap {
        line.table.field($0, ofRecord: line.row).value.text
      }
    }
    guard
      let position = context.persons.person(
        number: text(person.number), name: text(person.name), organisation: organisation)
    else { return }
    isListed = true
    let home = context.tables(person.ledger)[position.table]
    basis = [FindingBasis(home, row: position.row)]
    func days(_ fields: [FieldID]) -> [CivilDate] {
      fields.compactMap { field in
        home.definition.index(of: field).flatMap { home.field($0, ofRecord: position.row).value.lastDay }
      }
    }
    since = days(person.since).max()
    until = days(person.until).min()
  }
}
