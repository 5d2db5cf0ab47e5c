import Diagnostics
import Foundation

/// A file of notes beside an output: opened only where it is ours alone, and by one run at a time.
///
/// A link, a pipe, a device, a file of another person, one that others may write or that has a second name is refused
/// untouched: whoever may write into the folder could have put it there.
final class OwnFile: Sendable {
  /// Its path.
  let path: String
  /// Opened for reading and for appending.
  let descriptor: Int32

  /// Opens the file, or makes it with mode 0600.
  init(_ path: String) throws(OutputFailure) {
    self.path = path
    let flags = O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    var opened = open(path, flags)
    if opened < 0, errno == ENOENT { opened = open(path, flags | O_CREAT | O_EXCL, 0o600) }
    guard opened >= 0 else {
      if errno == ELOOP || errno == ENXIO || errno == EEXIST { throw Self.foreign(path) }
      throw OutputFailure(
        path: path, code: "output.notPermitted", message: .outputNotPermitted, advice: .checkPermissions)
    }
    var status = stat()
    let isOurs =
      fstat(opened, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_uid == geteuid()
      && status.st_mode & 0o077 == 0 && status.st_nlink == 1
    guard isOurs else {
      close(opened)
      throw Self.foreign(path)
    }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
      close(opened)
      throw OutputFailure(
        path: path, code: "output.inUse",
        message: Phrase(zh: "另一次运行正在写同一个输出", en: "another run is writing the same output"),
        advice: Phrase(zh: "请等它结束，或换一个输出", en: "Wait for its end, or choose another output"))
    }
    descriptor = opened
  }

  deinit { close(descriptor) }

  /// The failure of a file that is not ours.
  static func foreign(_ path: String) -> OutputFailure {
    OutputFailure(
      path: path, code: "output.foreignNotes",
      message: Phrase(
        zh: "这不是本程序为接着做而留下的记录，没有动它",
        en: "this is no record of this program's to go on with, and was left alone"),
      advice: Phrase(zh: "请查看后移走它，或换一个输出", en: "Look at it and move it away, or choose another output"))
  }

  /// Reads it from its start.
  func reading() -> FileHandle {
    let handle = FileHandle(fileDescriptor: dup(descriptor), closeOnDealloc: true)
    try? handle.seek(toOffset: 0)
    return handle
  }

  /// Adds bytes at the end; false where they could not all be written.
  func append(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Cuts it off.
  func truncate(to count: Int) { ftruncate(descriptor, off_t(count)) }

  /// Removes it.
  func remove() { unlink(path) }
}
