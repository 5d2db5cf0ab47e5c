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
}
