import OpenPackaging

/// Why an archive of files, or one of its entries, cannot be read.
public struct ArchiveError: Error, Hashable, Sendable {
  /// What is wrong. Codes are stable.
  public enum Code: String, Hashable, Sendable {
    /// The file cannot be opened or read.
    case unreadable
    /// No ZIP archive, or one whose end is missing.
    case truncated
    /// The directory or an entry's data contradict themselves.
    case damaged
    /// An entry's data is whole and not what its checksum says.
    case checksum
    /// An entry has a password, and none was given.
    case passwordNeeded
    /// An entry has another password than the one given, or its data is damaged: with the old kind of encryption
    /// the two look alike.
    case wrongPassword
    /// An entry is encrypted in a way that is not known here.
    case unsupportedEncryption
    /// An entry is compressed in a way that is not known here.
    case unsupportedMethod
    /// An entry is a link to another place.
    case symbolicLink
    /// An entry's bytes are another entry's as well.
    case sharedBytes
    /// An entry in folders nested too deep.
    case folderTooDeep
    /// More entries than `PackageLimits.entries`.
    case tooManyEntries
    /// An entry larger than `PackageLimits.bufferedPartBytes`.
    case entryTooLarge
    /// Entries larger in all than `PackageLimits.totalBytes`.
    case archiveTooLarge
    /// An entry that unpacks to more than `PackageLimits.ratio` times its stored size.
    case ratioTooHigh
  }

  /// What is wrong.
  public var code: Code
  /// More detail, such as a method's name, a size or the system's words.
  public var detail: String

  /// Creates an error.
  public init(_ code: Code, detail: String = "") {
    self.code = code
    self.detail = detail
  }

  /// What a directory could not be read for.
  init(_ error: PackageError) {
    let code: Code =
      switch error.code {
      case .unreadable: .unreadable
      case .truncated, .notArchive, .empty: .truncated
      case .tooManyEntries: .tooManyEntries
      default: .damaged
      }
    self.init(code, detail: error.detail)
  }
}

extension ArchiveError: CustomStringConvertible {
  /// The code and the detail, for logs.
  public var description: String { detail.isEmpty ? code.rawValue : "\(code.rawValue): \(detail)" }
}
