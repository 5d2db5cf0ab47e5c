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
  /// Whether a line of ours stands on the terminal.
  private static let stands = Mutex(false)

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
    let rate = Double(done) / max((now - start) / .seconds(1), 0.01)
    let rest = min(Double(total - done) / max(rate, 0.01), 359_999)
    let share = done * 100 / total
    let reading = Phrase(
      zh: "已读 \(done)/\(total)（\(share)%），每秒 \(Self.shown(rate)) 个，约剩 \(Self.shown(rest)) 秒",
      en: "\(done)/\(total) read (\(share)%), \(Self.shown(rate))/s, about \(Self.shown(rest)) s left")
    let finishing = Phrase(
      zh: "已读完 \(total) 个，正在整理结果……", en: "all \(total) read, putting the results together…")
    Self.stands.withLock { stands in
      stands = true
      Self.put((done == total ? finishing : reading).template(language))
    }
  }

  /// Takes the line off the terminal, before anything else is told there.
  static func clear() {
    stands.withLock { stands in
      if stands { put("") }
      stands = false
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
