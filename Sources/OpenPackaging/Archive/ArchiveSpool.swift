#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Archives found inside others, kept for as long as they are read: small ones in memory, the rest in a file of the
/// temporary folder that only this process can open and that has no name, so that nothing of it stays.
package final class ArchiveSpool {
  private static let smallArchive = 1 << 20
  /// What is left of the memory that all small archives together may take.
  private var memoryLeft = 64 << 20
  private var file: ArchiveBytes.OpenFile?
  /// Bytes of the file that belong to archives kept before.
  private var end = 0
  /// Bytes of the archive being kept that are in the file, and the rest of it.
  private var written = 0
  private var pending: [UInt8] = []

  /// Creates a spool; its file comes to be when it is needed.
  package init() {}

  /// Adds to the archive being kept.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(PackageError) {
    pending.append(contentsOf: bytes)
    if pending.count > min(Self.smallArchive, memoryLeft) { try flush() }
  }

  /// The archive whose bytes were written; the next one begins.
  package func finish() throws(PackageError) -> ArchiveBytes {
    defer { abandon() }
    guard written > 0 else {
      memoryLeft -= pending.count
      return ArchiveBytes(pending)
    }
    try flush()
    let kept = ArchiveBytes(try opened(), start: end, count: written)
    end += written
    return kept
  }

  /// Forgets what was written of an archive that turned out to be broken.
  package func abandon() {
    written = 0
    pending = []
  }

  private func flush() throws(PackageError) {
    let descriptor = try opened().descriptor
    var done = 0
    while done < pending.count {
      let count = pending.withUnsafeBytes { bytes in
        pwrite(
          descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(end + written + done))
      }
      if count > 0 {
        done += count
      } else if errno != EINTR {
        throw ArchiveBytes.systemError()
      }
    }
    written += pending.count
    pending.removeAll(keepingCapacity: true)
  }

  private func opened() throws(PackageError) -> ArchiveBytes.OpenFile {
    if let file { return file }
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var path = Array("\(folder)/taizhang-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    guard descriptor >= 0 else { throw ArchiveBytes.systemError() }
    unlink(path)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    let opened = ArchiveBytes.OpenFile(descriptor)
    file = opened
    return opened
  }
}
