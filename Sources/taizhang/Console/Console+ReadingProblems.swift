import SpreadsheetModel
import Workflow

extension Console {
  /// Tells what of a file could not be read as it was written, and gives the status that this ends with.
  func tell(_ problems: ReadingProblems, of path: String) -> ExitStatus {
    for line in problems.lines(path: path, language) { tell(line) }
    return problems.haveLosses ? .unreadableInput : .done
  }

  /// The same for several files.
  func tellProblems(of files: [LedgerFile]) -> ExitStatus {
    files.map { tell($0.problems, of: $0.path) }.max() ?? .done
  }
}
