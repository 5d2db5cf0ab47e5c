import Diagnostics
import Ledgers
import SpreadsheetModel

/// What a check of some files has to know of the others, so that many files can be checked a few at a time
/// and each organisation stands as it does when all are checked together.
///
/// The submission of such a part holds, of the files that are not at hand, the lists of organisations.
public struct CheckSurroundings: Sendable {
  /// The ledgers that any file holds.
  var ledgers: Set<LedgerID> = []
  /// The organisations that have records of a ledger, in any file.
  var holders: [LedgerID: Set<String>] = [:]
  /// The names on every file's list of persons.
  var personNames: Set<String> = []
  /// What was measured of organisations in parts checked before.
  var measured = OrganisationMeasures()
  /// The organisations whose files are at hand: they alone are judged.
  var organisations: Set<String> = []
  /// The years that counts for each period cover.
  var years: [Int]?
  /// The files at hand.
  var files: Set<String> = []

  /// Creates surroundings of which nothing is known yet.
  public init() {}

  /// The same for a part that is checked after others.
  public func after(_ others: CheckSurroundings) -> CheckSurroundings {
    var surroundings = self
    surroundings.measured = others.measured
    return surroundings
  }

  /// Adds what a checked part has measured.
  public mutating func add(_ report: CheckReport) { add(report.measured) }

  /// Adds what was measured in parts checked before.
  public mutating func add(_ measures: OrganisationMeasures) { measured.add(measures) }

  /// Whether a finding is this part's to tell.
  func judges(_ draft: FindingDraft, in context: CheckContext) -> Bool {
    guard context.organisations.indices.contains(draft.organisation) else {
      return files.contains(draft.location.file)
    }
    return context.isJudged(draft.organisation)
  }
}
