import SpreadsheetModel
import XMLStreaming

/// `xl/theme/theme1.xml`: the colours and typefaces that charts and theme colours refer to
/// (ECMA-376 Part 1, 20.1.6).
enum ThemePart {
  /// Dark and light text and background, then six accents and two link colours.
  private static let colors: [(StaticString, UInt32)] = [
    ("a:dk1", 0x000000), ("a:lt1", 0xFFFFFF), ("a:dk2", 0x44546A), ("a:lt2", 0xE7E6E6),
    ("a:accent1", 0x4472C4), ("a:accent2", 0xED7D31), ("a:accent3", 0xA5A5A5),
    ("a:accent4", 0xFFC000), ("a:accent5", 0x5B9BD5), ("a:accent6", 0x70AD47),
    ("a:hlink", 0x0563C1), ("a:folHlink", 0x954F72),
  ]

  static var bytes: [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.element("a:theme", ["xmlns:a": .text(Namespace.drawing), "name": "Office"]) { xml in
      xml.element("a:themeElements") { xml in
        xml.element("a:clrScheme", ["name": "Office"]) { xml in
          for (name, rgb) in colors {
            xml.element(name) { xml in xml.drawingColor(.rgb(rgb)) }
          }
        }
        xml.element("a:fontScheme", ["name": "Office"]) { xml in
          for group in ["a:majorFont", "a:minorFont"] as [StaticString] {
            xml.element(group) { xml in
              xml.element("a:latin", ["typeface": "Calibri"])
              xml.element("a:ea", ["typeface": ""])
              xml.element("a:cs", ["typeface": ""])
              xml.element("a:font", ["script": "Hans", "typeface": "宋体"])
            }
          }
        }
        xml.element("a:fmtScheme", ["name": "Office"]) { xml in
          // Three of each are required: for subtle, moderate and intense effects.
          xml.element("a:fillStyleLst") { xml in xml.threeSolidFills() }
          xml.element("a:lnStyleLst") { xml in
            for width in [6350, 12_700, 19_050] {
              xml.element("a:ln", ["w": .integer(width)]) { xml in
                xml.element("a:solidFill") { xml in xml.element("a:schemeClr", ["val": "phClr"]) }
              }
            }
          }
          xml.element("a:effectStyleLst") { xml in
            for _ in 0..<3 {
              xml.element("a:effectStyle") { xml in xml.element("a:effectLst") }
            }
          }
          xml.element("a:bgFillStyleLst") { xml in xml.threeSolidFills() }
        }
      }
    }
    return xml.bytes
  }
}

extension XMLWriter {
  fileprivate mutating func threeSolidFills() {
    for _ in 0..<3 {
      element("a:solidFill") { xml in xml.element("a:schemeClr", ["val": "phClr"]) }
    }
  }
}
