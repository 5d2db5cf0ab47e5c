import SpreadsheetModel
import Workflow

/// One file of a visit: what it is, which ledgers were recognised, how much was found.
struct FileDocument: Encodable {
  var id: Int
  var name: String
  var bytes: Int
  /// `reading`, `read` or `failed`.
  var state: String
  /// Why it could not be read.
  var failure: Failure?
  var format: String?
  var ledgers: [Ledger]
  var unread: [Unread]
  var sheets: [SheetEntry]
  var counts: Counts?

  /// Why a file could not be read.
  struct Failure: Encodable {
    /// What happened and what to do about it.
    var message: String
    /// Whether a password would help.
    var wantsPassword: Bool
  }

  /// A ledger recognised.
  struct Ledger: Encodable {
    var title: String
    var sheet: String
    /// Rows of the header, from 1.
    var headerRows: [Int]
    var records: Int
    /// 0 to 100.
    var confidence: Int
    var columns: [Column]
    /// Headers that were not understood, with their columns.
    var unmapped: [Unmapped]
    /// Titles of required fields without a column.
    var missing: [String]
    /// Rows that are no records, each with its text.
    var skipped: [Skipped]
    /// Whether it tells what is planned.
    var isPlan: Bool
  }

  /// A row that is no record.
  struct Skipped: Encodable {
    /// From 1.
    var row: Int
    var why: String
    var text: String
  }

  /// How a column was understood.
  struct Column: Encodable {
    var column: String
    var header: String
    var field: String
    var evidence: String
    /// 0 to 100.
    var confidence: Int
  }

  /// A column that was not understood.
  struct Unmapped: Encodable {
    var column: String
    var header: String
  }

  /// A sheet without a ledger.
  struct Unread: Encodable {
    var sheet: String
    var reason: String
  }

  /// A sheet of the file.
  struct SheetEntry: Encodable {
    var name: String
    var isHidden: Bool
    /// Open problems on it, and values corrected.
    var problems: Int
    var corrections: Int
  }

  /// What was found in the file.
  struct Counts: Encodable {
    var errors: Int
    var warnings: Int
    var infos: Int
    var corrected: Int
    /// Fixes suggested, chosen ones included.
    var suggested: Int
    var chosen: Int
  }

  /// Describes a file.
  init(_ file: VisitFile, corrected: Fixing.Corrected?, language: Language) {
    id = file.id
    name = file.name
    bytes = file.bytes.count
    ledgers = []
    unread = []
    sheets = []
    switch file.state {
    case .reading: state = "reading"
    case .failed(let reason):
      state = "failed"
      failure = Failure(
        message: Refusal(reason).message.template(language), wantsPassword: reason.wantsPassword)
    case .read(let loaded):
      state = "read"
      format = loaded.spreadsheet.format.rawValue
      ledgers = loaded.ledgers.tables.map { Ledger($0, language: language) }
      unread = loaded.ledgers.unreadSheets.filter { $0.reason != .empty }.map {
        Unread(sheet: $0.name, reason: Self.reason($0.reason).template(language))
      }
      sheets = Self.sheets(of: loaded, corrected)
      counts = corrected.map(Counts.init)
    }
  }

  private static func sheets(of loaded: LedgerLoading.Loaded, _ corrected: Fixing.Corrected?) -> [SheetEntry]
  {
    let problems = Dictionary(grouping: corrected?.problems ?? []) { $0.diagnostic.location.sheet ?? "" }
    let corrections = Dictionary(grouping: corrected?.corrections ?? [], by: \.sheet)
    return loaded.spreadsheet.workbook.sheets.map { sheet in
      SheetEntry(
        name: sheet.name, isHidden: sheet.visibility != .visible,
        problems: problems[sheet.name]?.count ?? 0, corrections: corrections[sheet.name]?.count ?? 0)
    }
  }

  private static func reason(_ reason: LedgerFile.UnreadSheet.Reason) -> Phrase {
    switch reason {
    case .empty: Phrase(zh: "空表", en: "empty")
    case .unrecognised: Phrase(zh: "没有认出台账", en: "no ledger recognised")
    case .hidden: Phrase(zh: "隐藏的工作表，未读", en: "hidden, not read")
    case .ours: Phrase(zh: "本工具以前添加的工作表", en: "added by this program earlier")
    }
  }
}

extension FileDocument.Ledger {
  init(_ table: LedgerTable, language: Language) {
    title = table.definition.title.template(language)
    sheet = table.sheet
    headerRows = table.headerRows.map { $0 + 1 }
    records = table.records.count
    confidence = Int((min(max(table.confidence, 0), 1) * 100).rounded())
    columns = table.columns.map { mapping in
      FileDocument.Column(
        column: mapping.place, header: mapping.header,
        field: table.definition[mapping.field]?.title.template(language) ?? mapping.field.rawValue,
        evidence: mapping.evidence.title.template(language),
        confidence: Int((min(max(mapping.confidence, 0), 1) * 100).rounded()))
    }
    unmapped = table.unmapped.map {
      FileDocument.Unmapped(column: CellReference.columnName($0.column), header: $0.text)
    }
    missing = table.missingFields.map { $0.title.template(language) }
    let mask = PersonalMask(showsPersonal: false)
    skipped = table.skippedRows.map {
      FileDocument.Skipped(
        row: $0.row + 1, why: $0.reason.title.template(language), text: mask.text($0.text))
    }
    isPlan = table.isPlan
  }
}

extension FileDocument.Counts {
  init(_ corrected: Fixing.Corrected) {
    errors = corrected.problems.count { $0.diagnostic.severity == .error }
    warnings = corrected.problems.count { $0.diagnostic.severity == .warning }
    infos = corrected.problems.count { $0.diagnostic.severity == .info }
    self.corrected = corrected.corrections.count
    chosen = corrected.corrections.count { $0.safety == .suggested }
    suggested = corrected.problems.count(where: \.isSuggestion) + chosen
  }
}
