import Criteria
import Diagnostics
import SpreadsheetModel

/// A fix that a person has chosen: what one rule suggests for one cell.
public struct FixChoice: Hashable, Sendable {
  /// The cell, with its sheet and file.
  public var location: SourceLocation
  /// The rule.
  public var rule: String

  /// Names the fix of a rule at a place.
  public init(location: SourceLocation, rule: String) {
    self.location = location
    self.rule = rule
  }

  /// Names the fix of a finding.
  public init(_ finding: Finding) {
    self.init(location: finding.diagnostic.location, rule: finding.diagnostic.rule)
  }
}
