import SpreadsheetModel
import XMLStreaming

extension XMLWriter {
  /// Writes the plots of a chart and, after all of them, their axes.
  mutating func plots(of chart: Chart, data: ChartData) {
    let plots = ChartPlot.plots(of: chart)
    for plot in plots { self.plot(plot, of: chart, data: data) }
    for usesSecondaryAxis in [false, true] {
      if let first = plots.first(where: { $0.usesSecondaryAxis == usesSecondaryAxis && $0.kind.hasAxes }) {
        axes(of: chart, for: first)
      }
    }
  }

  private mutating func plot(_ plot: ChartPlot, of chart: Chart, data: ChartData) {
    let kind = plot.kind
    let isPie = !kind.hasAxes
    switch kind.shape {
    case .column, .bar:
      element("c:barChart") { xml in
        xml.element("c:barDir", ["val": kind.shape == .bar ? "bar" : "col"])
        xml.element("c:grouping", ["val": .text(kind.grouping.rawValue)])
        xml.element("c:varyColors", ["val": 0])
        xml.series(of: plot, chart: chart, data: data)
        xml.element("c:gapWidth", ["val": .integer(min(max(chart.gapWidth, 0), 500))])
        if kind.grouping != .clustered { xml.element("c:overlap", ["val": 100]) }
        xml.axisIDs(plot)
      }
    case .line:
      element("c:lineChart") { xml in
        xml.element("c:grouping", ["val": .text(kind.grouping.rawValue)])
        xml.element("c:varyColors", ["val": 0])
        xml.series(of: plot, chart: chart, data: data)
        xml.element("c:marker", ["val": 1])
        xml.axisIDs(plot)
      }
    case .area:
      element("c:areaChart") { xml in
        xml.element("c:grouping", ["val": .text(kind.grouping.rawValue)])
        xml.element("c:varyColors", ["val": 0])
        xml.series(of: plot, chart: chart, data: data)
        xml.axisIDs(plot)
      }
    case .scatter:
      element("c:scatterChart") { xml in
        xml.element("c:scatterStyle", ["val": kind.isSmooth ? "smoothMarker" : "lineMarker"])
        xml.element("c:varyColors", ["val": 0])
        xml.series(of: plot, chart: chart, data: data)
        xml.axisIDs(plot)
      }
    case .radar:
      element("c:radarChart") { xml in
        xml.element(
          "c:radarStyle",
          ["val": kind.isJoinedOrFilled ? "filled" : kind.hasMarkers ? "marker" : "standard"])
        xml.element("c:varyColors", ["val": 0])
        xml.series(of: plot, chart: chart, data: data)
        xml.axisIDs(plot)
      }
    case .pie, .doughnut:
      element(kind.shape == .pie ? "c:pieChart" : "c:doughnutChart") { xml in
        xml.element("c:varyColors", ["val": .flag(isPie)])
        xml.series(of: plot, chart: chart, data: data)
        xml.element("c:firstSliceAng", ["val": 0])
        if kind.shape == .doughnut {
          xml.element("c:holeSize", ["val": .integer(min(max(chart.holeSize, 10), 90))])
        }
      }
    }
  }

  private mutating func axisIDs(_ plot: ChartPlot) {
    let ids = AxisIDs(plot)
    element("c:axId", ["val": .integer(ids.category)])
    element("c:axId", ["val": .integer(ids.value)])
  }

  private mutating func axes(of chart: Chart, for plot: ChartPlot) {
    let ids = AxisIDs(plot)
    let isBar = plot.kind.shape == .bar
    let isSecondary = plot.usesSecondaryAxis
    var category = chart.categoryAxis
    if isSecondary {
      // The second axis of categories is there to be crossed, not to be seen.
      category = ChartAxis(isHidden: true)
    }
    var value = isSecondary ? chart.secondaryAxis : chart.valueAxis
    if plot.kind.grouping == .percentStacked { value.numberFormat = value.numberFormat ?? "0%" }
    let categoryAxis = AxisMarkup(
      axis: category, id: ids.category, crosses: ids.value,
      position: isBar ? "l" : "b", isValue: plot.kind.shape == .scatter,
      crossing: "autoZero", isAcross: !isBar, isRadar: plot.kind.shape == .radar)
    let valueAxis = AxisMarkup(
      axis: value, id: ids.value, crosses: ids.category,
      position: isBar ? (isSecondary ? "t" : "b") : (isSecondary ? "r" : "l"), isValue: true,
      crossing: isSecondary ? "max" : "autoZero", isAcross: isBar,
      isRadar: plot.kind.shape == .radar, crossesBetween: plot.kind.crossesBetween)
    self.axis(categoryAxis)
    self.axis(valueAxis)
  }
}

/// The ids of a plot's two axes.
private struct AxisIDs {
  let category: Int
  let value: Int

  init(_ plot: ChartPlot) {
    category = plot.usesSecondaryAxis ? 50_010_003 : 50_010_001
    value = category + 1
  }
}

extension ChartKind {
  /// Whether the values' axis stands between categories or on them.
  fileprivate var crossesBetween: String {
    switch shape {
    case .area, .scatter: "midCat"
    default: "between"
    }
  }
}
