import CSV
import Diagnostics
import Ledgers
import Reports
import SpreadsheetModel
import Spreadsheets
import XLSX

/// What `inspect --format json` tells, `taizhang.inspect/1`: an object with the files in order, and the schema.
public enum InspectDocument {
  /// One file.
  public struct File: Encodable, Sendable {
    /// The path as the user gave it.
    public var path: String
    /// `read` or `unreadable`.
    public var status: String
    /// Why it could not be read.
    @Nullable public var error: Failure?
    /// What was found in it.
    @Nullable public var content: Content?

    /// A file that was read.
    public init(path: String, content: Content) {
      self.path = path
      status = "read"
      _error = Nullable(wrappedValue: nil)
      _content = Nullable(wrappedValue: content)
    }

    /// A file that could not be read.
    public init(_ failure: InputFailure, language: Language) {
      path = failure.path
      status = "unreadable"
      _error = Nullable(wrappedValue: Failure(failure, language: language))
      _content = Nullable(wrappedValue: nil)
    }
  }

  /// What is known of a file that was read.
  public struct Content: Encodable, Sendable {
    /// The format, told by its bytes.
    public var format: String
    /// The program that made it.
    @Nullable public var producer: String?
    /// Encoding of a text format.
    @Nullable public var encoding: Encoding?
    /// Dialect of delimited text.
    @Nullable public var dialect: Dialect?
    /// The encoding in which the text was once wrongly read; undone where that is exact.
    @Nullable public var mojibake: String?
    /// What reading lived with: departures of delimited text, and what could not be read as it was written.
    public var problems: [Problem]
    /// `1900` or `1904`.
    public var dateSystem: Int
    /// Whether macros are inside; they are never run.
    public var macros: Bool
    /// Workbooks that formulas refer to.
    public var externalLinks: [String]
    /// How it is encrypted.
    @Nullable public var encryption: String?
    /// What leaves with the file unseen; null unless asked for.
    @Nullable public var privacy: [Trace]?
    /// The sheets.
    public var sheets: [SheetFacts]
    /// The ledgers recognised.
    public var ledgers: [LedgerDocument]
    /// Sheets without a ledger.
    public var unread: [Unread]
    /// What was left unread, with its text.
    public var understood: UnderstoodDocument

    /// Describes a spreadsheet and the ledgers found in it.
    public init(_ facts: Spreadsheet.Facts, ledgers file: LedgerFile, privacy traces: [PrivateTrace]? = nil) {
      _privacy = Nullable(wrappedValue: traces?.map(Trace.init))
      format = facts.format.rawValue
      _producer = Nullable(wrappedValue: facts.producer)
      _encoding = Nullable(wrappedValue: facts.encoding.map(Encoding.init))
      _dialect = Nullable(wrappedValue: facts.dialect.map(Dialect.init))
      _mojibake = Nullable(wrappedValue: facts.mojibake?.readAs.rawValue)
      problems = facts.problems.all.map(Problem.init) + file.problems.all.map(Problem.init)
      dateSystem = facts.dateSystem == .base1904 ? 1904 : 1900
      macros = facts.hasMacros
      externalLinks = facts.externalLinks
      _encryption = Nullable(wrappedValue: facts.encryption)
      sheets = facts.sheets.map(SheetFacts.init)
      ledgers = file.tables.map(LedgerDocument.init)
      unread = file.unreadSheets.map { Unread(sheet: $0.name, reason: $0.reason.rawValue) }
      understood = UnderstoodDocument(file).masked(by: PersonalMask(showsPersonal: false))
    }
  }

  /// Something that leaves with the file unseen.
  public struct Trace: Encodable, Sendable {
    /// What it is, such as `hiddenRows`.
    public var kind: String
    /// The sheet concerned.
    @Nullable public var sheet: String?
    /// Rows, columns, a name or a target.
    public var detail: String
    /// How many cells, comments or records.
    public var count: Int

    init(_ trace: PrivateTrace) {
      kind = trace.kind.rawValue
      _sheet = Nullable(wrappedValue: trace.sheet)
      detail = trace.detail
      count = trace.count
    }
  }

