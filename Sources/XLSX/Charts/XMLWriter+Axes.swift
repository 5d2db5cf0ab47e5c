import SpreadsheetModel
import XMLStreaming

/// What has to be known to write one axis.
struct AxisMarkup {
  var axis: ChartAxis
  var id: Int
  /// The id of the axis it crosses.
  var crosses: Int
  var position: String
  var isValue: Bool
  var crossing: String
  /// Whether it runs from left to right.
  var isAcross: Bool
  var isRadar: Bool
  var crossesBetween: String?
}

extension XMLWriter {
  /// Writes one axis: `c:catAx` or `c:valAx`.
  mutating func axis(_ markup: AxisMarkup) {
    let axis = markup.axis
    element(markup.isValue ? "c:valAx" : "c:catAx") { xml in
      xml.element("c:axId", ["val": .integer(markup.id)])
      xml.element("c:scaling") { xml in
        if let base = axis.logarithmBase { xml.element("c:logBase", ["val": .number(base)]) }
        xml.element("c:orientation", ["val": axis.isReversed ? "maxMin" : "minMax"])
        if let maximum = axis.maximum { xml.element("c:max", ["val": .number(maximum)]) }
        if let minimum = axis.minimum { xml.element("c:min", ["val": .number(minimum)]) }
      }
      xml.element("c:delete", ["val": .flag(axis.isHidden)])
      xml.element("c:axPos", ["val": .text(markup.position)])
      if axis.hasGridlines || (markup.isRadar && !markup.isValue) {
        xml.element("c:majorGridlines") { xml in
          xml.element("c:spPr") { xml in xml.drawingLine(.rgb(0xD9D9D9)) }
        }
      }
      if let title = axis.title {
        xml.chartTitle(title, size: 10, isBold: false, rotation: markup.isAcross ? nil : -90)
      }
      xml.element(
        "c:numFmt",
        [
          "formatCode": .text(axis.numberFormat ?? "General"),
          "sourceLinked": .flag(axis.numberFormat == nil),
        ])
      xml.element("c:majorTickMark", ["val": "none"])
      xml.element("c:minorTickMark", ["val": "none"])
      xml.element("c:tickLblPos", ["val": markup.isValue ? "nextTo" : "low"])
      xml.element("c:spPr") { xml in
        xml.drawingLine(markup.isValue && !markup.isRadar ? nil : .rgb(0xBFBFBF))
      }
      xml.chartTextLook(size: 9, rotation: axis.labelRotation.map { min(max($0, -90), 90) })
      xml.element("c:crossAx", ["val": .integer(markup.crosses)])
      xml.element("c:crosses", ["val": .text(markup.crossing)])
      if markup.isValue {
        if let between = markup.crossesBetween { xml.element("c:crossBetween", ["val": .text(between)]) }
        if let unit = axis.majorUnit { xml.element("c:majorUnit", ["val": .number(unit)]) }
      } else {
        xml.element("c:auto", ["val": 1])
        xml.element("c:lblAlgn", ["val": "ctr"])
        xml.element("c:lblOffset", ["val": 100])
        xml.element("c:noMultiLvlLbl", ["val": 0])
      }
    }
  }
}
