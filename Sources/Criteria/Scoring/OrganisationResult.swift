import Diagnostics
import Foundation
import Ledgers

/// How one organisation stands: points by area and indicator, tier, stars, and how they came about.
public struct OrganisationResult: Sendable, Hashable {
  /// Its name.
  public var name: String
  /// Its kind, such as 党支部.
  public var kind: String?
  /// Points by area.
  public var areas: [AreaScore]
  /// Points of the assessed indicators, scaled to the pack's total; `nil` if nothing could be assessed.
  public var score: Decimal?
  /// The tier reached; `nil` for none, and where too little could be assessed to say.
  public var tier: Tier?
  /// Stars, 0 to 5; `nil` where too little could be assessed to say.
  public var stars: Int?
  /// The share of the weight that could be assessed, 0 to 1.
  public var completeness: Decimal
  /// Whether enough could be assessed for a tier, stars and a place in the ranking.
  public var isRated: Bool { stars != nil }
  /// Whether too little could be assessed for the score to be final.
  public var isProvisional: Bool
  /// Its place in the ranking of those that are rated, from 1; equal scores share a place.
  public var rank: Int?
  /// Its third of the ranking: leading, middle or trailing (先进, 中间, 后进).
  public var group: Group?
  /// How score, tier and stars came about, one step a line.
  public var steps: [Phrase]

  /// A part of the ranking.
  public enum Group: String, Sendable, CaseIterable {
    case leading, middle, trailing
  }

  /// Points of an area.
  public struct AreaScore: Sendable, Hashable {
    /// The area's id.
    public var id: String
    /// Points.
    public var score: Decimal
    /// Points without a loss, over the indicators that could be assessed.
    public var max: Decimal
    /// Points of the indicators that could not be assessed.
    public var notAssessed: Decimal
    /// Its indicators.
    public var indicators: [IndicatorScore]
  }

  /// Points of an indicator.
  public struct IndicatorScore: Sendable, Hashable {
    /// What became of an indicator.
    public enum Status: String, Sendable {
      /// Every rule that applies passed.
      case passed
      /// Some rule has findings.
      case failed
      /// Nothing of it is this organisation's business.
      case notApplicable
      /// A ledger it needs is missing.
      case notAssessed
    }
    /// The indicator's id.
    public var id: String
    /// What became of it.
    public var status: Status
    /// Points.
    public var score: Decimal
    /// Points without a loss.
    public var max: Decimal
    /// Rules with findings, and the worst severity of each.
    public var failed: [String: Severity]
    /// Rules that passed.
    public var passed: [String]
    /// Rules that could not be checked.
    public var notChecked: [String]
  }
}
