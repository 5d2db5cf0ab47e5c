import SpreadsheetModel

/// How one column of a sheet was understood.
public struct ColumnMapping: Sendable, Hashable, Codable {
  /// What the decision rests on.
  public enum Evidence: String, Sendable, Codable {
    /// The header is the field's title or one of its synonyms.
    case synonym
    /// The header resembles one of them.
    case likeness
    /// The column's values look like the field's.
    case values
    /// A mapping file or option said so.
    case given
  }

  /// The field.
  public var field: FieldID
  /// The header as it stands, the parts of grouped headers joined by `/`.
  public var header: String
  /// Zero-based column.
  public var column: Int
  /// Zero-based row of the value's cell on a form or card, whose fields have a cell and no column.
  public var row: Int?
  /// The group a matrix has its columns under, once each: `党课` over `时间`, `内容`, `人数`.
  public var group: String?
  /// What the decision rests on.
  public var evidence: Evidence
  /// 0 to 1.
  public var confidence: Double

  /// Creates a mapping.
  public init(
    field: FieldID, header: String, column: Int, row: Int? = nil, group: String? = nil,
    evidence: Evidence, confidence: Double
  ) {
    self.field = field
    self.header = header
    self.column = column
    self.row = row
    self.group = group
    self.evidence = evidence
    self.confidence = confidence
  }
}

/// A row between or below the records that is not one itself.
public struct SkippedRow: Sendable, Hashable {
  /// Why it is none.
  public enum Reason: String, Sendable, Codable {
    case blank, subtotal, total, note, repeatedHeader, numbering, example
    /// A line with a branch's name above that branch's rows.
    case group
  }
  /// Zero-based row.
  public var row: Int
  /// Why it is not a record.
  public var reason: Reason
  /// What stands in the row, its cells side by side, cut where it is long.
  public var text: String
  /// What a total or subtotal states, read as a record is; empty for the other rows.
  public var fields: [RecordField]

  /// Creates a skipped row.
  public init(row: Int, reason: Reason, text: String = "", fields: [RecordField] = []) {
    self.row = row
    self.reason = reason
    self.text = text
    self.fields = fields
  }
}

/// A field that has no column but a value for every record: from the lines above the header, the
/// sheet's name or a title.
public struct VirtualColumn: Sendable, Hashable, Codable {
  /// Where the value stands.
  public enum Source: String, Sendable, Codable {
    case formLine, title, sheetName, fileName, groupRow
  }
  /// The field.
  public var field: FieldID
  /// The text that it was read from.
  public var text: String
  /// Where the text stands.
  public var source: Source

  /// Creates a virtual column.
  public init(field: FieldID, text: String, source: Source) {
    self.field = field
    self.text = text
    self.source = source
  }
}

/// A ledger found on a sheet: where it stands, how its columns were understood, and its records.
public struct LedgerTable: Sendable {
  /// What kind of ledger it is.
  public var definition: LedgerDefinition
  /// The file it came from, as the user named it.
  public var file: String
  /// The sheet's name.
  public var sheet: String
  /// Zero-based rows of the header.
  public var headerRows: ClosedRange<Int>
  /// How sure the recognition is, 0 to 1.
  public var confidence: Double
  /// The columns understood.
  public var columns: [ColumnMapping]
  /// Headers of columns that were not understood, with their columns.
  public var unmapped: [ColumnHeader]
  /// The records.
  public var records: [LedgerRecord]
  /// Rows inside the table that are not records.
  public var skippedRows: [SkippedRow]
  /// What the lines above the header say (`填报单位：…`), as label and text.
  public var formLine: [FormLineEntry]
  /// The title above the header.
  public var title: String?
  /// The year the ledger is of, from its title, form line, sheet or file name; what a month column or
  /// a date without a year refers to.
  public var year: Int?
  /// Fields whose value comes from outside the table.
  public var virtualColumns: [VirtualColumn]
  /// Other ledgers the header could belong to, with their scores, best first.
  public var alternatives: [Alternative]
  /// Headers that stand in the file as mojibake and were read as what they were meant to be, as they
  /// stand.
  public var restoredHeaders: [ColumnHeader] = []
  /// How the sheet sets the records out.
  public var arrangement = Arrangement.list
  /// Whether its title or its dates say that it tells what is planned, or is a sample: nothing in it has
  /// happened, so that it is never held, counted or scored.
  public var isPlan = false
  /// The ledger that the title names, where the columns are another's.
  public var titled: LedgerID?

