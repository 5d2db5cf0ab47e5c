import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// Why a workbook could not be read, edited or written, and where.
public struct XLSXError: Error, Hashable, Sendable {
  /// What went wrong. Codes are stable; the words beside them are not.
  public enum Code: String, Hashable, Sendable {
    // What the file is.
    /// The file could not be opened or read.
    case unreadable
    /// The file has no bytes at all.
    case empty
    /// Neither a ZIP archive nor an encrypted package.
    case notPackage
    /// A workbook of Excel 97-2003 or another compound file (OLE2).
    case legacyFile
    /// A package of another kind: a text document, a presentation, a bare ZIP archive.
    case notWorkbook
    /// A workbook in the binary format (`.xlsb`).
    case binaryWorkbook
    /// Encrypted, and no password was given.
    case passwordNeeded
    /// Encrypted, and the password given does not open it.
    case wrongPassword
    /// Encrypted in a way not known here.
    case unsupportedEncryption

    // What is wrong with it.
    /// Bytes are missing at the end.
    case truncated
    /// The archive contradicts itself, or its data is corrupt.
    case damaged
    /// An entry that packages may not have: encrypted, named unsafely or twice, oddly compressed.
    case refusedEntry
    /// A limit of `PackageLimits` is passed.
    case limitExceeded
    /// A part that is needed, and missing.
    case missingPart
    /// A part that is not well-formed XML.
    case malformedPart

    // What was asked.
    /// The sheet has no cells to read: a chart, a macro or a dialog sheet.
    case notWorksheet
  }

  /// What went wrong.
  public var code: Code
  /// The part concerned.
  public var part: String?
  /// The sheet concerned.
  public var sheet: String?
  /// The cell concerned.
  public var cell: CellReference?
  /// Offset in the part's unpacked bytes.
  public var byte: Int?
  /// Line and column in the part, from 1, where a parser told them.
  public var line: Int?
  /// Column in the line, from 1.
  public var column: Int?
  /// More detail, in English, for whoever mends the file.
  public var detail: String

  /// Creates an error.
  public init(
    _ code: Code, part: String? = nil, sheet: String? = nil, cell: CellReference? = nil,
    byte: Int? = nil, detail: String = ""
  ) {
    self.code = code
    self.part = part
    self.sheet = sheet
    self.cell = cell
    self.byte = byte
    self.detail = detail
  }

  /// The same failure as the package layer tells it.
  public init(_ error: PackageError) {
    let code: Code =
      switch error.code {
      case .unreadable: .unreadable
      case .empty: .empty
      case .notArchive: .notPackage
      case .compoundFile: .legacyFile
      case .passwordNeeded: .passwordNeeded
      case .wrongPassword: .wrongPassword
      case .unsupportedEncryption: .unsupportedEncryption
      case .truncated: .truncated
      case .damaged, .conflictingChanges: .damaged
      case .encryptedEntry, .unsupportedMethod, .unsafeName, .duplicateName: .refusedEntry
      case .tooManyEntries, .partTooLarge, .packageTooLarge, .ratioTooHigh: .limitExceeded
      case .missingPart: .missingPart
      case .malformedPart: .malformedPart
      }
    self.init(code, part: error.part, byte: error.byte, detail: error.detail)
    if detail.isEmpty { detail = error.code.rawValue }
  }

  /// The same failure as the XML parser tells it.
  public init(_ error: XMLError) {
    let code: Code =
      switch error.code {
      case .truncated: .truncated
      case .tooDeep, .tooManyAttributes, .tooManyElements: .limitExceeded
      case .malformed, .documentType, .noMemory: .malformedPart
      }
    self.init(code, part: error.part)
    line = error.line > 0 ? error.line : nil
    column = error.column > 0 ? error.column : nil
    detail = error.detail.isEmpty ? error.code.rawValue : error.detail
  }

  /// Whether a part's markup is at fault, so that it may be read as far as it goes.
  public var isDamage: Bool {
    switch code {
    case .truncated, .missingPart, .malformedPart: true
    default: false
    }
  }

  /// Whether the fault is within one part, so that the others may be read. Of data that contradicts its checksum no
  /// byte is to be trusted: that part counts as missing.
  public var isOfOnePart: Bool { isDamage || code == .damaged }

  /// The same error with its sheet named.
  func named(sheet name: String) -> XLSXError {
    var error = self
    error.sheet = error.sheet ?? name
    return error
  }
}

extension ReadingProblem {
  /// A part that is not there, or could be read up to a point only.
  public init(_ error: XLSXError) {
    var place = error.part
    if let line = error.line { place? += ":\(line)" + (error.column.map { ":\($0)" } ?? "") }
    if let byte = error.byte { place? += "@\(byte)" }
    self.init(.damagedPart, sheet: error.sheet, cell: error.cell, part: place, detail: error.detail)
  }
}

extension XLSXError: CustomStringConvertible {
  /// `党费!F17: malformedPart: xl/worksheets/sheet2.xml:1:20411: tag mismatch`.
  public var description: String {
    var text = ""
    if let sheet { text = cell.map { "\(sheet)!\($0): " } ?? "\(sheet): " }
    text += code.rawValue
    if let part {
      text += ": \(part)"
      if let line { text += ":\(line)" }
      if line != nil, let column { text += ":\(column)" }
    }
    if let byte { text += " at byte \(byte)" }
    return detail.isEmpty ? text : "\(text): \(detail)"
  }
}
