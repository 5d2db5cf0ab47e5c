import Workflow
import Foundation

/// Where a command's words go: results to standard output, everything else to standard error.
struct Console: Sendable {
  /// The language of this run.
  let language: Language
  /// Whether notes and progress are left out; warnings and failures are always told.
  let isQuiet: Bool
  /// Whether text on standard output is coloured.
  let usesColor: Bool

  /// Writes text for programs to standard output, without a line end of its own.
  func write(_ text: String) {
    write(Array(text.utf8))
  }

  /// Writes text for people to standard output, whose control characters are shown in letters.
  func show(_ text: String) {
    write(text.showingControls(keepsColours: usesColor))
  }

  /// Writes bytes to standard output, past any buffer: callers hand over whole blocks.
  func write(_ bytes: [UInt8]) {
    ProgressLine.clear()
    StandardStreams.writeOutput(bytes, language)
  }

  /// A note: what was done, what was left out.
  func note(_ phrase: Phrase, _ arguments: [String: String] = [:]) {
    if !isQuiet { tell(phrase.text(language, arguments)) }
  }

  /// A failure or warning, told even under `--quiet`.
  func warn(_ phrase: Phrase, _ arguments: [String: String] = [:]) {
    tell(phrase.text(language, arguments))
  }

  /// Warnings of what reading delimited text lived with.
  func warn(of problems: CSVProblems, in path: String) {
    for warning in SpreadsheetError.warnings(problems, path: path) { tell(warning.text(language)) }
  }

  /// A line on standard error: numbers of persons masked, control characters in letters, whatever it quotes.
  func tell(_ line: String) {
    ProgressLine.clear()
    StandardStreams.tell(line)
  }

  /// Whether standard error is a terminal, so that progress can be shown.
  var showsProgress: Bool { !isQuiet && isatty(STDERR_FILENO) == 1 }
}
