import Diagnostics
import SpreadsheetModel

/// The ledgers of one file as they were recognised and cleaned, in a form that can be kept and put
/// together with others without the file.
///
/// What is read back equals what was stored, so that checks and summaries come out the same.
public struct StoredLedgerFile: Codable, Sendable {
  private var tables: [StoredTable]
  private var unreadSheets: [LedgerFile.UnreadSheet]
  /// What could not be read as it was written.
  public var problems: ReadingProblems { storedProblems ?? ReadingProblems() }
  /// Left out where there is nothing.
  private var storedProblems: ReadingProblems?

  private enum CodingKeys: String, CodingKey {
    case tables, unreadSheets
    case storedProblems = "problems"
  }

  /// Stores a file's ledgers; its path is the caller's to keep.
  public init(_ file: LedgerFile) {
    tables = file.tables.map(StoredTable.init)
    unreadSheets = file.unreadSheets
    storedProblems = file.problems.isEmpty ? nil : file.problems
  }

  /// The ledgers again.
  ///
  /// - Parameters:
  ///   - path: the file's path.
  ///   - catalog: the definitions of the ledgers, which are not stored.
  /// - Throws: `StoredLedgerError` where the definitions do not fit, or somebody has changed what was stored.
  public func file(path: String, catalog: LedgerCatalog) throws(StoredLedgerError) -> LedgerFile {
    var file = LedgerFile(path: path, tables: [], unreadSheets: unreadSheets)
    file.problems = problems
    for table in tables { file.tables.append(try table.table(path: path, catalog: catalog)) }
    return file
  }
}

/// Why stored ledgers cannot be read.
public enum StoredLedgerError: Error, Hashable, Sendable {
  /// The definitions at hand do not know the ledger.
  case unknownLedger(LedgerID)
  /// The definition of the ledger has no such field.
  case unknownField(ledger: LedgerID, field: FieldID)
  /// What is stored contradicts itself.
  case damaged

  /// What is wrong.
  public var message: Phrase {
    switch self {
    case .unknownLedger(let ledger):
      Phrase(zh: "其中有未定义的台账“\(ledger)”", en: "it holds a ledger '\(ledger)' that is not defined")
    case .unknownField(let ledger, let field):
      Phrase(
        zh: "台账“\(ledger)”的定义里没有字段“\(field)”",
        en: "the definition of ledger '\(ledger)' has no field '\(field)'")
    case .damaged: Phrase(zh: "内容已损坏或被改动", en: "it is damaged or has been changed")
    }
  }
}

/// One ledger of a file.
private struct StoredTable: Codable, Sendable {
  var ledger: LedgerID
  var sheet: String
  var headerRows: [Int]
  var confidence: Double
  var columns: [ColumnMapping]
  var unmapped: [LedgerTable.ColumnHeader]
  var records: StoredRows
  var skipped: [Skipped]
  /// What totals and subtotals state, for the skipped rows that state anything.
  var totals: StoredRows
  /// Label, text and cell of each entry.
  var formLine: [[String]]
  var title: String?
  var year: Int?
  var virtualColumns: [VirtualColumn]
  var alternatives: [LedgerTable.Alternative]

  /// What is not as usual; left out where it is.
  var arrangement: LedgerTable.Arrangement?
  var isPlan: Bool?
  var titled: LedgerID?
  /// What records have in columns that were not understood, a list for each; left out where none has anything.
  var unmappedValues: [[UnmappedValue]]?

  struct Skipped: Codable, Sendable {
    var row: Int
    var reason: SkippedRow.Reason
    var text: String?
  }

  init(_ table: LedgerTable) {
    let columns = Self.firstColumns(table.columns)
    ledger = table.definition.id
    sheet = table.sheet
    headerRows = [table.headerRows.lowerBound, table.headerRows.upperBound]
    confidence = table.confidence
    self.columns = table.columns
    unmapped = table.unmapped
    records = StoredRows(table.records, definition: table.definition, columns: columns)
    skipped = table.skippedRows.map { Skipped(row: $0.row, reason: $0.reason, text: $0.text) }
    totals = StoredRows(
      table.skippedRows.filter { !$0.fields.isEmpty }.map { LedgerRecord(row: $0.row, fields: $0.fields) },
      definition: table.definition, columns: columns)
    formLine = table.formLine.map { [$0.label, $0.text, $0.cell.description] }
    title = table.title
    year = table.year
    virtualColumns = table.virtualColumns
    alternatives = table.alternatives
    arrangement = table.arrangement == .list ? nil : table.arrangement
    isPlan = table.isPlan ? true : nil
    titled = table.titled
    let values = table.records.map(\.unmapped)
    unmappedValues = values.allSatisfy(\.isEmpty) ? nil : values
  }

  func table(path: String, catalog: LedgerCatalog) throws(StoredLedgerError) -> LedgerTable {
    guard let definition = catalog[ledger] else { throw .unknownLedger(ledger) }
    let grid = 0..<CellReference.rowLimit
    guard headerRows.count == 2, grid.contains(headerRows[0]), grid.contains(headerRows[1]),
      headerRows[0] <= headerRows[1],
      columns.allSatisfy({ (0..<CellReference.columnLimit).contains($0.column) }),
      unmapped.allSatisfy({ (0..<CellReference.columnLimit).contains($0.column) }),
      skipped.allSatisfy({ grid.contains($0.row) })
    else { throw .damaged }
    let columns = Self.firstColumns(columns)
    var entries: [LedgerTable.FormLineEntry] = []
    for entry in formLine {
      guard entry.count == 3, let cell = CellReference(a1: entry[2]) else { throw .damaged }
      entries.append(LedgerTable.FormLineEntry(label: entry[0], text: entry[1], cell: cell))
    }
    let totals = Dictionary(
      try totals.records(definition, columns: columns).map { ($0.row, $0.fields) },
      uniquingKeysWith: { first, _ in first })
    var table = LedgerTable(
      definition: definition, file: path, sheet: sheet, headerRows: headerRows[0]...headerRows[1],
      confidence: confidence, columns: self.columns, unmapped: unmapped,
      records: try records.records(definition, columns: columns),
      skippedRows: skipped.map {
        SkippedRow(row: $0.row, reason: $0.reason, text: $0.text ?? "", fields: totals[$0.row] ?? [])
      },
      formLine: entries, title: title, year: year, virtualColumns: virtualColumns,
      alternatives: alternatives)
    table.arrangement = arrangement ?? .list
    table.isPlan = isPlan ?? false
    table.titled = titled
    if let unmappedValues {
      guard unmappedValues.count == table.records.count else { throw .damaged }
      for (index, values) in unmappedValues.enumerated() { table.records[index].unmapped = values }
    }
    return table
  }

  /// The column of each field, the first where there are several.
  private static func firstColumns(_ columns: [ColumnMapping]) -> [FieldID: Int] {
    Dictionary(columns.map { ($0.field, $0.column) }, uniquingKeysWith: { first, _ in first })
  }
}
