import Diagnostics
import Ledgers

/// `samePerson`: what several tables say of one person agrees: a card, the branch's roster, a list of some.
///
/// A person is told by name within an organisation, where only one goes by it in each table.
struct SamePersonCheck: Check {
  static let name = "samePerson"
  static let keys = ["fields"]
  static let message = Phrase(
    zh: "{field}为“{value}”，{other}中为“{expected}”", en: "{field} is '{value}'; {other} says '{expected}'")
  static let placeholders: Set<String> = ["field", "value", "expected", "other", "name"]

  let fields: [FieldID]

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    fields = try scope.fields(try reader.required("fields"))
  }

  private struct Person: Hashable {
    var organisation: Int
    var name: String
  }
  private struct Place {
    var table: IndexedTable
    var row: Int
  }

  func evaluate(_ run: inout RuleRun) {
    guard let person = run.pack.subjects.person, let ledger = run.ledger else { return }
    var known: [Person: Place] = [:]
    for table in run.context.tables(ledger) {
      guard let nameIndex = table.definition.index(of: person.name) else { continue }
      var own: [Person: [Int]] = [:]
      for (row, organisation) in table.organisations.enumerated() where organisation >= 0 {
        guard let name = table.value(nameIndex, ofRecord: row).text else { continue }
        own[Person(organisation: organisation, name: name), default: []].append(row)
      }
      for (person, rows) in own.sorted(by: { $0.value[0] < $1.value[0] }) {
        guard rows.count == 1, run.context.persons.name(person.name, in: person.organisation).count == 1
        else {
          continue
        }
        let place = Place(table: table, row: rows[0])
        guard let first = known[person] else {
          known[person] = place
          continue
        }
        run.countUnit(organisation: person.organisation)
        compare(place, first, in: &run)
      }
    }
  }

  private func compare(_ place: Place, _ first: Place, in run: inout RuleRun) {
    for field in fields {
      guard let index = place.table.definition.index(of: field) else { continue }
      let own = place.table.value(index, ofRecord: place.row)
      let theirs = first.table.value(index, ofRecord: first.row)
      guard own.isPresent, theirs.isPresent, !own.agrees(with: theirs) else { continue }
      let location = first.table.location(first.table.field(index, ofRecord: first.row), row: first.row)
      run.report(
        table: place.table, row: place.row, field: index,
        arguments: [
          "expected": Phrase(theirs.display ?? ""), "other": Phrase(UniqueCheck.shown(location)),
        ], notes: [run.note(first.table, row: first.row, field: index)],
        basis: [FindingBasis(first.table, row: first.row, field: index)])
    }
  }
}
