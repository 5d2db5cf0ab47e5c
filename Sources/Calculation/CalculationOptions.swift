import SpreadsheetModel

/// What a calculation goes by besides the workbook.
public struct CalculationOptions: Sendable {
  /// What `TODAY()` gives; it is `#N/A` without. The clock is never asked.
  public var today: CivilDate?
  /// What `NOW()` adds to the day.
  public var timeOfDay: Double
  /// What random numbers are drawn from: the same seed gives the same ones.
  public var seed: UInt64
  /// How much work it may be.
  public var limits: CalculationLimits
  /// Whether results may be computed beside each other.
  public var isParallel: Bool

  /// Creates options.
  public init(
    today: CivilDate? = nil, timeOfDay: Double = 0, seed: UInt64 = 0,
    limits: CalculationLimits = CalculationLimits(), isParallel: Bool = true
  ) {
    self.today = today
    self.timeOfDay = timeOfDay
    self.seed = seed
    self.limits = limits
    self.isParallel = isParallel
  }
}

/// How much work a calculation may be.
public struct CalculationLimits: Hashable, Sendable {
  /// Cells with content, of all sheets.
  public var cells = 50_000_000
  /// Cells that wait for each other's results.
  public var depth = 20_000_000
  /// Cells one formula may spill into.
  public var spill = 1_048_576
  /// Time, from the beginning of the run; `nil` for any.
  public var time: Duration?

  /// Creates the usual limits.
  public init() {}
}

/// Why a calculation came to no end.
public enum CalculationError: Error, Hashable, Sendable {
  /// More cells than allowed.
  case tooManyCells(limit: Int)
  /// More cells waiting for each other than allowed.
  case tooDeep(limit: Int)
  /// It took longer than allowed.
  case timeIsUp
  /// It was called off.
  case cancelled
}

/// How circular references are computed where the workbook allows them (`calcPr`, ECMA-376 Part 1, 18.2.2).
public struct IterationSettings: Hashable, Sendable {
  /// How often at most.
  public var count: Int
  /// The change below which it is enough.
  public var delta: Double

  /// Creates settings; Excel's own are 100 times and 0.001.
  public init(count: Int = 100, delta: Double = 0.001) {
    self.count = max(1, min(count, 32_767))
    self.delta = delta
  }
}
