import Diagnostics
import SpreadsheetModel

/// Finds records that stand for the same thing in the files of a submission, by their ledgers' keys.
public struct ConflictFinder {
  /// The conflicts of all ledgers, in the order of their first records.
  public static func conflicts(in files: [LedgerFile]) -> [RecordConflict] {
    var ledgers: [LedgerID] = []
    var tables: [LedgerID: [LedgerTable]] = [:]
    for table in files.flatMap(\.tables) {
      if tables[table.definition.id] == nil { ledgers.append(table.definition.id) }
      tables[table.definition.id, default: []].append(table)
    }
    return ledgers.flatMap { ConflictFinder(tables[$0] ?? []).conflicts() }
  }

  private struct Entry {
    var table: Int
    var record: Int
  }

  private let tables: [LedgerTable]
  private let entries: [Entry]

  private init(_ tables: [LedgerTable]) {
    self.tables = tables
    entries = tables.indices.flatMap { table in
      tables[table].records.indices.map { Entry(table: table, record: $0) }
    }
  }

  private func record(_ entry: Entry) -> LedgerRecord { tables[entry.table].records[entry.record] }

  private func conflicts() -> [RecordConflict] {
    guard let definition = tables.first?.definition else { return [] }
    var result: [(first: Int, rank: Int, conflict: RecordConflict)] = []
    var reported: Set<[Int]> = []
    let keys = definition.keys.map { key in key.compactMap(definition.index(of:)) }
    for (rank, key) in keys.enumerated() where !key.isEmpty {
      var groups: [[String]: [Int]] = [:]
      for (index, entry) in entries.enumerated() {
        guard let values = Self.values(record(entry), key) else { continue }
        groups[values, default: []].append(index)
      }
      for (values, members) in groups where members.count > 1 {
        for group in separate(members, byKeysBefore: keys[..<rank]) where group.count > 1 {
          guard reported.insert(group).inserted else { continue }
          result.append((group[0], rank, conflict(definition, definition.keys[rank], values, group)))
        }
      }
    }
    return result.sorted { ($0.first, $0.rank) < ($1.first, $1.rank) }.map(\.conflict)
  }

  /// The values of a key's fields, or `nil` if one is not there.
  private static func values(_ record: LedgerRecord, _ key: [Int]) -> [String]? {
    var values: [String] = []
    for field in key {
      guard field < record.fields.count, record.fields[field].value.isPresent else { return nil }
      values.append(TextFolding.fold(CanonicalValue.text(record.fields[field])))
    }
    return values
  }

  /// Records that a stronger key tells apart (two persons of one name with different ID numbers) are
  /// no conflict under a weaker one.
  private func separate(_ members: [Int], byKeysBefore stronger: ArraySlice<[Int]>) -> [[Int]] {
    guard !stronger.isEmpty else { return [members] }
    var groups = KeyGroups()
    for member in members {
      groups.add(member, stronger.map { Self.values(record(entries[member]), $0) })
    }
    return groups.members
  }

  private func conflict(_ definition: LedgerDefinition, _ key: [FieldID], _ values: [String], _ group: [Int])
    -> RecordConflict
  {
    var contradictions: [RecordConflict.Contradiction] = []
    for (index, field) in definition.fields.enumerated() where field.id != "seq" && field.id != "remark" {
      let fields = group.map { record(entries[$0]).fields[index] }
      let present = fields.filter(\.value.isPresent)
      guard let first = present.first, !present.allSatisfy({ Self.agree($0.value, first.value) }) else {
        continue
      }
      contradictions.append(
        RecordConflict.Contradiction(
          field: field.id, title: field.title,
          values: fields.map { $0.value.isPresent ? CanonicalValue.text($0) : nil }, cells: fields.map(\.cell)
        ))
    }
    let first = record(entries[group[0]])
    return RecordConflict(
      ledger: definition.id, key: key,
      keyValues: key.compactMap(definition.index(of:)).map { CanonicalValue.text(first.fields[$0]) },
      places: group.map { index in
        let table = tables[entries[index].table]
        return RecordConflict.Place(
          file: table.file, sheet: table.sheet, row: record(entries[index]).row, record: index)
      }, contradictions: contradictions)
  }

  /// Whether two values can both be right: a month agrees with a day in it, texts of both scripts agree.
  private static func agree(_ left: FieldValue, _ right: FieldValue) -> Bool {
    switch (left, right) {
    case (.date(let date), .month(let month)), (.month(let month), .date(let date)):
      return CivilMonth(date) == month
    case (.date(let date), .year(let year)), (.year(let year), .date(let date)): return date.year == year
    case (.month(let month), .year(let year)), (.year(let year), .month(let month)): return month.year == year
    case (.text(let left), .text(let right)): return TextFolding.fold(left) == TextFolding.fold(right)
    case (.list(let left), .list(let right)): return Set(left) == Set(right)
    default: return left == right
    }
  }
}
