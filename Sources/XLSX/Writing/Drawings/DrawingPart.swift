import SpreadsheetModel
import XMLStreaming

/// `xl/drawings/drawing#.xml`: what lies on a sheet, and where (ECMA-376 Part 1, 20.5).
enum DrawingPart {
  /// English Metric Units in a pixel of 96 to the inch.
  static let unitsPerPixel = 9525

  /// The drawing of charts and pictures whose relationship ids are given.
  static func bytes(
    charts: [(chart: PlacedChart, relationship: String)],
    images: [(image: PlacedImage, relationship: String)]
  ) -> [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.element(
      "xdr:wsDr",
      ["xmlns:xdr": .text(Namespace.spreadsheetDrawing), "xmlns:a": .text(Namespace.drawing)]
    ) { xml in
      for (index, item) in charts.enumerated() {
        xml.anchor(item.chart.anchor) { xml in
          xml.chartFrame(item.chart.chart, number: index + 1, relationship: item.relationship)
        }
      }
      for (index, item) in images.enumerated() {
        xml.anchor(item.image.anchor) { xml in
          xml.picture(
            item.image, number: charts.count + index + 1, relationship: item.relationship)
        }
      }
    }
    return xml.bytes
  }
}

extension XMLWriter {
  /// Writes an anchor around a drawing.
  mutating func anchor(_ anchor: DrawingAnchor, content: (inout XMLWriter) -> Void) {
    if let range = anchor.range {
      element("xdr:twoCellAnchor") { xml in
        xml.marker("xdr:from", range.first)
        xml.marker("xdr:to", CellReference(row: range.last.row + 1, column: range.last.column + 1))
        content(&xml)
        xml.element("xdr:clientData")
      }
    } else {
      element("xdr:oneCellAnchor") { xml in
        xml.marker("xdr:from", anchor.cell)
        xml.element(
          "xdr:ext",
          [
            "cx": .integer(anchor.width * DrawingPart.unitsPerPixel),
            "cy": .integer(anchor.height * DrawingPart.unitsPerPixel),
          ])
        content(&xml)
        xml.element("xdr:clientData")
      }
    }
  }

  private mutating func marker(_ name: StaticString, _ cell: CellReference) {
    element(name) { xml in
      xml.element("xdr:col", text: "\(min(cell.column, CellReference.columnLimit - 1))")
      xml.element("xdr:colOff", text: "0")
      xml.element("xdr:row", text: "\(min(cell.row, CellReference.rowLimit - 1))")
      xml.element("xdr:rowOff", text: "0")
    }
  }

  fileprivate mutating func picture(_ image: PlacedImage, number: Int, relationship: String) {
    element("xdr:pic") { xml in
      xml.element("xdr:nvPicPr") { xml in
        xml.element(
          "xdr:cNvPr",
          [
            "id": .integer(number + 1), "name": .text("Picture \(number)"),
            "descr": image.alternativeText.map { .text($0) },
          ])
        xml.element("xdr:cNvPicPr") { xml in xml.element("a:picLocks", ["noChangeAspect": 1]) }
      }
      xml.element("xdr:blipFill") { xml in
        xml.element(
          "a:blip", ["xmlns:r": .text(Namespace.relationships), "r:embed": .text(relationship)])
        xml.element("a:stretch") { xml in xml.element("a:fillRect") }
      }
      xml.element("xdr:spPr") { xml in
        xml.element("a:xfrm") { xml in
          xml.element("a:off", ["x": 0, "y": 0])
          xml.element(
            "a:ext",
            [
              "cx": .integer(image.anchor.width * DrawingPart.unitsPerPixel),
              "cy": .integer(image.anchor.height * DrawingPart.unitsPerPixel),
            ])
        }
        xml.element("a:prstGeom", ["prst": "rect"]) { xml in xml.element("a:avLst") }
      }
    }
  }

  fileprivate mutating func chartFrame(_ chart: Chart, number: Int, relationship: String) {
    element("xdr:graphicFrame", ["macro": ""]) { xml in
      xml.element("xdr:nvGraphicFramePr") { xml in
        xml.element(
          "xdr:cNvPr",
          [
            "id": .integer(number + 1), "name": .text("Chart \(number)"),
            "descr": (chart.alternativeText ?? chart.title).map { .text($0) },
          ])
        xml.element("xdr:cNvGraphicFramePr")
      }
      xml.element("xdr:xfrm") { xml in
        xml.element("a:off", ["x": 0, "y": 0])
        xml.element("a:ext", ["cx": 0, "cy": 0])
      }
      xml.element("a:graphic") { xml in
        xml.element("a:graphicData", ["uri": .text(Namespace.chart)]) { xml in
          xml.element(
            "c:chart",
            [
              "xmlns:c": .text(Namespace.chart), "xmlns:r": .text(Namespace.relationships),
              "r:id": .text(relationship),
            ])
        }
      }
    }
  }
}
