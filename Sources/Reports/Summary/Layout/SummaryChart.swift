import SpreadsheetModel
import XLSX

/// A picture of figures that stand in the same sheet.
struct SummaryChart: Sendable {
  enum Kind: Sendable {
    /// Upright bars.
    case column
    /// Lying bars, the first on top.
    case bar
    case radar
  }

  /// A line of figures.
  struct Series: Sendable {
    var name: String
    var categories: CellRange
    var values: CellRange
    /// `0xRRGGBB`.
    var color: UInt32 = SummaryChart.red
  }

  static let red: UInt32 = 0xB23A2E
  static let gold: UInt32 = 0xD9A441

  var kind: Kind
  var title: String
  var series: [Series]
  /// The number format of the labels on the bars; `nil` for none.
  var labels: String?
  /// Whether the values are shares, from nothing to all.
  var showsShares = false
  /// Where the axis of the values ends; `nil` leaves that to the application.
  var maximum: Double?
  /// The cells it covers; set when the sheet places it.
  var range = CellRange(CellReference(row: 0, column: 0))

  init(_ kind: Kind, _ title: String, series: [Series], labels: String? = nil) {
    self.kind = kind
    self.title = title
    self.series = series
    self.labels = labels
  }

  /// The chart as the workbook's sheet of a name draws it.
  func drawn(on sheet: String) -> Chart {
    let kind: ChartKind =
      switch self.kind {
      case .column: .column
      case .bar: .bar
      case .radar: .radarWithMarkers
      }
    var chart = Chart(
      kind,
      series: series.map { line in
        ChartSeries(
          name: .text(line.name), categories: SheetReference(sheet: sheet, range: line.categories),
          values: SheetReference(sheet: sheet, range: line.values), color: .rgb(line.color),
          labels: labels.map { ChartSeries.Labels(numberFormat: $0) })
      }, title: title, legend: series.count > 1 ? .bottom : nil)
    chart.fontName = SummaryStyles.bodyFont.name
    chart.titleSize = 12
    chart.alternativeText = title
    chart.valueAxis.minimum = 0
    chart.valueAxis.numberFormat = showsShares ? "0%" : "#,##0"
    chart.valueAxis.maximum = showsShares ? 1 : maximum
    if self.kind == .bar { chart.categoryAxis.isReversed = true }
    return chart
  }
}
