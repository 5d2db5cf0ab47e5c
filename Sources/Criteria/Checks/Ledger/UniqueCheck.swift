import Diagnostics
import Ledgers
import SpreadsheetModel

/// `unique`: no two records have the same key; reported at each record after the first.
struct UniqueCheck: Check {
  static let name = "unique"
  static let keys = ["fields", "within", "at"]
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

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    fields = try scope.fields(try reader.required("fields"))
    reach = try reader.word(ifAny: "within", as: Reach.self) ?? .submission
    let at = try reader.text(ifAny: "at")
    mark = fields.firstIndex { $0.rawValue == at } ?? 0
  }

  private struct Key: Hashable {
    var values: [FieldValue]
    var group: Int
  }
  private struct Place {
    var table: IndexedTable
    var row: Int
    var organisation: Int
  }

  func evaluate(_ run: inout RuleRun) {
    var seen: [Key: [Place]] = [:]
    run.forEachRecord(fields: fields) { run, unit in
      let group: Int
      switch reach {
      case .submission, .acrossOrganisations: group = 0
      case .organisation: group = unit.organisation
      case .table: group = unit.table.order
      }
      let key = Key(values: fields.indices.map { unit[$0].value }, group: group)
      let place = Place(table: unit.table, row: unit.row, organisation: unit.organisation)
      let earlier = seen[key]
      seen[key, default: []].append(place)
      guard let earlier,
        let first = earlier.first(where: { candidate in
          // Several records of one row (twelve months) are one line of the ledger.
          (candidate.table !== place.table
            || candidate.table.table.records[candidate.row].row != place.table.table.records[place.row].row)
            && (reach != .acrossOrganisations || candidate.organisation != place.organisation)
        })
      else { return }
      let markField = first.table.definition.index(of: fields[mark]) ?? unit.slots[mark]
      let location = first.table.location(first.table.field(markField, ofRecord: first.row), row: first.row)
      let where_ = location.cell.map { "\(location.sheet ?? "")!\($0)" } ?? location.description
      run.report(
        unit, slot: mark, arguments: ["other": Phrase(where_), "count": Phrase(String(earlier.count + 1))],
        notes: [run.note(first.table, row: first.row, field: markField)],
        discriminator: String(earlier.count))
    }
  }
}