  /// A departure from the dialect, bytes replaced, or something that could not be read as it was written.
  public struct Problem: Encodable, Sendable {
    /// Stable code.
    public var code: String
    /// The sheet concerned.
    @Nullable public var sheet: String?
    /// The cell or the index at fault, as it is written.
    @Nullable public var reference: String?
    /// Line of the file, from 1.
    @Nullable public var line: Int?
    /// Row of the sheet, from 1.
    @Nullable public var row: Int?
    /// Column of the sheet, from 1.
    @Nullable public var column: Int?
    /// Offset in bytes.
    @Nullable public var byte: Int?

    init(_ problem: CSVProblems.Problem) {
      code = problem.code.rawValue
      _sheet = Nullable(wrappedValue: nil)
      _reference = Nullable(wrappedValue: nil)
      _line = Nullable(wrappedValue: problem.place.line)
      _row = Nullable(wrappedValue: problem.place.row.map { $0 + 1 })
      _column = Nullable(wrappedValue: problem.place.column.map { $0 + 1 })
      _byte = Nullable(wrappedValue: problem.place.byteOffset)
    }

    init(_ problem: ReadingProblem) {
      code = problem.kind.rawValue
      _sheet = Nullable(wrappedValue: problem.sheet)
      _reference = Nullable(wrappedValue: problem.reference.isEmpty ? nil : problem.reference)
      _line = Nullable(wrappedValue: nil)
      _row = Nullable(wrappedValue: problem.cell.map { $0.row + 1 })
      _column = Nullable(wrappedValue: problem.cell.map { $0.column + 1 })
      _byte = Nullable(wrappedValue: nil)
    }
  }

  /// Why a file could not be read.
  public struct Failure: Encodable, Sendable {
    /// Stable code.
    public var code: String
    /// What happened.
    public var message: String
    /// What to do.
    public var advice: String

    init(_ failure: InputFailure, language: Language) {
      code = failure.code
      message = failure.message.template(language)
      advice = failure.advice.template(language)
    }
  }

  /// An encoding with its confidence.
  public struct Encoding: Encodable, Sendable {
    /// Its name.
    public var name: String
    /// 0 to 1.
    public var confidence: Double
    /// What the guess rests on.
    public var evidence: String

    init(_ guess: EncodingGuess) {
      name = guess.encoding.rawValue
      confidence = guess.confidence
      evidence = guess.evidence.rawValue
    }
  }

  /// A dialect with its confidence.
  public struct Dialect: Encodable, Sendable {
    /// What stands between fields.
    public var delimiter: String
    /// What surrounds fields, empty for nothing.
    public var quote: String
    /// The line ends found.
    public var lineEnds: [String]
    /// 0 to 1.
    public var confidence: Double

    init(_ guess: DialectGuess) {
      delimiter = String(Character(guess.dialect.delimiter.scalar))
      quote = guess.dialect.quote.map { String(Character($0)) } ?? ""
      lineEnds = guess.lineEnds.map(\.rawValue).sorted()
      confidence = guess.confidence
    }
  }

  /// One sheet.
  public struct SheetFacts: Encodable, Sendable {
    /// Its name.
    public var name: String
    /// `visible`, `hidden` or `veryHidden`.
    public var visibility: String
    /// The smallest range with all its content.
    @Nullable public var range: String?
    /// Number of cells with content.
    public var cells: Int
    /// Number of merged ranges.
    public var mergedRanges: Int
    /// Whether the file lists the sheet and does not have its content.
    public var missing: Bool

    init(_ sheet: Spreadsheet.Facts.SheetFacts) {
      name = sheet.name
      visibility = sheet.visibility.rawValue
      _range = Nullable(wrappedValue: sheet.usedRange?.description)
      cells = sheet.cells
      mergedRanges = sheet.mergedRanges
      missing = sheet.isMissing
    }
  }

  /// A sheet without a ledger.
  public struct Unread: Encodable, Sendable {
    /// Its name.
    public var sheet: String
    /// `empty`, `unrecognised`, `hidden` or `ours`.
    public var reason: String
  }
}
