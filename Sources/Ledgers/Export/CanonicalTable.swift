import Diagnostics
import Foundation
import SpreadsheetModel

/// All records of one ledger in canonical columns, whatever files and layouts they came from.
///
/// Columns are the definition's fields that any record has, in its order, required ones always; then,
/// if asked for, where each record stands (`来源文件`, `来源工作表`, `来源行`).
public struct CanonicalTable: Sendable {
  /// The ledger.
  public let definition: LedgerDefinition
  /// The fields that have a column, by their index in the definition.
  public let fields: [Int]
  /// The tables the records come from.
  public let sources: [LedgerTable]

  /// Gathers the tables of one ledger; `nil` if there are none.
  public init?(_ tables: [LedgerTable]) {
    guard let definition = tables.first?.definition else { return nil }
    self.definition = definition
    sources = tables.filter { $0.definition.id == definition.id }
    var used = [Bool](repeating: false, count: definition.fields.count)
    for (index, field) in definition.fields.enumerated() where field.isRequired { used[index] = true }
    for table in sources {
      for column in table.columns { definition.index(of: column.field).map { used[$0] = true } }
      for record in table.records {
        for (index, field) in record.fields.enumerated() where index < used.count && field.value != .missing {
          used[index] = true
        }
      }
    }
    // Rows are numbered anew; a serial number says nothing outside its own sheet.
    fields = definition.fields.indices.filter { used[$0] && definition.fields[$0].id != "seq" }
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

  /// The headers in a language.
  public func headers(_ language: Language = .zh) -> [String] {
    fields.map { definition.fields[$0].title.text(language) }
  }

  /// Headers of the columns that say where a record stands.
  public static let provenance = ["来源文件", "来源工作表", "来源行"]

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
    let titles = headers() + (withProvenance ? Self.provenance : [])
    sheet.rows.append(
      Row(index: 0, cells: titles.enumerated().map { Cell(column: $0.offset, value: .text($0.element)) }))
    var row = 1
    for table in sources {
      for record in table.records {
        var cells: [Cell] = []
        for (column, field) in fields.enumerated() {
          let (value, format) = CanonicalValue.cell(record.fields[field], kind: definition.fields[field].kind)
          if !value.isEmpty { cells.append(Cell(column: column, value: value, format: index(of: format))) }
        }
        if withProvenance {
          cells.append(Cell(column: fields.count, value: .text(table.file)))
          cells.append(Cell(column: fields.count + 1, value: .text(table.sheet)))
          cells.append(Cell(column: fields.count + 2, value: .number(Double(record.row + 1))))
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
    var lines = [headers() + (withProvenance ? Self.provenance : [])]
    lines.reserveCapacity(count + 1)
    for table in sources {
      for record in table.records {
        var line = fields.map { CanonicalValue.text(record.fields[$0]) }
        if withProvenance { line += [table.file, table.sheet, String(record.row + 1)] }
        lines.append(line)
      }
    }
    return lines
  }
}
