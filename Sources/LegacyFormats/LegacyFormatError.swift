import OpenPackaging
import SpreadsheetModel

/// Why a file in an older format could not be read, and where.
public struct LegacyFormatError: Error, Hashable, Sendable {
  /// The kinds of failure; raw values are stable codes.
  public enum Code: String, Sendable, Codable {
    /// Bytes are missing at the end.
    case truncated = "xls.truncated"
    /// The file contradicts itself.
    case damaged = "xls.damaged"
    /// Protected by a password; `detail` has the kind of encryption.
    case encrypted = "xls.encrypted"
    /// Protected by a password, and the one given does not open it.
    case wrongPassword = "xls.wrong-password"
    /// Protected in a way that is not read here; `detail` has its name.
    case unsupportedEncryption = "xls.unsupported-encryption"
    /// A workbook in a version that is not read; `detail` has which.
    case tooOld = "xls.too-old"
    /// A compound file without a workbook; `detail` says what it seems to be.
    case notWorkbook = "xls.not-a-workbook"
    /// A page without a table.
    case noTable = "html.no-table"
    /// An XML Spreadsheet 2003 that is not well-formed.
    case malformedXML = "xml2003.malformed"
    /// Sizes pass a limit; `detail` has which.
    case limitExceeded = "legacy.limit-exceeded"
  }

  /// What happened.
  public var code: Code
  /// The sheet concerned.
  public var sheet: String?
  /// The cell concerned.
  public var cell: CellReference?
  /// Offset in the file or, for BIFF, in its workbook stream.
  public var byteOffset: Int?
  /// Line and column in a text format, from 1.
  public var line: Int?
  /// What else is known.
  public var detail: String

  /// Creates an error.
  public init(
    _ code: Code, sheet: String? = nil, cell: CellReference? = nil, byteOffset: Int? = nil,
    line: Int? = nil, detail: String = ""
  ) {
    self.code = code
    self.sheet = sheet
    self.cell = cell
    self.byteOffset = byteOffset
    self.line = line
    self.detail = detail
  }
  /// The error of a compound file that does not open.
  public init(_ error: PackageError) {
    self.init(
      error.code == .truncated ? .truncated : .damaged, byteOffset: error.byte, detail: error.detail)
  }
}
