/// A ZIP archive opened for reading, its directory checked against limits.
///
/// Reading is safe from several threads, which do not wait for one another. Nothing but the directory
/// is believed of an archive, and of the directory only what its bytes bear out.
public final class ZIPArchive: Sendable {
  /// The entries, in the order of the directory, folders included.
  public let entries: [ZIPEntry]
  /// The limits the archive was opened under.
  public let limits: PackageLimits

  let bytes: ArchiveBytes
  private let entryIndex: [String: Int]

  /// Opens an archive in the file system.
  public convenience init(path: String, limits: PackageLimits = .standard) throws(PackageError) {
    try self.init(ArchiveBytes(path: path), limits: limits)
  }

  /// Opens an archive in memory.
  public convenience init(bytes: [UInt8], limits: PackageLimits = .standard) throws(PackageError) {
    try self.init(ArchiveBytes(bytes), limits: limits)
  }

  init(_ bytes: ArchiveBytes, limits: PackageLimits) throws(PackageError) {
    try ArchiveSignature.check(bytes)
    let directory = try ZIPDirectory(of: bytes, limits: limits)
    entries = directory.entries
    entryIndex = directory.index
    self.limits = limits
    self.bytes = bytes
  }

  /// The entry of a part name, compared as OPC does: without regard to ASCII case, to a leading slash
  /// or to the direction of slashes.
  public func entry(named name: String) -> ZIPEntry? {
    entryIndex[PartName.key(name)].map { entries[$0] }
  }

  /// The stored (still compressed) bytes of an entry.
  public func rawBytes(of entry: ZIPEntry) throws(PackageError) -> [UInt8] {
    var stream = try RawEntryStream(archive: self, entry: entry)
    guard entry.compressedSize <= limits.partBytes else {
      throw PackageError(.partTooLarge, part: entry.name, detail: "\(entry.compressedSize) bytes stored")
    }
    // The stream has made sure that the archive has as many.
    var bytes = [UInt8](repeating: 0, count: entry.compressedSize)
    _ = try stream.read(into: &bytes)
    return bytes
  }
}
