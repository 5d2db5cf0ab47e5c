import Foundation
import Synchronization

/// The temporary files and folders of outputs that are not finished yet, so that a program that is told to
/// end can take them away.
///
/// ```swift
/// source.setEventHandler {
///   UnfinishedFiles.removeAll()
///   signal(SIGINT, SIG_DFL)
///   kill(getpid(), SIGINT)
/// }
/// ```
public enum UnfinishedFiles {
  private struct State {
    var paths: Set<String> = []
    var isClosed = false
    /// Folders in which leavings were looked for.
    var cleaned: Set<String> = []
  }

  private static let state = Mutex(State())

  /// Notes a temporary path just before it comes to be. False once the program is ending.
  public static func begin(_ path: String) -> Bool {
    state.withLock { state in
      if state.isClosed { return false }
      state.paths.insert(path)
      return true
    }
  }

  /// Forgets a path that has been renamed or removed.
  public static func end(_ path: String) {
    state.withLock { state in _ = state.paths.remove(path) }
  }

  /// Removes everything that is unfinished; nothing new is begun after it.
  public static func removeAll() {
    state.withLock { state in
      state.isClosed = true
      for path in state.paths { try? FileManager.default.removeItem(atPath: path) }
      state.paths = []
    }
  }

  // MARK: Leavings

  /// Locks a temporary file or folder for as long as the descriptor is open, by which other runs tell it from one that
  /// a killed run has left.
  public static func lock(_ descriptor: Int32) { _ = flock(descriptor, LOCK_EX | LOCK_NB) }

  /// Removes what killed runs have left in a folder, which this run looks at once: files and folders of ours, named
  /// `.~….XXXXXXXX.partial`, that nobody has locked.
  public static func removeLeavings(in folder: String) {
    guard state.withLock({ $0.cleaned.insert(folder).inserted }),
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    else { return }
    for name in names where isTemporary(name) { removeLeaving(folder + "/" + name) }
  }

  private static func isTemporary(_ name: String) -> Bool {
    guard name.hasPrefix(".~"), name.hasSuffix(".partial") else { return false }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count >= 4 && parts[parts.count - 2].count == 8
      && parts[parts.count - 2].allSatisfy(\.isHexDigit)
  }

  private static func removeLeaving(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_uid == geteuid() else { return }
    let isFile = status.st_mode & S_IFMT == S_IFREG
    guard isFile || status.st_mode & S_IFMT == S_IFDIR else { return }
    #if canImport(Darwin)
      let changed = status.st_mtimespec.tv_sec
    #else
      let changed = status.st_mtim.tv_sec
    #endif
    // Between being made and being locked it is new and has nothing in it.
    guard isFile && status.st_size > 0 || time(nil) - changed > 10 else { return }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return }
    try? FileManager.default.removeItem(atPath: path)
  }
}
