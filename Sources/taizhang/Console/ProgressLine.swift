import Foundation
import Synchronization
import Workflow

/// A line on the terminal that says how far many files have come, at what rate, and how long the rest
/// will take; nothing where standard error is no terminal.
final class ProgressLine: Sendable {
  private let total: Int
  private let language: Language
  private let isShown: Bool
  private let start = ContinuousClock.now
  private let last = Mutex(ContinuousClock.now)

  init(_ total: Int, console: Console) {
    self.total = total
    language = console.language
    isShown = console.showsProgress && total > 3
  }

  /// Shows that so many are done, at most ten times a second.
  func show(_ done: Int) {
    guard isShown else { return }
    let now = ContinuousClock.now
    let isDue = last.withLock { last in
      guard done == total || now - last > .milliseconds(100) else { return false }
      last = now
      return true
    }
    guard isDue else { return }
    let seconds = Double((now - start).components.seconds) + 0.001
    let rate = Double(done) / max(seconds, 0.1)
    let rest = Int(Double(total - done) / max(rate, 0.01))
    let text = Phrase(
      zh: "\r已读 \(done)/\(total)，每秒 \(Int(rate)) 个，约剩 \(rest) 秒 ",
      en: "\r\(done)/\(total) read, \(Int(rate))/s, about \(rest) s left "
    ).template(language)
    FileHandle.standardError.write(Data((done == total ? "\r\u{1B}[K" : text).utf8))
  }
}
