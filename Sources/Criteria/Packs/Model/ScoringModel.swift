import Foundation
import Ledgers

/// How findings become points, tiers and stars: data of the pack, printed with every explanation.
public struct ScoringModel: Sendable {
  /// Points of an organisation without a loss.
  public var total: Decimal
  /// The share of a rule's points that its worst finding costs.
  public var lossByError: Decimal
  /// The share a warning costs.
  public var lossByWarning: Decimal
  /// The share a notice costs.
  public var lossByInfo: Decimal
  /// The tiers, rising.
  public var tiers: [TierCondition]
  /// The least score of one, two, … stars.
  public var stars: [Decimal]
  /// The shares of the ranking called leading, middle and trailing (先进, 中间, 后进).
  public var ranking: [Decimal]
  /// The share of the weight that must be assessed for a score to be more than provisional.
  public var completeness: Decimal
  /// The least share of the weight that must be assessed for a tier, stars and a place in the ranking.
  public var leastShare: Decimal

  /// Ledgers of what need not happen, such as admissions: where others kept them and one organisation
  /// has none, there was nothing to record.
  public var occasionalLedgers: Set<LedgerID>

  /// What a tier asks for beyond the tier below.
  public struct TierCondition: Sendable {
    /// The tier.
    public var tier: Tier
    /// Whether every assessed indicator must be free of errors.
    public var freeOfErrors: Bool
    /// The least score.
    public var score: Decimal?
    /// Ledgers the organisation must have handed in.
    public var ledgers: [LedgerID]
    /// A record that must exist, such as a feature with a result.
    var evidence: Evidence?
  }

  struct Evidence: Sendable {
    var ledger: LedgerID
    var condition: Condition?
  }
}
