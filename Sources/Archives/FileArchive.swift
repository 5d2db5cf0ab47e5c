import OpenPackaging
import Synchronization

/// A ZIP archive of files, as submissions come in, read like a folder.
///
/// Entries are unpacked through libzip into memory, one at a time, whatever they are called; nothing is ever written
/// under a name from an archive. Encryption is the old kind (ZipCrypto) and AES (WinZip AE-1 and AE-2).
public final class FileArchive: Sendable {
  /// The files in name order; folders are not among them.
  public let entries: [ArchiveEntry]
  /// Whether the archive is one document (a workbook, an OpenDocument file) rather than a folder of files.
  public let isDocument: Bool

  private let bytes: ArchiveBytes
  /// Where the archive begins in its bytes.
  private let lead: Int
  private let names: [ArraySlice<UInt8>]
  private let password: ArchivePassword?
  private let limits: PackageLimits
  private let reader = Mutex<LibZipArchive?>(nil)

  /// Opens an archive in the file system.
  public convenience init(
    path: String, password: String? = nil, limits: PackageLimits = .standard
  ) throws(ArchiveError) {
    let bytes: ArchiveBytes
    do throws(PackageError) { bytes = try ArchiveBytes(path: path) } catch { throw ArchiveError(error) }
    try self.init(bytes, password: password.map { ArchivePassword($0) }, limits: limits)
  }

  /// Opens an archive in memory.
  public convenience init(
    bytes: [UInt8], password: String? = nil, limits: PackageLimits = .standard
  ) throws(ArchiveError) {
    try self.init(ArchiveBytes(bytes), password: password.map { ArchivePassword($0) }, limits: limits)
  }

  /// Opens an archive that is an entry of another one, under the same password and limits.
  ///
  /// - Parameter spool: keeps its bytes.
  package convenience init(
    _ entry: ArchiveEntry, of outer: FileArchive, in spool: ArchiveSpool
  ) throws(ArchiveError) {
    defer { spool.abandon() }
    try outer.unpack(entry) { (piece) throws(ArchiveError) in
      do throws(PackageError) { try spool.write(piece) } catch { throw ArchiveError(error) }
      return true
    }
    let bytes: ArchiveBytes
    do throws(PackageError) { bytes = try spool.finish() } catch { throw ArchiveError(error) }
    try self.init(bytes, password: outer.password, limits: outer.limits)
  }

  private init(_ bytes: ArchiveBytes, password: ArchivePassword?, limits: PackageLimits) throws(ArchiveError)
  {
    do throws(PackageError) {
      let end = try DirectoryEnd(of: bytes)
      let records = try ZIPDirectoryRecord.all(of: bytes, end, limit: limits.entries)
      let misplaced = ZIPDirectoryRecord.misplaced(records, before: end.directory.lowerBound)
      let list = EntryList(records, misplaced: misplaced, limits: limits)
      entries = list.entries
      isDocument = list.isDocument
      names = records.map(\.name)
      lead = end.lead
    } catch {
      throw ArchiveError(error)
    }
    self.bytes = bytes
    self.password = password
    self.limits = limits
  }

  /// Whether a file may be an archive of files, by its first bytes or, behind a lead of other bytes, by its name.
  public static func mayBegin(_ start: [UInt8], name: String) -> Bool {
    guard start.starts(with: [0x50, 0x4B, 3, 4]) else {
      return start.starts(with: [0x50, 0x4B, 5, 6]) || name.lowercased().hasSuffix(".zip")
    }
    return !DocumentMark.begins(start)
  }

  /// The unpacked bytes of an entry, at most `PackageLimits.bufferedPartBytes`.
  public func bytes(of entry: ArchiveEntry) throws(ArchiveError) -> [UInt8] {
    guard entry.size <= limits.bufferedPartBytes else {
      throw ArchiveError(.entryTooLarge, detail: "\(limits.bufferedPartBytes >> 20)")
    }
    // Room is made as data arrives, never by what the directory claims.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(entry.size, 1 << 20))
    try unpack(entry) { (piece) throws(ArchiveError) in
      bytes.append(contentsOf: piece)
      return true
    }
    return bytes
  }

  /// The first bytes of an entry, as many as there are.
  public func start(of entry: ArchiveEntry, count: Int) throws(ArchiveError) -> [UInt8] {
    var bytes: [UInt8] = []
    try unpack(entry, pieces: count) { (piece) throws(ArchiveError) in
      bytes.append(contentsOf: piece)
      return bytes.count < count
    }
    return bytes
  }

  /// Unpacks an entry, held against what the directory claims and the limits allow.
  ///
  /// - Parameter use: is given each piece, and says whether to go on.
  private func unpack(
    _ entry: ArchiveEntry, pieces: Int = 1 << 18,
    _ use: (UnsafeRawBufferPointer) throws(ArchiveError) -> Bool
  ) throws(ArchiveError) {
    if let fault = entry.fault { throw fault }
    try reader.withLock { (reader) throws(ArchiveError) in
      if reader == nil { reader = try LibZipArchive(bytes, from: lead) }
      try reader?.unpack(
        entry, named: names[entry.index], password: password, pieces: pieces, limits: limits, use)
    }
  }
}

extension LibZipArchive {
  fileprivate func unpack(
    _ entry: ArchiveEntry, named name: ArraySlice<UInt8>, password: ArchivePassword?, pieces: Int,
    limits: PackageLimits,
    _ use: (UnsafeRawBufferPointer) throws(ArchiveError) -> Bool
  ) throws(ArchiveError) {
    guard self.entry(at: entry.index, isNamed: name) else {
      throw ArchiveError(.damaged, detail: "the archive has two directories")
    }
    let facts = facts(of: entry.index)
    let file = try open(entry.index, password: password)
    var piece = [UInt8](repeating: 0, count: min(pieces, entry.size + 1))
    var position = 0
    while true {
      let count: Int
      do throws(ArchiveError) {
        count = try piece.withUnsafeMutableBufferPointer { (buffer) throws(ArchiveError) in
          try file.read(into: UnsafeMutableRawBufferPointer(buffer), facts)
        }
      } catch {
        // libzip asks for a checksum where there is none. By the last byte it has held the data against its code.
        guard entry.isAuthenticated, position == entry.size, error.code == .wrongPassword else { throw error }
        return
      }
      if count == 0 { break }
      position += count
      try entry.check(position, limits)
      let goesOn = try piece.span.bytes.withUnsafeBytes { (bytes) throws(ArchiveError) in
        try use(UnsafeRawBufferPointer(rebasing: bytes.prefix(count)))
      }
      if !goesOn { return }
    }
    guard position == entry.size else {
      throw ArchiveError(.damaged, detail: "\(position) bytes where the directory claims \(entry.size)")
    }
  }
}

extension ArchiveEntry {
  /// Holds what was unpacked so far against what the directory claims and the limits allow.
  fileprivate func check(_ position: Int, _ limits: PackageLimits) throws(ArchiveError) {
    guard position <= size else {
      throw ArchiveError(.damaged, detail: "more bytes than the \(size) the directory claims")
    }
    guard position <= limits.ratioFloor || position / max(compressedSize, 1) <= limits.ratio else {
      throw ArchiveError(.ratioTooHigh, detail: "\(limits.ratio)")
    }
  }
}
