import Diagnostics
import Foundation
import SpreadsheetModel

/// All records of one ledger in canonical columns, whatever files and layouts they came from.
///
/// Columns are the definition's fields that any record has, in its order, required ones always, each with the
/// texts that it could not take in a column beside it (`出生日期（原文）`) where there are any; then the columns
/// that were not understood, under their own headers; then, if asked for, where each record stands (`来源文件`,
/// `来源工作表`, `来源行`).
public struct CanonicalTable: Sendable {
  /// The ledger.
  public let definition: LedgerDefinition
  /// The fields that have a column, by their index in the definition.
  public let fields: [Int]
  /// Those with texts that they could not take.
  public let originals: Set<Int>
  /// Headers of columns that were not understood.
  public let unmapped: [String]
  /// The tables the records come from.
  public let sources: [LedgerTable]

  /// A column of the table.
  private enum Column {
    case field(Int)
    case original(Int)
    case unmapped(String)
    case file, sheet, row
  }

  /// Gathers the tables of one ledger; `nil` if there are none.
  public init?(_ tables: [LedgerTable]) {
    guard let definition = tables.first?.definition else { return nil }
    self.definition = definition
    sources = tables.filter { $0.definition.id == definition.id }
    var used = [Bool](repeating: false, count: definition.fields.count)
    var originals: Set<Int> = []
    var unmapped: [String] = []
    for (index, field) in definition.fields.enumerated() where field.isRequired { used[index] = true }
    for table in sources {
      for column in table.columns { definition.index(of: column.field).map { used[$0] = true } }
      for header in table.unmappedHeaders where !unmapped.contains(header) { unmapped.append(header) }
      for record in table.records {
        for (index, field) in record.fields.enumerated() where index < used.count && field.value != .missing {
          used[index] = true
          if OriginalColumns.keeps(field) { originals.insert(index) }
        }
      }
    }
    // Rows are numbered anew: a serial number says nothing outside its own sheet, but for one that says more.
    let isNumbering = Self.isNumbering(sources)
    fields = definition.fields.indices.filter {
      used[$0] && (definition.fields[$0].id != "seq" || !isNumbering)
    }
    self.originals = originals.intersection(fields)
    self.unmapped = unmapped
  }

  /// Whether all serial numbers are whole numbers.
  private static func isNumbering(_ tables: [LedgerTable]) -> Bool {
    guard let seq = tables.first?.definition.index(of: "seq") else { return true }
    return tables.lazy.flatMap(\.records).allSatisfy { record in
      guard record.fields.indices.contains(seq), record.fields[seq].value.isPresent else { return true }
      return record.fields[seq].original.allSatisfy { $0.isNumber || $0.isWhitespace || "./、．".contains($0) }
    }
  }

  /// One canonical table for each ledger of the files, in the catalog's order.
  public static func tables(of files: [LedgerFile], catalog: LedgerCatalog) -> [CanonicalTable] {
    let all = files.flatMap(\.tables)
    var result: [CanonicalTable] = []
    var ids = catalog.ledgers.map(\.id)
    for table in all where !ids.contains(table.definition.id) { ids.append(table.definition.id) }
    for id in ids {
      if let table = CanonicalTable(all.filter { $0.definition.id == id }) { result.append(table) }
    }
    return result
  }

  /// Number of records.
  public var count: Int { sources.reduce(0) { $0 + $1.records.count } }

  /// How many values did not fit their fields.
  public var originalCount: Int {
    sources.lazy.flatMap(\.records).reduce(0) { sum, record in
      sum + originals.count { $0 < record.fields.count && OriginalColumns.keeps(record.fields[$0]) }
    }
  }

  private func columns(withProvenance: Bool) -> [Column] {
    var columns: [Column] = []
    for field in fields {
      columns.append(.field(field))
      if originals.contains(field) { columns.append(.original(field)) }
    }
    columns += unmapped.map { .unmapped($0) }
    return columns + (withProvenance ? [.file, .sheet, .row] : [])
  }

  private func header(_ column: Column, _ language: Language) -> String {
    switch column {
    case .field(let field): definition.fields[field].title.text(language)
    case .original(let field): definition.fields[field].title.text(language) + OriginalColumns.mark
    case .unmapped(let header): header
    case .file: Self.provenance[0]
    case .sheet: Self.provenance[1]
    case .row: Self.provenance[2]
    }
  }

  /// The headers in a language.
  public func headers(_ language: Language = .zh) -> [String] {
    columns(withProvenance: false).map { header($0, language) }
  }

  /// Headers of the columns that say where a record stands.
  public static let provenance = ["来源文件", "来源工作表", "来源行"]

  private func cell(
    _ column: Column, of record: LedgerRecord, in table: LedgerTable
  ) -> (CellValue, NumberFormat?) {
    switch column {
    case .field(let field): CanonicalValue.cell(record.fields[field], kind: definition.fields[field].kind)
    case .original(let field):
      OriginalColumns.keeps(record.fields[field])
        ? (.text(record.fields[field].original), .text) : (.empty, nil)
    case .unmapped(let header):
      (record.unmapped.first { $0.header == header }.map { .text($0.text) } ?? .empty, nil)
    case .file: (.text(table.file), nil)
    case .sheet: (.text(table.sheet), nil)
    case .row: (.number(Double(record.row + 1)), nil)
    }
  }

  /// The table as a sheet: one header row, then the records. Written and read again it gives the same
  /// values, those of absent and unreadable fields included.
  public func sheet(withProvenance: Bool = false) -> Sheet {
    var formats: [NumberFormat] = [.general]
    var indices: [NumberFormat: Int] = [.general: 0]
    func index(of format: NumberFormat?) -> Int {
      guard let format else { return 0 }
      if let known = indices[format] { return known }
      formats.append(format)
      indices[format] = formats.count - 1
      return formats.count - 1
    }
    var sheet = Sheet(name: definition.title.zh)
    let columns = columns(withProvenance: withProvenance)
    sheet.rows.append(
      Row(
        index: 0,
        cells: columns.enumerated().map { Cell(column: $0.offset, value: .text(header($0.element, .zh))) }))
    var row = 1
    for table in sources {
      for record in table.records {
        var cells: [Cell] = []
        for (place, column) in columns.enumerated() {
          let (value, format) = cell(column, of: record, in: table)
          if !value.isEmpty { cells.append(Cell(column: place, value: value, format: index(of: format))) }
        }
        sheet.rows.append(Row(index: row, cells: cells))
        row += 1
      }
    }
    sheet.formats = formats
    return sheet
  }

  /// The records as lines of text, the headers first, for CSV.
  public func lines(withProvenance: Bool = false) -> [[String]] {
    let columns = columns(withProvenance: withProvenance)
    var lines = [columns.map { header($0, .zh) }]
    lines.reserveCapacity(count + 1)
    for table in sources {
      for record in table.records {
        lines.append(
          columns.map { column in
            switch column {
            case .field(let field): CanonicalValue.text(record.fields[field])
            case .row: String(record.row + 1)
            default: if case .text(let text) = cell(column, of: record, in: table).0 { text } else { "" }
            }
          })
      }
    }
    return lines
  }
}
