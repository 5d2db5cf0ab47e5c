import Foundation
import Synchronization
import Workflow

/// How far many files have come, at what rate, and how long the rest will take: a line on the terminal that is
/// written over; elsewhere, and for work without such a line, a line every 20 seconds.
final class ProgressLine: Sendable {
  private let total: Int
  private let language: Language
  private let isShown: Bool
  private let start = ContinuousClock.now
  private let last = Mutex(ContinuousClock.now)

  /// What is known of the work of this run.
  private struct Standing {
    /// Whether a line of ours stands on the terminal.
    var hasLine = false
    /// Inputs read, of so many.
    var done = 0
    var total = 0
  }
  private static let standing = Mutex(Standing())
  /// Seconds between two lines where nothing can be written over.
  private static let interval: UInt32 = 20

  init(_ total: Int, console: Console) {
    self.total = total
    language = console.language
    isShown = console.showsProgress && total > 3
    Self.standing.withLock { $0.total = total }
  }

  /// Shows that so many are done, at most ten times a second.
  func show(_ done: Int) {
    guard isShown else { return Self.standing.withLock { $0.done = max($0.done, done) } }
    let now = ContinuousClock.now
    let isDue = last.withLock { last in
      guard done == total || now - last > .milliseconds(100) else { return false }
      last = now
      return true
    }
    guard isDue else { return }
    let rate = Double(done) / max((now - start) / .seconds(1), 0.01)
    let rest = min(Double(total - done) / max(rate, 0.01), 359_999)
    let share = done * 100 / total
    let reading = Phrase(
      zh: "已读 \(done)/\(total)（\(share)%），每秒 \(Self.shown(rate)) 个，约剩 \(Self.shown(rest)) 秒",
      en: "\(done)/\(total) read (\(share)%), \(Self.shown(rate))/s, about \(Self.shown(rest)) s left")
    let finishing = Phrase(
      zh: "已读完 \(total) 个，正在整理结果……", en: "all \(total) read, putting the results together…")
    Self.standing.withLock { standing in
      standing.hasLine = true
      Self.put((done == total ? finishing : reading).template(language))
    }
  }

  /// Takes the line off the terminal, before anything else is told there.
  static func clear() {
    standing.withLock { standing in
      if standing.hasLine { put("") }
      standing.hasLine = false
    }
  }

  /// Tells every 20 seconds from here on that the work goes on, where no line on the terminal does.
  static func begin(_ language: Language) {
    let start = ContinuousClock.now
    Thread.detachNewThread {
      while true {
        sleep(interval)
        let seconds = Int((ContinuousClock.now - start) / .seconds(1))
        standing.withLock { standing in
          guard !standing.hasLine else { return }
          let (done, total) = (standing.done, standing.total)
          let words =
            switch (total, done) {
            case (0...1, _): Phrase(zh: "仍在处理，已 \(seconds) 秒……", en: "still at work after \(seconds) s…")
            case (_, total):
              Phrase(
                zh: "已读完 \(total) 个，正在整理结果，已 \(seconds) 秒……",
                en: "all \(total) read, putting the results together after \(seconds) s…")
            default:
              Phrase(
                zh: "已读 \(done)/\(total)，已 \(seconds) 秒……", en: "\(done)/\(total) read after \(seconds) s…")
            }
          StandardStreams.writeError(words.template(language) + "\n")
        }
      }
    }
  }

  private static func put(_ text: String) {
    StandardStreams.writeError("\r\u{1B}[K\(text)")
  }

  /// Whole numbers; below ten with a tenth.
  private static func shown(_ number: Double) -> String {
    number < 10 ? "\((number * 10).rounded() / 10)" : "\(Int(number))"
  }
}
