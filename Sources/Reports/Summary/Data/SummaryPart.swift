import Criteria
import Ledgers

/// Files that were checked together, and what the check found.
public struct SummaryPart: Sendable {
  /// The ledgers checked. Where a summary is made of several parts these are, of the files of other parts, the
  /// lists of organisations.
  var submission: Submission
  /// What the check found.
  var report: CheckReport
  /// The files that are this part's own; `nil` where there is one part.
  var files: Set<String>?
  /// Whether it is the last of several, which counts the lists of organisations of them all, in the order of
  /// the files.
  var isLast = true

  /// The one part of a summary whose files were all checked together.
  init(submission: Submission, report: CheckReport) {
    self.submission = submission
    self.report = report
  }

  /// One of several parts.
  public init(submission: Submission, report: CheckReport, files: Set<String>, isLast: Bool) {
    self.submission = submission
    self.report = report
    self.files = files
    self.isLast = isLast
  }

  /// Whether a file is this part's to list.
  func lists(_ file: LedgerFile) -> Bool { files?.contains(file.path) ?? true }

  /// Whether a table is a list of organisations that is counted by the last of several parts.
  func isRegister(_ table: LedgerTable) -> Bool {
    files != nil && table.definition.id == "organisation"
  }

  /// The tables whose records are this part's to count, with their positions among all.
  var countedTables: [(table: LedgerTable, position: Int)] {
    var counted: [(table: LedgerTable, position: Int)] = []
    var position = 0
    for file in submission.files {
      for table in file.tables {
        let isOwn = isRegister(table) ? isLast : lists(file)
        if isOwn, !table.isPlan { counted.append((table, position)) }
        position += 1
      }
    }
    return counted
  }
}
