import SpreadsheetModel

/// A native chart, drawn by the program that opens the workbook from the values of its cells.
public struct Chart: Hashable, Sendable {
  /// Where the legend stands.
  public enum LegendPosition: String, Hashable, Sendable {
    case right = "r"
    case left = "l"
    case top = "t"
    case bottom = "b"
    case topRight = "tr"
  }

  /// What the series are drawn as, unless a series says otherwise.
  public var kind: ChartKind
  /// The series, in the order of the legend.
  public var series: [ChartSeries]
  /// The title; `nil` for none.
  public var title: String?
  /// Size of the title in points.
  public var titleSize: Double = 14
  /// Where the legend stands; `nil` for none.
  public var legend: LegendPosition?
  /// The axis of the categories, or of the first numbers of a scatter chart.
  public var categoryAxis = ChartAxis()
  /// The axis of the values.
  public var valueAxis = ChartAxis(hasGridlines: true)
  /// The second axis of values, on the other side, for series that ask for it.
  public var secondaryAxis = ChartAxis()
  /// Colours of the series in turn, or of a pie's pieces; the workbook's theme if empty.
  public var palette: [Color] = []
  /// The space between categories in per cent of a column's width, 0 to 500.
  public var gapWidth = 80
  /// The hole of a doughnut in per cent of its size, 10 to 90.
  public var holeSize = 55
  /// The typeface of all text, or the theme's.
  public var fontName: String?
  /// What is read out in the chart's place.
  public var alternativeText: String?

  /// Creates a chart.
  public init(
    _ kind: ChartKind, series: [ChartSeries] = [], title: String? = nil,
    legend: LegendPosition? = .bottom
  ) {
    self.kind = kind
    self.series = series
    self.title = title
    self.legend = legend
  }
}

/// One row of values of a chart.
public struct ChartSeries: Hashable, Sendable {
  /// What a series is called in the legend.
  public enum Name: Hashable, Sendable {
    case text(String)
    /// The text of a cell.
    case cell(SheetReference)
  }

  /// What is written beside the points.
  public struct Labels: Hashable, Sendable {
    /// Where a label stands.
    public enum Position: String, Hashable, Sendable {
      case center = "ctr"
      case insideEnd = "inEnd"
      case insideBase = "inBase"
      case outsideEnd = "outEnd"
      case above = "t"
      case below = "b"
      case left = "l"
      case right = "r"
      case bestFit
    }

    /// The value.
    public var showsValue: Bool
    /// The share, in pies and doughnuts.
    public var showsPercentage: Bool
    /// The category's name.
    public var showsCategory: Bool
    /// The series' name.
    public var showsSeries: Bool
    /// Where it stands, or where Excel puts it.
    public var position: Position?
    /// Number format code, or that of the cells.
    public var numberFormat: String?
    /// Colour of the text.
    public var color: Color?

    /// Creates labels.
    public init(
      value: Bool = true, percentage: Bool = false, category: Bool = false, series: Bool = false,
      position: Position? = nil, numberFormat: String? = nil, color: Color? = nil
    ) {
      showsValue = value
      showsPercentage = percentage
      showsCategory = category
      showsSeries = series
      self.position = position
      self.numberFormat = numberFormat
      self.color = color
    }
  }

  /// Its name.
  public var name: Name?
  /// The cells of the categories, or of the first numbers of a scatter chart.
  public var categories: SheetReference?
  /// The cells of the values.
  public var values: SheetReference
  /// What it is drawn as, if not as the chart's kind.
  public var kind: ChartKind?
  /// Whether it counts on the second axis.
  public var usesSecondaryAxis = false
  /// Its colour, or the next of the palette.
  public var color: Color?
  /// What is written beside its points.
  public var labels: Labels?
  /// Width of its line in points.
  public var lineWidth: Double = 2.25
  /// Colours of single points, by index; pieces of a pie for instance.
  public var pointColors: [Int: Color] = [:]

  /// Creates a series.
  public init(
    name: Name? = nil, categories: SheetReference? = nil, values: SheetReference,
    kind: ChartKind? = nil, usesSecondaryAxis: Bool = false, color: Color? = nil,
    labels: Labels? = nil
  ) {
    self.name = name
    self.categories = categories
    self.values = values
    self.kind = kind
    self.usesSecondaryAxis = usesSecondaryAxis
    self.color = color
    self.labels = labels
  }
}

/// An axis of a chart.
public struct ChartAxis: Hashable, Sendable {
  /// Its title.
  public var title: String?
  /// Lowest value shown, or Excel's choice.
  public var minimum: Double?
  /// Highest value shown, or Excel's choice.
  public var maximum: Double?
  /// Distance of the marks, or Excel's choice.
  public var majorUnit: Double?
  /// Number format code of the labels, or that of the cells.
  public var numberFormat: String?
  /// Whether lines run across the plot at the marks.
  public var hasGridlines: Bool
  /// Whether the axis counts downwards, or from the right.
  public var isReversed: Bool
  /// Whether the axis is left out.
  public var isHidden: Bool
  /// Whether the values are shown by their logarithm to this base, 2 to 1,000.
  public var logarithmBase: Double?
  /// Rotation of the labels in degrees, -90 to 90, or Excel's choice.
  public var labelRotation: Int?

  /// Creates an axis.
  public init(
    title: String? = nil, minimum: Double? = nil, maximum: Double? = nil, majorUnit: Double? = nil,
    numberFormat: String? = nil, hasGridlines: Bool = false, isReversed: Bool = false,
    isHidden: Bool = false, logarithmBase: Double? = nil, labelRotation: Int? = nil
  ) {
    self.title = title
    self.minimum = minimum
    self.maximum = maximum
    self.majorUnit = majorUnit
    self.numberFormat = numberFormat
    self.hasGridlines = hasGridlines
    self.isReversed = isReversed
    self.isHidden = isHidden
    self.logarithmBase = logarithmBase
    self.labelRotation = labelRotation
  }
}

/// A range on a sheet of the workbook.
public struct SheetReference: Hashable, Sendable {
  /// The sheet's name.
  public var sheet: String
  /// The range.
  public var range: CellRange

  /// Creates a reference.
  public init(sheet: String, range: CellRange) {
    self.sheet = sheet
    self.range = range
  }

  /// The reference as formulas have it, with `$` signs: `'汇总'!$B$2:$B$9`.
  var formula: String {
    func absolute(_ cell: CellReference) -> String {
      "$\(CellReference.columnName(cell.column))$\(cell.row + 1)"
    }
    let first = absolute(range.first)
    return "\(SheetNaming.quoted(sheet))!\(range.isSingleCell ? first : "\(first):\(absolute(range.last))")"
  }
}

/// A chart and where it stands.
struct PlacedChart {
  var chart: Chart
  var anchor: DrawingAnchor
}

/// The rectangle of a drawing: over whole cells, or from a cell with a size in pixels.
struct DrawingAnchor: Hashable {
  var cell: CellReference
  var width: Int
  var height: Int
  var range: CellRange?
}
