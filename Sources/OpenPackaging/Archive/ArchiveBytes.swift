#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes of an archive, in memory or in a file, read at any place and from any thread.
///
/// A small file is read into memory at once: one call to the system instead of several a part.
package final class ArchiveBytes: Sendable {
  /// How many bytes there are.
  package let count: Int

  private enum Storage: Sendable {
    case memory([UInt8])
    /// A part of a file.
    case file(OpenFile, start: Int)
  }

  /// A file that is closed when nobody reads it any more.
  final class OpenFile: Sendable {
    let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }
  }

  /// Files up to this size are held in memory.
  private static let smallFile = 1 << 20

  private let storage: Storage

  package init(_ bytes: [UInt8]) {
    count = bytes.count
    storage = .memory(bytes)
  }

  /// Opens a file. Throws `unreadable` for what is missing, forbidden, or no file.
  package init(path: String) throws(PackageError) {
    // Opening a named pipe could otherwise wait for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Self.systemError() }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw PackageError(.unreadable, detail: "not a file")
    }
    guard status.st_size <= Self.smallFile else {
      count = Int(status.st_size)
      storage = .file(OpenFile(descriptor), start: 0)
      return
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    let filled = try bytes.withUnsafeMutableBufferPointer { (buffer) throws(PackageError) in
      try Self.fill(UnsafeMutableRawBufferPointer(buffer), from: descriptor, at: 0)
    }
    bytes.removeSubrange(filled...)
    count = filled
    storage = .memory(bytes)
  }

  /// A part of a file that is open.
  init(_ file: OpenFile, start: Int, count: Int) {
    self.count = count
    storage = .file(file, start: start)
  }

  /// Fills a buffer from an offset on; returns how many bytes there were, fewer only at the end.
  package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(PackageError) -> Int {
    guard offset >= 0, offset < count else { return 0 }
    switch storage {
    case .memory(let bytes):
      let end = min(offset + min(buffer.count, count), count)
      bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<end])) }
      return end - offset
    case .file(let file, let start):
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(count - offset))
      return try Self.fill(room, from: file.descriptor, at: start + offset)
    }
  }

  /// The bytes of a range, as far as there are any.
  package func bytes(in range: Range<Int>) throws(PackageError) -> [UInt8] {
    let range = range.clamped(to: 0..<count)
    if case .memory(let bytes) = storage { return Array(bytes[range]) }
    var bytes = [UInt8](repeating: 0, count: range.count)
    let filled = try bytes.withUnsafeMutableBufferPointer { (buffer) throws(PackageError) in
      try read(at: range.lowerBound, into: UnsafeMutableRawBufferPointer(buffer))
    }
    bytes.removeSubrange(filled...)
    return bytes
  }

  private static func fill(
    _ buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32, at offset: Int
  ) throws(PackageError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let count = pread(descriptor, room.baseAddress, room.count, off_t(offset + filled))
      if count == 0 { break }
      if count > 0 {
        filled += count
      } else if errno != EINTR {
        throw systemError()
      }
    }
    return filled
  }

  static func systemError() -> PackageError {
    PackageError(.unreadable, detail: String(cString: strerror(errno)))
  }
}
