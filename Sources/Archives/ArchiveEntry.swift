/// A file in an archive.
public struct ArchiveEntry: Hashable, Sendable {
  /// Why an entry is read under another name than the archive gives it.
  public enum NameChange: Hashable, Sendable {
    /// The name leads out of the archive, or has characters that no name may have.
    case unsafe
    /// Another entry has the same name.
    case taken
  }

  /// Its place in the archive's directory.
  public let index: Int
  /// Its folders and its name; no two entries of an archive have the same, whatever their case.
  public let path: [String]
  /// Why it has another name here than in the archive.
  public let nameChange: NameChange?
  /// Bytes once unpacked, as the directory claims.
  public let size: Int
  /// Bytes in the archive.
  public let compressedSize: Int
  /// Whether its data has a code that authenticates it in place of a checksum, as AES in its second version has
  /// (WinZip's AE-2).
  let isAuthenticated: Bool
  /// Why it cannot be read, as far as the directory tells.
  public let fault: ArchiveError?

  /// The name without the folders.
  public var name: String { path.last ?? "" }
}
