import Dispatch
import Foundation
import OpenPackaging

/// Ctrl-C, a closed terminal and a polite request to end: temporary files and the line of progress go first,
/// then the process, by the same signal.
enum Interruption {
  /// Sees to the signals from here on; called before anything is written. One that the parent has ignored
  /// (`nohup`) stays ignored.
  static func prepare() {
    // A file larger than allowed is an error of the write, not the end of the process.
    signal(SIGXFSZ, SIG_IGN)
    let ignored = ignoredSignals
    let prepared = DispatchGroup()
    for number in [SIGINT, SIGTERM, SIGHUP] where ignored & (1 << UInt64(number - 1)) == 0 {
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
      // Until somebody hears of a signal it may end the process, which has written nothing. From then on it must not
      // do so by itself; Dispatch sees to that where it takes the signal's action over, and not on Darwin.
      prepared.enter()
      source.setRegistrationHandler {
        #if canImport(Darwin)
          signal(number, SIG_IGN)
        #endif
        prepared.leave()
      }
      source.resume()
    }
    prepared.wait()
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
