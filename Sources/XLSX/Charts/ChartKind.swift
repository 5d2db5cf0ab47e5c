/// What a chart draws (ECMA-376 Part 1, 21.2).
public struct ChartKind: Hashable, Sendable {
  enum Shape: Hashable { case column, bar, line, area, pie, doughnut, scatter, radar }
  enum Grouping: String, Hashable { case standard, clustered, stacked, percentStacked }

  let shape: Shape
  let grouping: Grouping
  /// Whether the points of a line, scatter or radar chart are marked.
  var hasMarkers = false
  /// Whether the lines of a line or scatter chart are smoothed.
  var isSmooth = false
  /// Whether a scatter chart joins its points, or a radar chart fills its area.
  var isJoinedOrFilled = false

  /// Upright columns side by side.
  public static let column = ChartKind(shape: .column, grouping: .clustered)
  /// Upright columns on top of each other.
  public static let stackedColumn = ChartKind(shape: .column, grouping: .stacked)
  /// Upright columns, each category filled to 100 %.
  public static let percentStackedColumn = ChartKind(shape: .column, grouping: .percentStacked)
  /// Bars across, side by side.
  public static let bar = ChartKind(shape: .bar, grouping: .clustered)
  /// Bars across, in a row.
  public static let stackedBar = ChartKind(shape: .bar, grouping: .stacked)
  /// Bars across, each category filled to 100 %.
  public static let percentStackedBar = ChartKind(shape: .bar, grouping: .percentStacked)
  /// Lines.
  public static let line = ChartKind(shape: .line, grouping: .standard)
  /// Lines with marked points.
  public static let lineWithMarkers = ChartKind(shape: .line, grouping: .standard, hasMarkers: true)
  /// Smoothed lines.
  public static let smoothLine = ChartKind(shape: .line, grouping: .standard, isSmooth: true)
  /// Lines, each on top of the one before.
  public static let stackedLine = ChartKind(shape: .line, grouping: .stacked)
  /// Areas behind each other.
  public static let area = ChartKind(shape: .area, grouping: .standard)
  /// Areas on top of each other.
  public static let stackedArea = ChartKind(shape: .area, grouping: .stacked)
  /// Areas, each category filled to 100 %.
  public static let percentStackedArea = ChartKind(shape: .area, grouping: .percentStacked)
  /// The shares of one series as a disc.
  public static let pie = ChartKind(shape: .pie, grouping: .standard)
  /// The shares of one or more series as rings.
  public static let doughnut = ChartKind(shape: .doughnut, grouping: .standard)
  /// Points by two numbers.
  public static let scatter = ChartKind(shape: .scatter, grouping: .standard, hasMarkers: true)
  /// Points by two numbers, joined by lines.
  public static let scatterWithLines = ChartKind(
    shape: .scatter, grouping: .standard, hasMarkers: true, isJoinedOrFilled: true)
  /// Points by two numbers, joined by smoothed lines.
  public static let smoothScatter = ChartKind(
    shape: .scatter, grouping: .standard, hasMarkers: true, isSmooth: true, isJoinedOrFilled: true)
  /// A web of categories.
  public static let radar = ChartKind(shape: .radar, grouping: .standard)
  /// A web of categories with marked points.
  public static let radarWithMarkers = ChartKind(shape: .radar, grouping: .standard, hasMarkers: true)
  /// A web of categories, filled.
  public static let filledRadar = ChartKind(
    shape: .radar, grouping: .standard, isJoinedOrFilled: true)

  /// Whether the kind has axes.
  var hasAxes: Bool { shape != .pie && shape != .doughnut }
}
