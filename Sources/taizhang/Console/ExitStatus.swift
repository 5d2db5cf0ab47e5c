import Workflow
import ArgumentParser

/// The exit statuses of the command line contract; with several causes the highest wins.
enum ExitStatus: Int32, Comparable {
  /// Done, nothing to report.
  case done = 0
  /// Done, and findings of severity error remain.
  case findings = 1
  /// The call's words are wrong.
  case usage = 2
  /// An input could not be read.
  case unreadableInput = 3
  /// An output could not be written.
  case unwritableOutput = 4

  static func < (left: ExitStatus, right: ExitStatus) -> Bool { left.rawValue < right.rawValue }

  /// Ends the command with this status unless all is done.
  func end() throws {
    if self != .done { throw ExitCode(rawValue) }
  }
}

extension Console {
  /// Tells why a workbook could not be made, and gives the status that this ends with.
  func tell(_ failure: WorkbookFailure) -> ExitStatus {
    switch failure {
    case .input(let failure):
      tell(failure.text(language))
      return .unreadableInput
    case .request(let failure):
      tell(failure.text(language))
      return .usage
    case .output(let failure): return tell(failure)
    }
  }

  /// Tells why an output was not written, and gives the status that this ends with.
  func tell(_ failure: OutputFailure) -> ExitStatus {
    tell(failure.text(language))
    return failure.isOfContent ? .unreadableInput : .unwritableOutput
  }
}
