import CSV
import SpreadsheetModel

extension Spreadsheet {
  /// What is known about a file apart from its cells: what `inspect` shows.
  public struct Facts: Sendable {
    /// What is known about one sheet.
    public struct SheetFacts: Sendable {
      /// The sheet's name.
      public var name: String
      /// Whether it is shown.
      public var visibility: Sheet.Visibility
      /// The smallest range that holds every cell with content; `nil` for an empty sheet.
      public var usedRange: CellRange?
      /// Number of cells with content.
      public var cells: Int
      /// Number of merged ranges.
      public var mergedRanges: Int
      /// Whether the file lists the sheet and does not have its content.
      public var isMissing = false

      /// The facts of a sheet in memory.
      public init(_ sheet: Sheet) {
        name = sheet.name
        visibility = sheet.visibility
        usedRange = sheet.usedRange
        cells = sheet.rows.reduce(0) { $0 + $1.cells.count }
        mergedRanges = sheet.mergedRanges.count
      }
    }

    /// The format, told by the bytes.
    public var format: SpreadsheetFormat
    /// The program that made the file, if it says so.
    public var producer: String?
    /// The encoding of text formats, with its confidence.
    public var encoding: EncodingGuess?
    /// The dialect of delimited text, with its confidence.
    public var dialect: DialectGuess?
    /// The encoding in which delimited text was once wrongly read; its fields are put right where the
    /// way back is exact.
    public var mojibake: Mojibake?
    /// What reading delimited text lived with: stray quotes, ragged rows, bytes replaced.
    public var problems = CSVProblems()
    /// The sheets in the order of their tabs.
    public var sheets: [SheetFacts]
    /// Whether the file holds macros; they are never run.
    public var hasMacros: Bool
    /// The ending Excel asks of a workbook like this one, edited: `xlsm` with macros.
    public var workbookExtension = "xlsx"
    /// Other workbooks that formulas refer to.
    public var externalLinks: [String]
    /// How the file is encrypted; `nil` if it is not.
    public var encryption: String?
    /// How dates are counted.
    public var dateSystem: DateSystem

    /// Creates facts.
    public init(
      format: SpreadsheetFormat, producer: String? = nil, encoding: EncodingGuess? = nil,
      dialect: DialectGuess? = nil, sheets: [SheetFacts] = [], hasMacros: Bool = false,
      externalLinks: [String] = [], encryption: String? = nil, dateSystem: DateSystem = .base1900
    ) {
      self.format = format
      self.producer = producer
      self.encoding = encoding
      self.dialect = dialect
      self.sheets = sheets
      self.hasMacros = hasMacros
      self.externalLinks = externalLinks
      self.encryption = encryption
      self.dateSystem = dateSystem
    }
  }
}
