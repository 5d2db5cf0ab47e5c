import Diagnostics
import Ledgers

/// What became of a rule. What was not evaluated is said; silence never means passed.
public struct RuleOutcome: Sendable, Hashable {
  /// What became of it.
  public enum Status: Sendable, Hashable {
    /// It was checked on at least one record or organisation.
    case evaluated
    /// Nothing in the submission is its business.
    case notApplicable(Phrase)
    /// A ledger or column it needs is missing, or its period has not ended.
    case notChecked(Phrase)
    /// Only a person can judge; the question.
    case review(Phrase)
    /// The rule itself could not run: a fault of the pack or of us, never of the data.
    case error(Phrase)
    /// All its findings are waived.
    case waived
    /// The profile in use does not check it.
    case off
  }

  /// The rule.
  public var rule: String
  /// What became of it.
  public var status: Status
  /// Records, organisations or periods judged.
  public var units: Int
  /// Findings, waived ones left out.
  public var findings: Int
  /// Tables, organisations or columns it could not judge, although it judged others.
  public var gaps: [Phrase]
}

/// What a rule says of one organisation.
enum OrganisationVerdict: Sendable, Equatable {
  case notChecked
  case notApplicable
  case passed
  case failed(Severity)
}
