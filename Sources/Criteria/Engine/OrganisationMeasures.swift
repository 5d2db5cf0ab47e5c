/// What was measured of organisations in parts that were checked before: how many members each has, say. It can
/// be kept, so that a run that was interrupted need not check those parts again.
public struct OrganisationMeasures: Codable, Sendable {
  /// By organisation: the values by measure.
  var values: [String: [CheckContext.MeasuredValue?]] = [:]

  /// Creates measures of no organisation.
  public init() {}

  /// Adds those of other organisations.
  mutating func add(_ others: OrganisationMeasures) {
    values.merge(others.values, uniquingKeysWith: { _, new in new })
  }
}
