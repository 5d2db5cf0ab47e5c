import Glibc

/// Reads files from disk with errors in words.
enum InputFile {
  /// All bytes of a file.
  static func bytes(atPath path: String) throws(SpreadsheetError) -> [UInt8] {
    let descriptor = try open(path)
    defer { close(descriptor) }
    return try readAll(descriptor, path: path)
  }

  /// All bytes of standard input.
  static func standardInput() throws(SpreadsheetError) -> [UInt8] {
    try readAll(STDIN_FILENO, path: "-")
  }

  /// The first bytes of a file, at most `count`.
  static func head(atPath path: String, count: Int = 4096) throws(SpreadsheetError) -> [UInt8] {
    let descriptor = try open(path)
    defer { close(descriptor) }
    return try readAll(descriptor, path: path, limit: count)
  }

  private static func open(_ path: String) throws(SpreadsheetError) -> Int32 {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(errno, path: path) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw SpreadsheetError("file.is-folder", path: path, FileWords.isFolder)
    }
    return descriptor
  }

  private static func readAll(
    _ descriptor: Int32, path: String, limit: Int = .max
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
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, wanted) }
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
