import SpreadsheetModel

/// A look that cells take on by what they hold (ECMA-376 Part 1, 18.3.1.18).
///
/// Formulas are written for the first cell of the ranges, without `=`; other cells have their relative
/// references shifted. Where a rule names a `CellStyle`, Excel applies its colours, lines and the style of
/// its font, but neither typeface nor size.
public struct ConditionalFormat: Hashable, Sendable {
  /// How a cell's value is compared.
  public typealias Comparison = CellValidation.Comparison

  /// What is looked at, and what it does.
  public enum Rule: Hashable, Sendable {
    /// The value compared with formulas.
    case value(Comparison, CellStyle)
    /// Whether a formula is true.
    case formula(String, CellStyle)
    /// Text that contains another.
    case contains(String, CellStyle)
    /// Text that does not contain another.
    case lacks(String, CellStyle)
    /// Text that begins with another.
    case begins(with: String, CellStyle)
    /// Text that ends with another.
    case ends(with: String, CellStyle)
    /// The so many highest values, or that share of them in per cent.
    case highest(Int, isPercentage: Bool = false, CellStyle)
    /// The so many lowest values, or that share of them in per cent.
    case lowest(Int, isPercentage: Bool = false, CellStyle)
    /// Values above the mean.
    case aboveAverage(CellStyle)
    /// Values below the mean.
    case belowAverage(CellStyle)
    /// Values that occur more than once in the ranges.
    case duplicates(CellStyle)
    /// Values that occur once in the ranges.
    case unique(CellStyle)
    /// Cells that hold nothing, or only blanks.
    case blank(CellStyle)
    /// Cells that hold something.
    case notBlank(CellStyle)
    /// Error values.
    case errors(CellStyle)
    /// A bar whose length follows the value.
    case dataBar(DataBar)
    /// A background that goes from colour to colour with the value.
    case colorScale(ColorScale)
    /// A sign before the value.
    case iconSet(IconSet)
  }

  /// The cells.
  public var ranges: [CellRange]
  /// What is looked at, and what it does.
  public var rule: Rule
  /// Whether rules that were added later do nothing where this one applies.
  public var stopsHere: Bool

  /// Creates a conditional format.
  public init(_ rule: Rule, ranges: [CellRange] = [], stopsHere: Bool = false) {
    self.rule = rule
    self.ranges = ranges
    self.stopsHere = stopsHere
  }

  /// A value of a scale's end or step.
  public enum Threshold: Hashable, Sendable {
    /// The lowest value of the ranges.
    case lowest
    /// The highest value of the ranges.
    case highest
    /// A number.
    case number(Double)
    /// Per cent of the way from the lowest to the highest value, 0 to 100.
    case percent(Double)
    /// The value below which so many per cent of the values lie, 0 to 100.
    case percentile(Double)
    /// What a formula gives.
    case formula(String)
    /// Chosen by Excel: for bars zero or the lowest value on one side, the highest on the other.
    case automatic
  }

  /// Bars in cells.
  public struct DataBar: Hashable, Sendable {
    /// Colour of the bars.
    public var color: Color
    /// Colour of bars to the left of zero.
    public var negativeColor: Color
    /// Value of the shortest bar.
    public var minimum: Threshold
    /// Value of the longest bar.
    public var maximum: Threshold
    /// Whether the bars fade out to the right.
    public var isGradient: Bool
    /// Whether the value is shown as well.
    public var showsValue: Bool

    /// Creates bars.
    public init(
      color: Color = .rgb(0x638EC6), negativeColor: Color = .rgb(0xFF0000),
      minimum: Threshold = .automatic, maximum: Threshold = .automatic, isGradient: Bool = false,
      showsValue: Bool = true
    ) {
      self.color = color
      self.negativeColor = negativeColor
      self.minimum = minimum
      self.maximum = maximum
      self.isGradient = isGradient
      self.showsValue = showsValue
    }
  }

  /// Backgrounds between two or three colours.
  public struct ColorScale: Hashable, Sendable {
    /// One point of the scale.
    public struct Stop: Hashable, Sendable {
      /// Its value.
      public var threshold: Threshold
      /// Its colour.
      public var color: Color

      /// Creates a point.
      public init(_ threshold: Threshold, _ color: Color) {
        self.threshold = threshold
        self.color = color
      }
    }

    /// Two or three points, from the lowest up.
    public var stops: [Stop]

    /// Creates a scale of two or three points.
    public init(_ stops: [Stop]) { self.stops = stops }

    /// From red by yellow to green.
    public static let redToGreen = ColorScale([
      Stop(.lowest, .rgb(0xF8696B)), Stop(.percentile(50), .rgb(0xFFEB84)),
      Stop(.highest, .rgb(0x63BE7B)),
    ])
    /// From green by yellow to red.
    public static let greenToRed = ColorScale([
      Stop(.lowest, .rgb(0x63BE7B)), Stop(.percentile(50), .rgb(0xFFEB84)),
      Stop(.highest, .rgb(0xF8696B)),
    ])
  }

  /// Signs before values.
  public struct IconSet: Hashable, Sendable {
    /// The signs (ST_IconSetType).
    public enum Icons: String, Hashable, Sendable, CaseIterable {
      case threeArrows = "3Arrows"
      case threeArrowsGray = "3ArrowsGray"
      case threeFlags = "3Flags"
      case threeTrafficLights = "3TrafficLights1"
      case threeTrafficLightsRimmed = "3TrafficLights2"
      case threeSigns = "3Signs"
      case threeSymbols = "3Symbols"
      case threeSymbolsUncircled = "3Symbols2"
      case fourArrows = "4Arrows"
      case fourArrowsGray = "4ArrowsGray"
      case fourRedToBlack = "4RedToBlack"
      case fourRatings = "4Rating"
      case fourTrafficLights = "4TrafficLights"
      case fiveArrows = "5Arrows"
      case fiveArrowsGray = "5ArrowsGray"
      case fiveRatings = "5Rating"
      case fiveQuarters = "5Quarters"

      /// Number of signs.
      var count: Int { Int(rawValue.prefix(1)) ?? 3 }
    }

    /// The signs.
    public var icons: Icons
    /// The lowest value of each sign but the first; equal shares if empty.
    public var thresholds: [Threshold]
    /// Whether the signs stand in the opposite order.
    public var isReversed: Bool
    /// Whether the value is shown as well.
    public var showsValue: Bool

    /// Creates signs.
    public init(
      _ icons: Icons, thresholds: [Threshold] = [], isReversed: Bool = false, showsValue: Bool = true
    ) {
      self.icons = icons
      self.thresholds = thresholds
      self.isReversed = isReversed
      self.showsValue = showsValue
    }

    /// The lowest value of every sign, the first one's being the bottom of the scale.
    var allThresholds: [Threshold] {
      let given =
        thresholds.count == icons.count - 1
        ? thresholds
        : (1..<icons.count).map { .percent((Double($0) * 100 / Double(icons.count)).rounded()) }
      return [.percent(0)] + given
    }
  }

  /// The look of cells to which the rule applies, where it has one.
  var style: CellStyle? {
    switch rule {
    case .value(_, let style), .formula(_, let style), .contains(_, let style), .lacks(_, let style),
      .begins(_, let style), .ends(_, let style), .highest(_, _, let style), .lowest(_, _, let style),
      .aboveAverage(let style), .belowAverage(let style), .duplicates(let style), .unique(let style),
      .blank(let style), .notBlank(let style), .errors(let style):
      style
    case .dataBar, .colorScale, .iconSet: nil
    }
  }
}
