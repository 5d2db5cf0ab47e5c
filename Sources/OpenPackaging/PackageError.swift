/// Why a package (a ZIP container of parts, ECMA-376 Part 2) could not be read or written, and where.
public struct PackageError: Error, Hashable, Sendable {
  /// What went wrong. Codes are stable; the words beside them are not.
  public enum Code: String, Hashable, Sendable {
    // What the bytes are.
    /// The file could not be opened or read: missing, a folder, no permission.
    case unreadable
    /// The file has no bytes at all.
    case empty
    /// Something else than a ZIP archive.
    case notArchive
    /// A compound file (OLE2) that holds no encrypted package: most often a workbook of Excel 97-2003.
    case compoundFile
    /// An encrypted package, and no password was given.
    case passwordNeeded
    /// An encrypted package, and the password given does not open it.
    case wrongPassword
    /// An encrypted package whose kind of encryption is not known here.
    case unsupportedEncryption
    /// A ZIP archive whose end is missing.
    case truncated
    /// A ZIP archive whose directory or data contradict themselves.
    case damaged

    // What the archive may not have.
    /// An entry encrypted by ZIP's own means, which OPC forbids.
    case encryptedEntry
    /// An entry compressed by another method than deflate.
    case unsupportedMethod
    /// An entry named with `..`, a drive or a root.
    case unsafeName
    /// Two entries whose names differ in nothing but case, or not at all.
    case duplicateName

    // Limits (`PackageLimits`).
    /// More entries than `PackageLimits.entries`.
    case tooManyEntries
    /// A part larger than `PackageLimits.partBytes`.
    case partTooLarge
    /// Parts larger in all than `PackageLimits.totalBytes`.
    case packageTooLarge
    /// A part that unpacks to more than `PackageLimits.ratio` times its stored size.
    case ratioTooHigh

    // What a package must have.
    /// A part that is needed, and missing.
    case missingPart
    /// A content types or relationships part that is not well-formed XML.
    case malformedPart

    // What an edit may not ask for.
    /// Changes of a part that overlap.
    case conflictingChanges
  }

  /// What went wrong.
  public var code: Code
  /// The part or entry concerned.
  public var part: String?
  /// Offset of the byte concerned, in the part's bytes as stored or in the file.
  public var byte: Int?
  /// More detail, in English, for whoever mends the file.
  public var detail: String

  /// Creates an error.
  public init(_ code: Code, part: String? = nil, byte: Int? = nil, detail: String = "") {
    self.code = code
    self.part = part
    self.byte = byte
    self.detail = detail
  }
}

extension PackageError: CustomStringConvertible {
  /// `xl/workbook.xml: missingPart: named by _rels/.rels`.
  public var description: String {
    var text = part.map { "\($0): " } ?? ""
    text += code.rawValue
    if let byte { text += " at byte \(byte)" }
    return detail.isEmpty ? text : "\(text): \(detail)"
  }
}
