import SpreadsheetModel
import XMLStreaming

/// `xl/styles.xml` of a new workbook.
enum StylesPart {
  static func bytes(of pool: consuming StylePool) -> [UInt8] {
    var pool = pool
    // The number formats of differential formats are declared with the others.
    let differentials = pool.differentials.items.map { style in
      (style, style.numberFormat.map { pool.numberFormatID(of: $0.code) })
    }
    var xml = XMLWriter()
    xml.declaration()
    xml.element("styleSheet", ["xmlns": .text(Namespace.main)]) { xml in
      let codes = pool.numberFormats.items
      if !codes.isEmpty {
        xml.element("numFmts", ["count": .integer(codes.count)]) { xml in
          for (index, code) in codes.enumerated() {
            xml.element("numFmt", ["numFmtId": .integer(164 + index), "formatCode": .xString(code)])
          }
        }
      }
      xml.element("fonts", ["count": .integer(pool.fonts.items.count)]) { xml in
        for font in pool.fonts.items { xml.font(font) }
      }
      xml.element("fills", ["count": .integer(pool.fills.items.count)]) { xml in
        for fill in pool.fills.items { xml.fill(fill) }
      }
      xml.element("borders", ["count": .integer(pool.borders.items.count)]) { xml in
        for border in pool.borders.items { xml.border(border) }
      }
      xml.element("cellStyleXfs", ["count": 1]) { xml in
        xml.element("xf", ["numFmtId": 0, "fontId": 0, "fillId": 0, "borderId": 0])
      }
      xml.element("cellXfs", ["count": .integer(pool.formats.items.count)]) { xml in
        for format in pool.formats.items { xml.cellFormat(format) }
      }
      xml.element("cellStyles", ["count": 1]) { xml in
        xml.element("cellStyle", ["name": "Normal", "xfId": 0, "builtinId": 0])
      }
      xml.element("dxfs", ["count": .integer(differentials.count)]) { xml in
        for (style, id) in differentials { xml.differential(style, numberFormatID: id) }
      }
      xml.element(
        "tableStyles",
        [
          "count": 0, "defaultTableStyle": "TableStyleMedium2",
          "defaultPivotStyle": "PivotStyleLight16",
        ])
    }
    return xml.bytes
  }
}
