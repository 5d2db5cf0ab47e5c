import Foundation
import Workflow

/// How many files this process may hold open.
enum OpenFiles {
  /// Fewer than this and the parts of the system that a run needs cannot begin.
  private static let fewest = 24

  /// Allows as many as the system lets: hundreds of archives are open side by side while their files are read.
  /// Where it lets too few the run ends here, with a word.
  static func allowMost() {
    #if canImport(Glibc)
      let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let kind = RLIMIT_NOFILE
    #endif
    var limit = rlimit()
    guard getrlimit(kind, &limit) == 0 else { return }
    if limit.rlim_cur < limit.rlim_max {
      limit.rlim_cur = limit.rlim_max
      setrlimit(kind, &limit)
    }
    guard limit.rlim_max < fewest else { return }
    StandardStreams.end(
      .unreadableInput,
      words(
        "系统只允许打开 \(limit.rlim_max) 个文件，至少要 \(fewest) 个。请用 ulimit -n 放宽后再试。\n",
        "The system lets this program open \(limit.rlim_max) files, and it needs \(fewest). Raise ulimit -n and try again.\n"
      ))
  }
}
