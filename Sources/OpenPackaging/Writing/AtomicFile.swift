#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that appears at its target whole or not at all.
///
/// What is written goes to a private file (mode 0600) beside the target, named
/// `.~TARGET.XXXXXXXX.partial`. `commit()` flushes it to the device, gives it the mode of the file it
/// replaces (or what the umask leaves of 0666) and renames it over the target. Unless committed, it is
/// removed when the last reference goes.
public final class AtomicFile {
  /// The path the file will have.
  public let target: String
  private let temporary: String
  private let replacing: Bool
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private static let bufferSize = 256 * 1024

  /// Opens the temporary file.
  ///
  /// - Parameters:
  ///   - target: The path to write. A symbolic link is followed, so that the file it names is replaced.
  ///   - replacing: Whether an existing file may be replaced.
  /// - Throws: `OutputError` (`exists`, `isFolder`, `isNoFile`, `folderMissing`, `notPermitted`, …).
  public init(_ target: String, replacing: Bool) throws(OutputError) {
    let resolved = Self.resolvingLink(target)
    self.target = target
    self.replacing = replacing
    var status = stat()
    if stat(resolved, &status) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFREG: break
      case S_IFDIR: throw OutputError(code: .isFolder, path: target)
      default: throw OutputError(code: .isNoFile, path: target)
      }
      if !replacing { throw OutputError(code: .exists, path: target, systemError: EEXIST) }
    } else if errno == ELOOP {
      throw OutputError(systemError: ELOOP, path: target)
    }
    let slash = resolved.lastIndex(of: "/")
    let folder = slash.map { resolved[...$0] } ?? ""
    let name = slash.map { resolved[resolved.index(after: $0)...] } ?? resolved[...]
    if name.isEmpty { throw OutputError(code: .isFolder, path: target) }
    // A name of 255 bytes is the limit of common file systems; Chinese takes three bytes a letter.
    let stem = String(decoding: name.utf8.prefix(200), as: UTF8.self)
    UnfinishedFiles.removeLeavings(in: folder.isEmpty ? "." : String(folder))
    var path = ""
    var opened: Int32 = -1
    for _ in 0..<16 {
      let mark = String(UInt32.random(in: 0x1000_0000...UInt32.max), radix: 16)
      path = "\(folder).~\(stem).\(mark).partial"
      guard UnfinishedFiles.begin(path) else { throw OutputError(systemError: EINTR, path: target) }
      opened = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      if opened >= 0 { break }
      let reason = errno
      UnfinishedFiles.end(path)
      errno = reason
      if reason != EEXIST { break }
    }
    guard opened >= 0 else {
      let reason = errno
      // Where the folder is there and takes no file, such as /proc, nobody can write.
      let isThere = stat(folder.isEmpty ? "." : String(folder), &status) == 0
      throw OutputError(systemError: reason == ENOENT && isThere ? EACCES : reason, path: target)
    }
    UnfinishedFiles.lock(opened)
    descriptor = opened
    temporary = path
    resolvedTarget = resolved
    buffer.reserveCapacity(Self.bufferSize)
  }

  private let resolvedTarget: String

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(temporary)
    UnfinishedFiles.end(temporary)
  }

  /// Adds bytes at the end.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
    if buffer.count + bytes.count > Self.bufferSize { try flush() }
    if bytes.count >= Self.bufferSize {
      try writeAll(bytes)
    } else {
      buffer.append(contentsOf: bytes)
    }
  }

  /// Adds bytes at the end.
  public func write(_ bytes: [UInt8]) throws(OutputError) {
    try bytes.span.bytes.withUnsafeBytes { (raw) throws(OutputError) in try write(raw) }
  }

  /// Overwrites bytes that were written before.
  public func overwrite(at offset: UInt64, with bytes: [UInt8]) throws(OutputError) {
    try flush()
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes { raw in
        pwrite(descriptor, raw.baseAddress.map { $0 + done }, raw.count - done, off_t(offset) + off_t(done))
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw OutputError(systemError: errno, path: target)
      }
      done += written
    }
  }

  /// Makes the file appear at its target.
  public func commit() throws(OutputError) {
    try flush()
    var status = stat()
    let mode: mode_t
    if stat(resolvedTarget, &status) == 0 {
      mode = status.st_mode & 0o7777
    } else {
      let mask = umask(0o077)
      umask(mask)
      mode = 0o666 & ~mask
    }
    guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0 else {
      throw OutputError(systemError: errno, path: target)
    }
    if replacing {
      guard rename(temporary, resolvedTarget) == 0 else {
        throw OutputError(systemError: errno, path: target)
      }
    } else {
      // A link fails if the target has appeared meanwhile, where a rename would replace it.
      if link(temporary, resolvedTarget) == 0 {
        unlink(temporary)
      } else if errno == EEXIST {
        throw OutputError(code: .exists, path: target, systemError: EEXIST)
      } else if rename(temporary, resolvedTarget) != 0 {
        // Some file systems (exFAT, some network shares) know no links.
        throw OutputError(systemError: errno, path: target)
      }
    }
    close(descriptor)
    descriptor = -1
    UnfinishedFiles.end(temporary)
    Self.synchronizeFolder(of: resolvedTarget)
  }

  private func flush() throws(OutputError) {
    guard !buffer.isEmpty else { return }
    var pending: [UInt8] = []
    swap(&pending, &buffer)
    try pending.span.bytes.withUnsafeBytes { (raw) throws(OutputError) in try writeAll(raw) }
    pending.removeAll(keepingCapacity: true)
    swap(&pending, &buffer)
  }

  private func writeAll(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
    #if canImport(Darwin)
      let system = Darwin.write
    #elseif canImport(Musl)
      let system = Musl.write
    #else
      let system = Glibc.write
    #endif
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = system(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        throw OutputError(systemError: errno, path: target)
      }
      rest = rest.dropFirst(written)
    }
  }

  /// The new name itself reaches the device with its folder; a file system that cannot do that is no
  /// reason to fail after the rename.
  private static func synchronizeFolder(of path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }

  private static func resolvingLink(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
