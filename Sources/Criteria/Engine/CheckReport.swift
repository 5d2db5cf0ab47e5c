import Diagnostics
import Ledgers
import Registers
import SpreadsheetModel

/// What a check found, and what it could not look at.
public struct CheckReport: Sendable {
  /// The day the check looked from.
  public var asOf: CivilDate
  /// The years that counts for each period covered.
  public var years: [Int]
  /// Id of the pack.
  public var packID: String
  /// Version of the pack.
  public var packVersion: String
  /// The profile in use.
  public var profile: String?
  /// The findings: errors first, then by place.
  public var findings: [Finding]
  /// What became of every rule, in the pack's order.
  public var outcomes: [RuleOutcome]
  /// How every organisation stands.
  public var organisations: [OrganisationResult]
  /// Waivers of the pack and what came of them.
  public var waivers: [WaiverUse]
  /// Counts of the whole.
  public var totals: Totals
  /// By table, in the order of files and sheets, and by record: the organisation it belongs to.
  public var affiliations: [[String?]]
  /// The kinds of the organisations, as recorded or as their names tell, by name.
  public internal(set) var kinds: [String: String] = [:]
  /// The organisations that others name as their superior: what they state of themselves is of those, too.
  public internal(set) var superiors: Set<String> = []
  /// The terms of office of the organisations judged, by name.
  public internal(set) var terms: [String: Term] = [:]
  /// Everybody's dues by year.
  public internal(set) var dues: [PersonDues] = []
  /// What was measured of the organisations judged, for parts checked later.
  public internal(set) var measured = OrganisationMeasures()

  /// Counts of a check.
  public struct Totals: Sendable, Hashable {
    /// Files read.
    public var files: Int
    /// Records read.
    public var records: Int
    /// Findings of severity error, what a baseline knew left out.
    public var errors: Int
    /// Findings of severity warning.
    public var warnings: Int
    /// Findings of severity info.
    public var infos: Int
    /// Findings a baseline already had.
    public var known: Int
    /// Findings that a waiver covers.
    public var waived: Int
  }

  /// A waiver and what it did.
  public struct WaiverUse: Sendable, Hashable {
    /// What came of a waiver.
    public enum State: Sendable, Hashable {
      /// It covered so many findings.
      case used(Int)
      /// Nothing was there to waive.
      case unused
      /// Its last day has passed, so it no longer holds.
      case expired
    }
    /// The waiver.
    public var waiver: Waiver
    /// What came of it.
    public var state: State
  }

  /// The organisation a record belongs to, `nil` where none is known.
  ///
  /// - Parameters:
  ///   - record: the record's position in its table.
  ///   - table: the table's position among all tables of the submission.
  public func organisation(ofRecord record: Int, inTable table: Int) -> String? {
    guard affiliations.indices.contains(table), affiliations[table].indices.contains(record) else {
      return nil
    }
    return affiliations[table][record]
  }

  /// The findings of one file, in the report's order.
  public func findings(in file: String) -> [Finding] {
    findings.filter { $0.diagnostic.location.file == file }
  }
}

/// What an earlier run found, by fingerprint.
public struct Baseline: Sendable, Hashable {
  /// The fingerprints known.
  public var fingerprints: Set<String>

  /// Creates a baseline.
  public init(fingerprints: Set<String>) { self.fingerprints = fingerprints }

  /// Everything a report holds.
  public init(_ report: CheckReport) { fingerprints = Set(report.findings.map(\.fingerprint)) }

  /// One fingerprint a line, sorted, after a line that says what the file is.
  public var text: String {
    (["# taizhang baseline 1"] + fingerprints.sorted()).joined(separator: "\n") + "\n"
  }

  /// Reads a baseline's text; `nil` if it is none.
  public init?(text: String) {
    let lines = text.split(whereSeparator: \.isNewline)
    guard lines.first?.hasPrefix("# taizhang baseline") == true else { return nil }
    fingerprints = Set(lines.dropFirst().filter { !$0.hasPrefix("#") }.map(String.init))
  }
}
