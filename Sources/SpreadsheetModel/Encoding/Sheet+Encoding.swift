import FoundationEssentials

extension Sheet {
  /// Makes a sheet of records: a row of headings, then a row each, as `decode` reads them back.
  ///
  /// ```swift
  /// let sheet = try Sheet(name: "名册", encoding: members, headings: ["joined": "入党日期"])
  /// book.sheet(sheet.name) { $0.copy(sheet) }     // or CSVWriter's append
  /// ```
  /// Columns come in the order in which records encode their keys; a record inside a record has the headings
  /// `outer.inner`. Numbers past what a double holds keep their digits beside it; days and moments become dates.
  ///
  /// - Parameters:
  ///   - name: The sheet's name.
  ///   - records: The records.
  ///   - headings: The headings of keys, where they differ from the keys.
  ///   - dateSystem: How date serials count.
  ///   - timeZone: The zone whose clock the cells show for `Date`.
  /// - Throws: `EncodingError` for a value that no cell can hold: a list, infinity, a day before 1900.
  public init(
    name: String, encoding records: some Sequence<some Encodable>, headings: [String: String] = [:],
    dateSystem: DateSystem = .base1900, timeZone: TimeZone = .gmt
  ) throws {
    let encoder = RecordEncoder(dateSystem: dateSystem, timeZone: timeZone)
    var rows: [Row] = []
    var index = 1
    for record in records {
      rows.append(Row(index: index, cells: try encoder.cells(of: record)))
      index += 1
    }
    // Only a record without the record inside it names the key itself, which has no values then.
    let places = encoder.keys.indices.filter { column in
      !encoder.keys.contains { $0.hasPrefix(encoder.keys[column] + ".") }
    }
    if places.count < encoder.keys.count {
      let moved = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($0.element, $0.offset) })
      for row in rows.indices {
        for cell in rows[row].cells.indices {
          rows[row].cells[cell].column = moved[rows[row].cells[cell].column] ?? 0
        }
      }
    }
    let titles = places.map { encoder.keys[$0] }.enumerated().map { column, key in
      Cell(column: column, value: .text(headings[key] ?? key))
    }
    self.init(
      name: name, rows: titles.isEmpty ? [] : [Row(index: 0, cells: titles)] + rows,
      formats: [.general, .isoDate, .isoDateTime], dateSystem: dateSystem)
  }
}