  /// How records are set out on a sheet.
  public enum Arrangement: String, Sendable, Codable {
    /// A record a row under a header.
    case list
    /// Headers beside their values: cards, forms, tables on their side.
    case card
    /// Columns that recur under groups, with a record for each group of a row.
    case matrix
  }

  /// Another ledger that was considered.
  public struct Alternative: Sendable, Hashable, Codable {
    /// The ledger.
    public var ledger: LedgerID
    /// Its score, on the scale of `confidence`.
    public var score: Double

    /// Creates an alternative.
    public init(ledger: LedgerID, score: Double) {
      self.ledger = ledger
      self.score = score
    }
  }

  /// A header that was not understood.
  public struct ColumnHeader: Sendable, Hashable, Codable {
    /// The header's text.
    public var text: String
    /// Zero-based column.
    public var column: Int

    /// Creates a header.
    public init(text: String, column: Int) {
      self.text = text
      self.column = column
    }
  }

  /// One `label：text` of the lines above the header.
  public struct FormLineEntry: Sendable, Hashable {
    /// The label, such as `填报单位`.
    public var label: String
    /// What follows it.
    public var text: String
    /// Its cell.
    public var cell: CellReference

    /// Creates an entry.
    public init(label: String, text: String, cell: CellReference) {
      self.label = label
      self.text = text
      self.cell = cell
    }
  }

  /// Creates a table.
  public init(
    definition: LedgerDefinition, file: String, sheet: String, headerRows: ClosedRange<Int>,
    confidence: Double, columns: [ColumnMapping], unmapped: [ColumnHeader] = [],
    records: [LedgerRecord], skippedRows: [SkippedRow] = [], formLine: [FormLineEntry] = [],
    title: String? = nil, year: Int? = nil, virtualColumns: [VirtualColumn] = [],
    alternatives: [Alternative] = []
  ) {
    self.definition = definition
    self.file = file
    self.sheet = sheet
    self.headerRows = headerRows
    self.confidence = confidence
    self.columns = columns
    self.unmapped = unmapped
    self.records = records
    self.skippedRows = skippedRows
    self.formLine = formLine
    self.title = title
    self.year = year
    self.virtualColumns = virtualColumns
    self.alternatives = alternatives
  }

  /// The place of a field of a record.
  public func location(of field: RecordField, in record: LedgerRecord) -> SourceLocation {
    SourceLocation(file: file, sheet: sheet, cell: field.cell)
  }
}

extension LedgerTable {
  /// A field of a record; `RecordField.absent` where the ledger does not know the field.
  public func field(_ id: FieldID, of record: LedgerRecord) -> RecordField {
    guard let index = definition.index(of: id), record.fields.indices.contains(index) else {
      return .absent
    }
    return record.fields[index]
  }

  /// The cleaned value of a field of a record.
  public func value(_ id: FieldID, of record: LedgerRecord) -> FieldValue {
    field(id, of: record).value
  }

  /// The required fields that nothing on the sheet fills: no column, no line above the header, no
  /// second value in another field's cells, no columns that make up for it.
  public var missingFields: [FieldDefinition] {
    func isFilled(_ id: FieldID) -> Bool {
      if column(of: id) != nil || virtualColumns.contains(where: { $0.field == id }) { return true }
      guard let index = definition.index(of: id) else { return false }
      return records.contains { $0.fields.indices.contains(index) && $0.fields[index].value.isPresent }
    }
    return definition.fields.filter { field in
      guard field.isRequired, !isFilled(field.id) else { return false }
      return field.requiredUnless.isEmpty || !field.requiredUnless.allSatisfy(isFilled)
    }
  }

  /// The column a field was found in.
  public func column(of field: FieldID) -> ColumnMapping? {
    columns.first { $0.field == field }
  }
}
