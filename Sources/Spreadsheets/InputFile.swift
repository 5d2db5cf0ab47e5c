import Glibc

/// Reads files from disk with errors in words, and never waits for ever: pipes are read with limits,
/// devices and sockets refused.
enum InputFile {
  /// What a path leads to.
  enum Content {
    /// A regular file, which can be read again, with its first bytes.
    case file(head: [UInt8])
    /// All that came out of a pipe, which cannot be read again.
    case stream([UInt8])
  }

  /// Bytes of a file that tell what it is.
  static let headCount = 4096
  /// Most bytes taken from a pipe or standard input, which have to be kept in memory.
  static let streamLimit = 512 << 20
  /// Seconds to wait until somebody writes into a named pipe.
  static let writerSeconds: Int32 = 5
  /// Seconds to wait for the next bytes of a named pipe that somebody has open.
  static let silenceSeconds: Int32 = 60

  /// Opens a path: a file's first bytes or, of a pipe, everything.
  static func content(atPath path: String) throws(SpreadsheetError) -> Content {
    let (descriptor, kind) = try open(path)
    defer { close(descriptor) }
    guard kind == S_IFREG else { return .stream(try readStream(descriptor, path: path, waits: true)) }
    return .file(head: try read(descriptor, path: path, limit: headCount))
  }

  /// All bytes of a file.
  static func bytes(atPath path: String) throws(SpreadsheetError) -> [UInt8] {
    let (descriptor, kind) = try open(path)
    defer { close(descriptor) }
    guard kind == S_IFREG else { return try readStream(descriptor, path: path, waits: true) }
    return try read(descriptor, path: path, limit: .max)
  }

  /// All bytes of standard input, which is waited for.
  static func standardInput() throws(SpreadsheetError) -> [UInt8] {
    try readStream(STDIN_FILENO, path: "-", waits: false)
  }

  private static func open(_ path: String) throws(SpreadsheetError) -> (Int32, mode_t) {
    // Opening a named pipe would wait until somebody writes into it.
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      // A socket's file cannot be opened at all.
      if errno == ENXIO { throw SpreadsheetError("file.not-regular", path: path, FileWords.notRegular) }
      throw failure(errno, path: path)
    }
    var status = stat()
    let kind = fstat(descriptor, &status) == 0 ? status.st_mode & S_IFMT : 0
    if kind == S_IFREG || kind == S_IFIFO { return (descriptor, kind) }
    close(descriptor)
    if kind == S_IFDIR { throw SpreadsheetError("file.is-folder", path: path, FileWords.isFolder) }
    throw SpreadsheetError("file.not-regular", path: path, FileWords.notRegular)
  }

  /// Everything that comes from a pipe; what is no spreadsheet by its first bytes is not read on, and
  /// told by them.
  private static func readStream(
    _ descriptor: Int32, path: String, waits: Bool
  ) throws(SpreadsheetError) -> [UInt8] {
    var bytes: [UInt8] = []
    var isKnown = false
    while let piece = try readPiece(descriptor, path: path, waits: waits, isFirst: bytes.isEmpty) {
      bytes.append(contentsOf: piece)
      if !isKnown, bytes.count >= headCount {
        isKnown = true
        guard FileSignature(bytes).isReadable else { return bytes }
      }
      guard bytes.count <= streamLimit else {
        throw SpreadsheetError(
          "file.stream-too-long", path: path, FileWords.streamTooLong, ["limit": "\(streamLimit >> 20)"])
      }
    }
    return bytes
  }

  /// What can be read at once; `nil` at the end.
  private static func readPiece(
    _ descriptor: Int32, path: String, waits: Bool, isFirst: Bool
  ) throws(SpreadsheetError) -> ArraySlice<UInt8>? {
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    var waited: Int32 = 0
    while true {
      let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { return chunk[..<count] }
      // A named pipe into which nobody writes yet seems to be at its end.
      let lacksWriter = count == 0 && waits && isFirst && !hasEnded(descriptor)
      if count == 0, !lacksWriter { return nil }
      if count < 0, errno == EINTR { continue }
      guard count == 0 || errno == EAGAIN else { throw failure(errno, path: path) }
      guard waited < (lacksWriter ? writerSeconds : silenceSeconds) * 10 || !waits else {
        throw SpreadsheetError("file.silent-pipe", path: path, FileWords.silentPipe)
      }
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      _ = poll(&request, 1, 100)
      waited += 1
    }
  }

  /// Whether somebody wrote into a pipe and closed it.
  private static func hasEnded(_ descriptor: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) > 0 && request.revents & Int16(POLLHUP) != 0
  }

  private static func read(
    _ descriptor: Int32, path: String, limit: Int
  ) throws(SpreadsheetError) -> [UInt8] {
    var bytes: [UInt8] = []
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_size > 0 {
      // A hint only: what is read decides.
      bytes.reserveCapacity(min(Int(status.st_size), limit, 1 << 30))
    }
    var chunk = [UInt8](repeating: 0, count: min(1 << 20, limit))
    while bytes.count < limit {
      let wanted = min(chunk.count, limit - bytes.count)
      let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, wanted) }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(errno, path: path)
      }
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes
  }

  /// The words for a failed system call.
  static func failure(_ number: Int32, path: String) -> SpreadsheetError {
    switch number {
    case ENOENT, ENOTDIR: SpreadsheetError("file.not-found", path: path, FileWords.notFound)
    case EACCES, EPERM: SpreadsheetError("file.no-permission", path: path, FileWords.noPermission)
    case EISDIR: SpreadsheetError("file.is-folder", path: path, FileWords.isFolder)
    default:
      SpreadsheetError(
        "file.unreadable", path: path, FileWords.unreadable,
        ["reason": String(cString: strerror(number))])
    }
  }
}
