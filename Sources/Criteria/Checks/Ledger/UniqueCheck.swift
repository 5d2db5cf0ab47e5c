import Diagnostics
import Ledgers
import SpreadsheetModel

/// `unique`: no two records have the same key; reported at each record after the first.
///
/// With `person` the key is a number of persons: of two names that go by it one has another's number, and one name
/// in two tables is a person listed on a card and a roster. With `differs` the key is that of one person, told only
/// of records that differ in that field.
struct UniqueCheck: Check {
  static let name = "unique"
  static let keys = ["fields", "within", "at", "birth", "namesakes", "person", "differs"]
  static let message = Phrase(zh: "{field}“{value}”与{other}重复", en: "{field} '{value}' repeats {other}")
  static let placeholders: Set<String> = ["field", "value", "other", "count"]

  enum Reach: String, CaseIterable {
    /// Two records of the whole submission.
    case submission
    /// Two records of one organisation.
    case organisation
    /// Records of different organisations only.
    case acrossOrganisations
    /// Records of one table.
    case table
  }

  let fields: [FieldID]
  let reach: Reach
  /// The field to mark, the first of the key unless given.
  let mark: Int
  /// The birth date that an ID number must agree with, which tells whose number was copied.
  let birth: FieldID?
  /// The field that names a person: as many records as the organisation has persons of that name are sound.
  let namesakes: FieldID?
  /// The field that names whose the key is.
  let person: FieldID?
  /// The field in which the records must differ to be told.
  let differs: FieldID?
  let looksAtAllFiles: Bool

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    fields = try scope.fields(try reader.required("fields"))
    reach = try reader.word(ifAny: "within", as: Reach.self) ?? .submission
    let at = try reader.text(ifAny: "at")
    mark = fields.firstIndex { $0.rawValue == at } ?? 0
    birth = if let node = reader.node("birth") { try scope.field(node) } else { nil }
    // Files that share an organisation or an ID number stay together, and all lists of organisations are at hand.
    let definition = scope.ledger
    let isTied = fields.contains { field in
      definition?[field].map { $0.kind == .idNumber || $0.kind == .organisationName } ?? false
    }
    looksAtAllFiles =
      reach == .submission && !isTied && definition?.id != scope.subjects.organisation.ledger
    namesakes = if let node = reader.node("namesakes") { try scope.field(node) } else { nil }
    person = if let node = reader.node("person") { try scope.field(node) } else { nil }
    differs = if let node = reader.node("differs") { try scope.field(node) } else { nil }
  }

  private struct Key: Hashable {
    var values: [FieldValue]
    var group: Int
  }
  private struct Place {
    var table: IndexedTable
    var row: Int
    var organisation: Int

    /// Whether both are records of one row (twelve months), which are one line of the ledger.
    func isOnRow(of other: Place) -> Bool {
      table === other.table && table.table.records[row].row == other.table.table.records[other.row].row
    }
  }

  /// The records of one key so far.
  private struct Seen {
    /// How many.
    var count = 0
    /// Those of them that a later one may be told to repeat: of each sort the first, and the first on another row.
    private(set) var places: [Place] = []
    private var sorts: [Sort: [Int]] = [:]

    /// What of a record decides, beside its row, whether it is told with another one.
    struct Sort: Hashable {
      var table: Int?
      var organisation: Int?
      var person: FieldValue?
      var difference: FieldValue?
    }

    mutating func add(_ place: Place, _ sort: Sort) {
      count += 1
      let alike = sorts[sort, default: []]
      if alike.count > 1 || alike.contains(where: { places[$0].isOnRow(of: place) }) { return }
      sorts[sort, default: []].append(places.count)
      places.append(place)
    }
  }

  func evaluate(_ run: inout RuleRun) {
    var seen: [Key: Seen] = [:]
    run.forEachRecord(fields: fields) { run, unit in
      let group: Int
      switch reach {
      case .submission, .acrossOrganisations: group = 0
      case .organisation: group = unit.organisation
      case .table: group = unit.table.order
      }
      let key = Key(values: fields.indices.map { unit[$0].value }, group: group)
      let place = Place(table: unit.table, row: unit.row, organisation: unit.organisation)
      let count = seen[key]?.count ?? 0
      let first = seen[key]?.places.first { candidate in
        !candidate.isOnRow(of: place)
          && (reach != .acrossOrganisations || candidate.organisation != place.organisation)
          && isTold(candidate, place)
      }
      seen[key, default: Seen()].add(place, sort(of: place))
      guard let first else { return }
      if let namesakes, let index = unit.table.definition.index(of: namesakes),
        let name = unit.table.field(index, ofRecord: unit.row).value.text,
        run.context.persons.name(name, in: unit.organisation).count > count
      {
        return
      }
      let markField = first.table.definition.index(of: fields[mark]) ?? unit.slots[mark]
      if disagrees(first, markField), !disagrees(place, markField) {
        let here = unit.table.location(unit[mark], row: unit.row)
        run.report(
          table: first.table, row: first.row, field: markField,
          arguments: ["other": Phrase(Self.shown(here)), "count": Phrase(String(count + 1))],
          message: sharedNumber(place, first), notes: [run.note(unit, slot: mark)],
          discriminator: String(count))
        return
      }
      let location = first.table.location(first.table.field(markField, ofRecord: first.row), row: first.row)
      run.report(
        unit, slot: mark,
        arguments: ["other": Phrase(Self.shown(location)), "count": Phrase(String(count + 1))],
        message: sharedNumber(first, place),
        notes: [run.note(first.table, row: first.row, field: markField)],
        discriminator: String(count))
    }
  }

  private func value(_ field: FieldID?, of place: Place) -> FieldValue? {
    field.flatMap { place.table.definition.index(of: $0) }.map {
      place.table.value($0, ofRecord: place.row)
    }
  }

  private func sort(of place: Place) -> Seen.Sort {
    Seen.Sort(
      table: person == nil ? nil : place.table.order,
      organisation: reach == .acrossOrganisations ? place.organisation : nil,
      person: value(person, of: place),
      difference: value(differs, of: place))
  }

  /// Whether two records of one key are a finding at all.
  private func isTold(_ one: Place, _ two: Place) -> Bool {
    if differs != nil {
      guard let left = value(differs, of: one), let right = value(differs, of: two) else { return false }
      return left.isPresent && right.isPresent && left != right
    }
    guard person != nil else { return true }
    // A person may stand on a card, on the branch's roster and on a list of some.
    return one.table === two.table || value(person, of: one) != value(person, of: two)
  }

  /// Words for a number that persons of different names go by; `nil` for one person.
  private func sharedNumber(_ other: Place, _ own: Place) -> Phrase? {
    guard let theirs = value(person, of: other)?.text, let name = value(person, of: own)?.text, theirs != name
    else { return nil }
    return Phrase(
      zh: "{field}“{value}”与{other}“\(theirs)”的相同，其中必有一个有误",
      en: "{field} '{value}' is also that of '\(theirs)' ({other}); one of the two is wrong")
  }

  /// A place as clerks name one: sheet and cell.
  static func shown(_ location: SourceLocation) -> String {
    location.cell.map { "\(location.sheet ?? "")!\($0)" } ?? location.description
  }

  /// Whether a record's own birth date says that the number is not its own.
  private func disagrees(_ place: Place, _ numberField: Int) -> Bool {
    guard let birth, let index = place.table.definition.index(of: birth),
      let number = place.table.field(numberField, ofRecord: place.row).value.text.flatMap({
        CitizenNumber($0)
      }),
      let inside = number.birth
    else { return false }
    let written = place.table.field(index, ofRecord: place.row).value
    return written.isPresent && !written.agrees(with: .date(inside))
  }
}
