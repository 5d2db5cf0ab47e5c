import SpreadsheetModel
import XMLStreaming

/// `xl/charts/chart#.xml` (ECMA-376 Part 1, 21.2).
enum ChartPart {
  static func bytes(of chart: Chart, data: ChartData) -> [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.element(
      "c:chartSpace",
      [
        "xmlns:c": .text(Namespace.chart), "xmlns:a": .text(Namespace.drawing),
        "xmlns:r": .text(Namespace.relationships),
      ]
    ) { xml in
      xml.element("c:roundedCorners", ["val": 0])
      xml.element("c:chart") { xml in
        if let title = chart.title {
          xml.chartTitle(title, size: chart.titleSize, isBold: false)
        }
        xml.element("c:autoTitleDeleted", ["val": .flag(chart.title == nil)])
        xml.element("c:plotArea") { xml in
          xml.element("c:layout")
          xml.plots(of: chart, data: data)
        }
        if let legend = chart.legend {
          xml.element("c:legend") { xml in
            xml.element("c:legendPos", ["val": .text(legend.rawValue)])
            xml.element("c:overlay", ["val": 0])
            xml.chartTextLook(size: 9)
          }
        }
        xml.element("c:plotVisOnly", ["val": 1])
        xml.element("c:dispBlanksAs", ["val": "gap"])
      }
      xml.element("c:spPr") { xml in
        xml.element("a:solidFill") { xml in xml.drawingColor(.theme(0, tint: 0)) }
        xml.drawingLine(.rgb(0xD9D9D9))
      }
      xml.element("c:txPr") { xml in
        xml.element("a:bodyPr")
        xml.element("a:lstStyle")
        xml.element("a:p") { xml in
          xml.element("a:pPr") { xml in
            xml.element("a:defRPr") { xml in
              if let face = chart.fontName {
                xml.element("a:latin", ["typeface": .text(face)])
                xml.element("a:ea", ["typeface": .text(face)])
              }
            }
          }
          xml.element("a:endParaRPr", ["lang": "zh-CN"])
        }
      }
    }
    return xml.bytes
  }
}

/// The series of a chart that are drawn in one way on one axis: one `c:barChart` and the like.
struct ChartPlot {
  var kind: ChartKind
  var usesSecondaryAxis: Bool
  var series: [(index: Int, series: ChartSeries)]

  /// The plots of a chart, those on the first axis before those on the second.
  static func plots(of chart: Chart) -> [ChartPlot] {
    var plots: [ChartPlot] = []
    for (index, series) in chart.series.enumerated() {
      let kind = series.kind ?? chart.kind
      if let known = plots.firstIndex(where: {
        $0.kind == kind && $0.usesSecondaryAxis == series.usesSecondaryAxis
      }) {
        plots[known].series.append((index, series))
      } else {
        plots.append(
          ChartPlot(kind: kind, usesSecondaryAxis: series.usesSecondaryAxis, series: [(index, series)]))
      }
    }
    return plots.filter { !$0.usesSecondaryAxis } + plots.filter(\.usesSecondaryAxis)
  }
}
