import Ledgers

/// How often something was right, against what was wanted and what was given.
struct Measure {
  var right = 0
  var wanted = 0
  var given = 0
  /// The first values that were read as something else.
  private(set) var wrong: [String] = []

  var recall: Double { wanted == 0 ? 1 : Double(right) / Double(wanted) }
  var precision: Double { given == 0 ? 1 : Double(right) / Double(given) }

  /// Holds the records of a table against those that must be read.
  mutating func compare(_ records: [[FieldID: FieldValue]], _ table: LedgerTable?) {
    for (index, record) in records.enumerated() {
      for (field, expected) in record.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        var read = FieldValue.missing
        if let table, index < table.records.count { read = table.value(field, of: table.records[index]) }
        if expected != .missing { wanted += 1 }
        if read != .missing { given += 1 }
        if expected == read {
          if expected != .missing { right += 1 }
        } else if wrong.count < 40 {
          wrong.append("\(table?.definition.id.rawValue ?? "none") \(index).\(field): \(expected) as \(read)")
        }
      }
    }
  }
}
