import CLibZip
import Synchronization

/// A ZIP archive opened for reading through libzip, its directory checked against limits.
///
/// Reading is safe from several threads; each read holds the archive for as long as it takes to copy
/// stored bytes, and unpacking happens outside.
public final class ZIPArchive: Sendable {
  /// The entries, in the order of the directory, folders included.
  public let entries: [ZIPEntry]
  /// The limits the archive was opened under.
  public let limits: PackageLimits

  let handle: Mutex<ZIPHandle>
  /// The bytes behind an archive in memory, which libzip only points at.
  private let memory: ArchiveMemory?
  private let entryIndex: [String: Int]

  /// Opens an archive in the file system.
  public convenience init(path: String, limits: PackageLimits = .standard) throws(PackageError) {
    let size = try ArchiveSignature.check(path: path)
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_RDONLY, &code) else {
      throw Self.openingError(code, startsLikeArchive: ArchiveSignature.startsLikeArchive(path: path))
    }
    try self.init(handle: ZIPHandle(archive: archive), memory: nil, fileSize: size, limits: limits)
  }

  /// Opens an archive in memory.
  public convenience init(bytes: [UInt8], limits: PackageLimits = .standard) throws(PackageError) {
    try ArchiveSignature.check(bytes.prefix(8), count: bytes.count)
    let memory = ArchiveMemory(bytes)
    var failure = zip_error_t()
    zip_error_init(&failure)
    defer { zip_error_fini(&failure) }
    guard let source = zip_source_buffer_create(memory.start, UInt64(memory.count), 0, &failure) else {
      throw PackageError(.unreadable, detail: "out of memory")
    }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, &failure) else {
      let code = zip_error_code_zip(&failure)
      zip_source_free(source)
      throw Self.openingError(
        code, startsLikeArchive: ArchiveSignature.startsLikeArchive(bytes.prefix(4)))
    }
    // As an address the handle parts from the locals it was made with, and may be sent on.
    let address = UInt(bitPattern: archive)
    guard let archive = OpaquePointer(bitPattern: address) else { throw PackageError(.unreadable) }
    try self.init(
      handle: ZIPHandle(archive: archive), memory: memory, fileSize: bytes.count, limits: limits)
  }

  private init(
    handle: consuming sending ZIPHandle, memory: ArchiveMemory?, fileSize: Int, limits: PackageLimits
  ) throws(PackageError) {
    let directory = try ZIPDirectory(of: handle.archive, fileSize: fileSize, limits: limits)
    entries = directory.entries
    entryIndex = directory.index
    self.limits = limits
    self.memory = memory
    self.handle = Mutex(handle)
  }

  /// The entry of a part name, compared as OPC does: without regard to ASCII case, to a leading slash
  /// or to the direction of slashes.
  public func entry(named name: String) -> ZIPEntry? {
    entryIndex[PartName.key(name)].map { entries[$0] }
  }

  /// The stored (still compressed) bytes of an entry.
  public func rawBytes(of entry: ZIPEntry) throws(PackageError) -> [UInt8] {
    let stream = try RawEntryStream(archive: self, entry: entry)
    guard entry.compressedSize <= limits.partBytes else {
      throw PackageError(.partTooLarge, part: entry.name, detail: "\(entry.compressedSize) bytes stored")
    }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: min(max(entry.compressedSize, 1), 1 << 18))
    while true {
      let count = try stream.read(into: &piece)
      if count == 0 { break }
      bytes.append(contentsOf: piece[..<count])
    }
    guard bytes.count == entry.compressedSize else {
      throw PackageError(.truncated, part: entry.name, byte: bytes.count)
    }
    return bytes
  }

  private static func openingError(_ code: Int32, startsLikeArchive: Bool) -> PackageError {
    switch code {
    case ZIP_ER_NOZIP:
      return startsLikeArchive
        ? PackageError(.truncated, detail: "the archive's directory is missing at its end")
        : PackageError(.notArchive)
    case ZIP_ER_INCONS, ZIP_ER_MULTIDISK, ZIP_ER_EOF, ZIP_ER_CRC, ZIP_ER_ZLIB:
      return PackageError(.damaged, detail: "the archive's directory contradicts itself")
    case ZIP_ER_OPEN, ZIP_ER_READ, ZIP_ER_NOENT, ZIP_ER_SEEK, ZIP_ER_MEMORY:
      return PackageError(.unreadable)
    default:
      return PackageError(.damaged, detail: "libzip error \(code)")
    }
  }
}

/// Bytes at a fixed address for as long as an archive reads from them.
final class ArchiveMemory: Sendable {
  private nonisolated(unsafe) let buffer: UnsafeMutableRawBufferPointer

  init(_ bytes: [UInt8]) {
    // The buffer is written here and only read afterwards, which makes sharing it safe.
    buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 16)
    buffer.copyBytes(from: bytes)
    count = bytes.count
  }

  deinit {
    buffer.deallocate()
  }

  let count: Int
  var start: UnsafeRawPointer? { UnsafeRawPointer(buffer.baseAddress) }
}
