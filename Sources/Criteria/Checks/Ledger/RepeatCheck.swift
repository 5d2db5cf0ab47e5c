import Diagnostics
import Ledgers
import SpreadsheetModel

/// `repeated`: no record says in every field what an earlier one of its organisation says; serial numbers
/// do not count.
///
/// As many records as an organisation has persons of a name are sound: they are namesakes.
struct RepeatCheck: Check {
  static let name = "repeated"
  static let keys = ["except"]
  static let message = Phrase(
    zh: "这一行与{other}完全相同，登记了两次", en: "this row says exactly what {other} says: entered twice")
  static let placeholders: Set<String> = ["field", "value", "other"]

  /// Fields in which the two may differ.
  let except: [FieldID]

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    except = try scope.fields(reader.node("except"))
  }

  private struct Place {
    var table: IndexedTable
    var row: Int

    /// Whether both are records of one row, which are one line of the ledger.
    func isOnLine(of other: Place) -> Bool {
      table === other.table && table.table.records[row].row == other.table.table.records[other.row].row
    }
  }

  func evaluate(_ run: inout RuleRun) {
    for ledger in run.ledgers {
      let definition = run.pack.ledgers[ledger]
      let left = Set(except.compactMap { definition?.index(of: $0) })
      let compared = definition?.fields.indices.filter { !left.contains($0) } ?? []
      // By the hash of what they say: only records that share one are compared, each with the first of its like.
      var seen: [Int: [Alike]] = [:]
      run.forEachRecord(of: ledger, fields: []) { run, unit in
        let place = Place(table: unit.table, row: unit.row)
        guard let key = Self.key(place, compared) else { return }
        guard let index = seen[key]?.firstIndex(where: { Self.agree($0.first, place, compared) }) else {
          seen[key, default: []].append(Alike(first: place, last: place))
          return
        }
        let twins = seen[key]?[index].add(place) ?? 0
        guard twins > 0, let first = seen[key]?[index].first, !Self.areNamesakes(place, count: twins, run)
        else { return }
        tell(place, first, in: &run)
      }
    }
  }

  /// Records that say the same.
  private struct Alike {
    let first: Place
    var last: Place
    var count = 1
    /// How many of them, the last included, stand on its line.
    var onLine = 1

    /// Adds a record, and tells how many others of other lines say the same.
    mutating func add(_ place: Place) -> Int {
      onLine = last.isOnLine(of: place) ? onLine + 1 : 1
      last = place
      count += 1
      return count - onLine
    }
  }

  /// A hash of an organisation and what a record says of it; `nil` where it says too little to be anybody's.
  private static func key(_ place: Place, _ fields: [Int]) -> Int? {
    var hasher = Hasher()
    var filled = 0
    for field in fields {
      let value = place.table.field(field, ofRecord: place.row).value
      hasher.combine(value)
      if value.isPresent { filled += 1 }
    }
    hasher.combine(place.table.organisations[place.row])
    return filled >= 3 ? hasher.finalize() : nil
  }

  private static func agree(_ one: Place, _ two: Place, _ fields: [Int]) -> Bool {
    one.table.organisations[one.row] == two.table.organisations[two.row]
      && fields.allSatisfy {
        one.table.field($0, ofRecord: one.row).value == two.table.field($0, ofRecord: two.row).value
      }
  }

  private static func areNamesakes(_ place: Place, count: Int, _ run: RuleRun) -> Bool {
    guard let person = run.pack.subjects.person, let index = place.table.definition.index(of: person.name),
      let name = place.table.field(index, ofRecord: place.row).value.text
    else { return false }
    return run.context.persons.name(name, in: place.table.organisations[place.row]).count > count
  }

  private func tell(_ place: Place, _ first: Place, in run: inout RuleRun) {
    let definition = place.table.definition
    let field = definition.fields.indices.first { index in
      definition.fields[index].isRequired && definition.fields[index].kind != .organisationName
        && place.table.value(index, ofRecord: place.row).isPresent
    }
    let other = first.table.location(
      field.map { first.table.field($0, ofRecord: first.row) } ?? .absent, row: first.row)
    run.report(
      table: place.table, row: place.row, field: field,
      arguments: ["other": Phrase(UniqueCheck.shown(other))],
      notes: field.map { [run.note(first.table, row: first.row, field: $0)] } ?? [])
  }
}
