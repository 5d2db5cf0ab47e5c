import SpreadsheetModel
import XMLStreaming

extension XMLWriter {
  /// Writes the series of one plot. The order of a series' children differs by the plot's kind
  /// (CT_BarSer, CT_LineSer, CT_PieSer, CT_ScatterSer, CT_AreaSer, CT_RadarSer).
  mutating func series(of plot: ChartPlot, chart: Chart, data: ChartData) {
    for (index, series) in plot.series {
      let color = series.color ?? chart.color(at: index)
      element("c:ser") { xml in
        xml.element("c:idx", ["val": .integer(index)])
        xml.element("c:order", ["val": .integer(index)])
        xml.seriesName(series, data: data)
        xml.seriesLook(series, color: color, kind: plot.kind)
        switch plot.kind.shape {
        case .column, .bar:
          xml.element("c:invertIfNegative", ["val": 0])
          xml.pointColors(series.pointColors, isPie: false)
        case .line, .scatter, .radar:
          if !(plot.kind.shape == .radar && plot.kind.isJoinedOrFilled) {
            xml.marker(isShown: plot.kind.hasMarkers, color: color)
          }
        case .area: break
        case .pie, .doughnut:
          xml.pointColors(chart.pieceColors(of: series, data: data), isPie: true)
        }
        if let labels = series.labels { xml.labels(labels, kind: plot.kind) }
        xml.seriesData(series, kind: plot.kind, data: data)
        if plot.kind.shape == .line || plot.kind.shape == .scatter {
          xml.element("c:smooth", ["val": .flag(plot.kind.isSmooth)])
        }
      }
    }
  }

  private mutating func seriesName(_ series: ChartSeries, data: ChartData) {
    switch series.name {
    case nil: break
    case .text(let text):
      element("c:tx") { xml in xml.element("c:v", text: text) }
    case .cell(let reference):
      element("c:tx") { xml in xml.chartTexts(reference, data: data) }
    }
  }

  private mutating func seriesLook(_ series: ChartSeries, color: Color, kind: ChartKind) {
    switch kind.shape {
    case .pie, .doughnut: break
    case .column, .bar, .area:
      // Areas stand in front of each other; what lies behind shows through.
      let share = kind.shape == .area && kind.grouping == .standard ? 70 : 100
      element("c:spPr") { xml in
        xml.element("a:solidFill") { xml in xml.drawingColor(color, opacity: share) }
        xml.drawingLine(nil)
      }
    case .line:
      element("c:spPr") { xml in xml.drawingLine(color, width: series.lineWidth) }
    case .scatter:
      element("c:spPr") { xml in
        xml.drawingLine(kind.isJoinedOrFilled ? color : nil, width: series.lineWidth)
      }
    case .radar:
      element("c:spPr") { xml in
        if kind.isJoinedOrFilled {
          xml.element("a:solidFill") { xml in xml.drawingColor(color, opacity: 50) }
        }
        xml.drawingLine(color, width: series.lineWidth)
      }
    }
  }

  private mutating func marker(isShown: Bool, color: Color) {
    element("c:marker") { xml in
      xml.element("c:symbol", ["val": isShown ? "circle" : "none"])
      if isShown {
        xml.element("c:size", ["val": 6])
        xml.element("c:spPr") { xml in
          xml.element("a:solidFill") { xml in xml.drawingColor(color) }
          xml.drawingLine(.theme(0, tint: 0))
        }
      }
    }
  }

  private mutating func pointColors(_ colors: [Int: Color], isPie: Bool) {
    for (index, color) in colors.sorted(by: { $0.key < $1.key }) {
      element("c:dPt") { xml in
        xml.element("c:idx", ["val": .integer(index)])
        if !isPie { xml.element("c:invertIfNegative", ["val": 0]) }
        xml.element("c:bubble3D", ["val": 0])
        xml.element("c:spPr") { xml in
          xml.element("a:solidFill") { xml in xml.drawingColor(color) }
          xml.drawingLine(isPie ? .theme(0, tint: 0) : nil, width: 1.5)
        }
      }
    }
  }

  private mutating func labels(_ labels: ChartSeries.Labels, kind: ChartKind) {
    element("c:dLbls") { xml in
      if let format = labels.numberFormat {
        xml.element("c:numFmt", ["formatCode": .text(format), "sourceLinked": 0])
      }
      xml.element("c:spPr") { xml in
        xml.element("a:noFill")
        xml.drawingLine(nil)
      }
      xml.chartTextLook(size: 9, color: labels.color)
      if let position = labels.position, kind.takes(position) {
        xml.element("c:dLblPos", ["val": .text(position.rawValue)])
      }
      xml.element("c:showLegendKey", ["val": 0])
      xml.element("c:showVal", ["val": .flag(labels.showsValue)])
      xml.element("c:showCatName", ["val": .flag(labels.showsCategory)])
      xml.element("c:showSerName", ["val": .flag(labels.showsSeries)])
      xml.element("c:showPercent", ["val": .flag(labels.showsPercentage)])
      xml.element("c:showBubbleSize", ["val": 0])
      if !kind.hasAxes { xml.element("c:showLeaderLines", ["val": .flag(kind.shape == .pie)]) }
    }
  }

  private mutating func seriesData(_ series: ChartSeries, kind: ChartKind, data: ChartData) {
    if kind.shape == .scatter {
      if let categories = series.categories {
        element("c:xVal") { xml in xml.chartNumbers(categories, data: data) }
      }
      element("c:yVal") { xml in xml.chartNumbers(series.values, data: data) }
    } else {
      if let categories = series.categories {
        element("c:cat") { xml in xml.chartTexts(categories, data: data) }
      }
      element("c:val") { xml in xml.chartNumbers(series.values, data: data) }
    }
  }
}

extension Chart {
  /// The colour of a series: the palette's, or the theme's accents and then darker ones.
  func color(at index: Int) -> Color {
    if !palette.isEmpty { return palette[index % palette.count] }
    let round = index / 6
    return .theme(4 + index % 6, tint: round == 0 ? 0 : round % 2 == 1 ? -0.25 : 0.4)
  }

  /// The colours of a pie's pieces.
  func pieceColors(of series: ChartSeries, data: ChartData) -> [Int: Color] {
    let count = min(series.values.range.count, 64)
    var colors = Dictionary(uniqueKeysWithValues: (0..<count).map { ($0, color(at: $0)) })
    colors.merge(series.pointColors) { $1 }
    return colors
  }
}

extension ChartKind {
  /// Whether labels of this kind may stand there; Excel refuses the file otherwise.
  fileprivate func takes(_ position: ChartSeries.Labels.Position) -> Bool {
    switch shape {
    case .column, .bar:
      grouping == .clustered
        ? [.center, .insideEnd, .insideBase, .outsideEnd].contains(position)
        : [.center, .insideEnd, .insideBase].contains(position)
    case .line, .scatter: [.center, .above, .below, .left, .right].contains(position)
    case .pie: [.center, .insideEnd, .outsideEnd, .bestFit].contains(position)
    case .radar: position == .outsideEnd
    case .area, .doughnut: false
    }
  }
}
