import Diagnostics
import SpreadsheetModel

/// Where a finding stands among others: what is new first, then by severity, then by place.
struct FindingOrder: Comparable {
  private let finding: Finding
  private let file: Int
  private let table: Int

  /// - Parameters:
  ///   - files: the places of the files in the submission.
  ///   - table: the place of the finding's table among those of its file; the last where it has none.
  init(_ finding: Finding, files: [String: Int], table: Int) {
    self.finding = finding
    file = files[finding.diagnostic.location.file] ?? .max
    self.table = table
  }

  static func < (left: Self, right: Self) -> Bool {
    let (one, two) = (left.finding.diagnostic, right.finding.diagnostic)
    if left.finding.isKnown != right.finding.isKnown { return right.finding.isKnown }
    if one.severity != two.severity { return one.severity > two.severity }
    if left.file != right.file { return left.file < right.file }
    if left.table != right.table { return left.table < right.table }
    if one.location != two.location { return one.location < two.location }
    if one.rule != two.rule { return one.rule < two.rule }
    return left.finding.fingerprint < right.finding.fingerprint
  }
}
