import Glibc

/// Where a text's bytes come from; they can be read more than once.
enum ByteSource: Sendable {
  /// A regular file and its size when it was found, which is only a hint.
  case file(path: String, size: Int)
  /// Bytes in memory: standard input, a pipe, a part of another file.
  case memory([UInt8])

  /// The source of a path, which must be a regular file: a pipe or a device cannot be read twice, and
  /// may never end.
  init(path: String) throws(CSVError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw CSVError(.unreadable, detail: Self.words(errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw CSVError(
        .unreadable, detail: status.st_mode & S_IFMT == S_IFDIR ? Self.words(EISDIR) : "not a regular file")
    }
    self = .file(path: path, size: Int(status.st_size))
  }

  /// A buffer size for reading: one byte more than there is, so that the first read meets the end, and
  /// no more than `limit`.
  func readSize(limit: Int) -> Int {
    switch self {
    case .file(_, let size): max(1, min(limit, size + 1))
    case .memory(let bytes): min(limit, bytes.count + 1)
    }
  }

  /// The system's words for an error number.
  static func words(_ number: Int32) -> String { String(cString: strerror(number)) }
}

/// One pass over a source.
final class ByteStream {
  private let bytes: [UInt8]
  private var position = 0
  private let descriptor: Int32

  init(_ source: ByteSource) throws(CSVError) {
    switch source {
    case .memory(let bytes):
      self.bytes = bytes
      descriptor = -1
    case .file(let path, _):
      bytes = []
      descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw CSVError(.unreadable, detail: ByteSource.words(errno)) }
      // The kernel reads ahead further; a failure to take the hint changes nothing.
      _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Fills a buffer from where the last call ended; fewer bytes than it holds only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    guard descriptor >= 0 else {
      let count = min(buffer.count, bytes.count - position)
      bytes.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[position..<position + count])) }
      position += count
      return count
    }
    var filled = 0
    while filled < buffer.count {
      let count = Glibc.read(descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
      if count < 0 {
        if errno == EINTR { continue }
        throw CSVError(.unreadable, detail: ByteSource.words(errno))
      }
      if count == 0 { break }
      filled += count
    }
    return filled
  }
}
