import Dispatch
import Foundation
import OpenPackaging

/// Ctrl-C, a closed terminal and a polite request to end: temporary files and the line of progress go first,
/// then the process, by the same signal.
enum Interruption {
  /// Sees to the signals from here on. One that the parent has ignored (`nohup`) stays ignored.
  static func prepare() {
    // A file larger than allowed is an error of the write, not the end of the process.
    signal(SIGXFSZ, SIG_IGN)
    let ignored = ignoredSignals
    for number in [SIGINT, SIGTERM, SIGHUP] where ignored & (1 << UInt64(number - 1)) == 0 {
      // The source only hears of a signal; what it would do by itself has to be put off.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
      source.setEventHandler {
        // Named here, so that the source lives as long as the process.
        withExtendedLifetime(source) {
          UnfinishedFiles.removeAll()
          ProgressLine.clear()
          signal(number, SIG_DFL)
          kill(getpid(), number)
        }
      }
      source.resume()
    }
  }

  /// The signals ignored from the start, bit by bit (`proc_pid_status(5)`).
  private static var ignoredSignals: UInt64 {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("SigIgn:") }),
      let mask = line.split(whereSeparator: \.isWhitespace).last
    else { return 0 }
    return UInt64(mask, radix: 16) ?? 0
  }
}
