import Diagnostics
import Foundation

/// An organisation's points under another scheme over the same indicators, such as 四强 or 五化.
public struct GroupingScore: Sendable, Hashable {
  /// The scheme's id.
  public var id: String
  /// Its name.
  public var title: Phrase
  /// Its headings with the points of their indicators.
  public var groups: [Group]

  /// Points of one heading.
  public struct Group: Sendable, Hashable {
    /// The heading.
    public var title: Phrase
    /// Points of its indicators that could be assessed.
    public var score: Decimal
    /// Points without a loss.
    public var max: Decimal
    /// Points of its indicators that could not be assessed.
    public var notAssessed: Decimal
  }
}

extension CriteriaPack {
  /// The same points an organisation has by area, under each of the pack's other schemes.
  public func groupingScores(of result: OrganisationResult) -> [GroupingScore] {
    let indicators = result.areas.flatMap(\.indicators)
    return groupings.map { grouping in
      GroupingScore(
        id: grouping.id, title: grouping.title,
        groups: grouping.groups.map { group in
          let members = indicators.filter { group.indicators.contains($0.id) }
          let assessed = members.filter { $0.status == .passed || $0.status == .failed }
          return GroupingScore.Group(
            title: group.title, score: assessed.reduce(0) { $0 + $1.score },
            max: assessed.reduce(0) { $0 + $1.max },
            notAssessed: members.reduce(0) { $1.status == .notAssessed ? $0 + $1.max : $0 })
        })
    }
  }
}
