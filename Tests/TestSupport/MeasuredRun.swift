import Foundation

/// A run of a program with what it cost: for bounds on time and memory that a process of its own makes
/// certain.
public struct MeasuredRun: Sendable {
  /// The exit status; minus the signal's number where a signal ended it, `-1000` if it did not start.
  public var status: Int32 = -1000
  /// Most memory it held, in MB, looked at every few milliseconds: what the system tells at the end
  /// begins with the memory of the process it was forked from.
  public var peakMegabytes = 0
  /// Processor time it took, in seconds.
  public var seconds = 0.0
  /// Standard error.
  public var errors = ""

  /// Runs a program at a path; standard output goes nowhere.
  public init(_ program: String, _ arguments: [String]) {
    let errorFile = FileManager.default.temporaryDirectory.appendingPathComponent("err-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: errorFile) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, errorFile.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child = pid_t()
    guard posix_spawn(&child, program, &actions, nil, &words, environ) == 0 else { return }
    var ending: Int32 = 0
    var usage = rusage()
    while true {
      let ended = wait4(child, &ending, WNOHANG, &usage)
      if ended == child || ended < 0 && errno != EINTR { break }
      peakMegabytes = max(peakMegabytes, Self.peakMegabytes(of: child))
      usleep(2000)
    }
    status = ending & 0x7F == 0 ? (ending >> 8) & 0xFF : -(ending & 0x7F)
    seconds =
      Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    errors = String(decoding: (try? Data(contentsOf: errorFile)) ?? Data(), as: UTF8.self)
  }

  private static func peakMegabytes(of process: pid_t) -> Int {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = Int(line.filter(\.isNumber))
    else { return 0 }
    return kilobytes / 1024
  }
}
