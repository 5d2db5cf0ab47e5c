/// One entry of a ZIP archive's directory.
public struct ZIPEntry: Hashable, Sendable {
  /// How an entry's bytes are stored. OPC allows these two (ECMA-376 Part 2, Annex C).
  public enum Method: UInt16, Hashable, Sendable {
    /// As they are.
    case stored = 0
    /// Deflated (RFC 1951).
    case deflated = 8
  }

  /// Position in the directory.
  public let index: Int
  /// Name as stored, with `/` between folders.
  public let name: String
  /// How the bytes are stored.
  public let method: Method
  /// Bytes in the archive.
  public let compressedSize: Int
  /// Bytes once unpacked, as the directory claims.
  public let size: Int
  /// CRC-32 of the unpacked bytes, as the directory claims.
  public let crc32: UInt32
  /// Where the entry's local header is.
  let headerOffset: Int

  /// Whether the entry is a folder, which is no part.
  public var isFolder: Bool { name.utf8.last == UInt8(ascii: "/") }
}
