import SpreadsheetModel
import XMLStreaming

extension XMLWriter {
  /// Writes the look of a chart's text (`c:txPr`).
  mutating func chartTextLook(
    size: Double, isBold: Bool = false, color: Color? = nil, rotation: Int? = nil
  ) {
    element("c:txPr") { xml in
      xml.element(
        "a:bodyPr",
        ["rot": rotation.map { .integer($0 * 60_000) }, "vert": rotation == nil ? nil : "horz"])
      xml.element("a:lstStyle")
      xml.element("a:p") { xml in
        xml.element("a:pPr") { xml in xml.runLook("a:defRPr", size: size, isBold: isBold, color: color) }
        xml.element("a:endParaRPr", ["lang": "zh-CN"])
      }
    }
  }

  /// Writes a title (`c:title`).
  mutating func chartTitle(_ text: String, size: Double, isBold: Bool, rotation: Int? = nil) {
    element("c:title") { xml in
      xml.element("c:tx") { xml in
        xml.element("c:rich") { xml in
          xml.element(
            "a:bodyPr",
            ["rot": rotation.map { .integer($0 * 60_000) }, "vert": rotation == nil ? nil : "horz"])
          xml.element("a:lstStyle")
          xml.element("a:p") { xml in
            xml.element("a:pPr") { xml in xml.runLook("a:defRPr", size: size, isBold: isBold) }
            xml.element("a:r") { xml in
              xml.runLook("a:rPr", size: size, isBold: isBold)
              xml.element("a:t", text: text)
            }
          }
        }
      }
      xml.element("c:overlay", ["val": 0])
    }
  }

  private mutating func runLook(
    _ name: StaticString, size: Double, isBold: Bool, color: Color? = nil
  ) {
    element(
      name,
      [
        "lang": name.utf8CodeUnitCount == 5 ? "zh-CN" : nil,
        "sz": .integer(Int((size * 100).rounded().clamped(to: 100...400_000))), "b": .flag(isBold),
      ]
    ) { xml in
      xml.element("a:solidFill") { xml in
        if let color {
          xml.drawingColor(color)
        } else {
          // Dark grey: 65 % of the theme's text colour, as Excel's own charts have it.
          xml.element("a:schemeClr", ["val": "tx1"]) { xml in
            xml.element("a:lumMod", ["val": 65_000])
            xml.element("a:lumOff", ["val": 35_000])
          }
        }
      }
    }
  }

  /// Writes a colour in the way of DrawingML.
  ///
  /// - Parameter opacity: Per cent.
  mutating func drawingColor(_ color: Color, opacity: Int = 100) {
    func alpha(_ xml: inout XMLWriter) {
      if opacity < 100 { xml.element("a:alpha", ["val": .integer(max(opacity, 0) * 1000)]) }
    }
    switch color {
    case .rgb(let rgb):
      element("a:srgbClr", ["val": .text(Self.hexadecimal(rgb))]) { xml in alpha(&xml) }
    case .theme(let index, let tint):
      element("a:schemeClr", ["val": .text(Self.schemeName(index))]) { xml in
        let share = Int((tint.magnitude * 100_000).rounded().clamped(to: 0...100_000))
        if tint > 0 {
          xml.element("a:lumMod", ["val": .integer(100_000 - share)])
          xml.element("a:lumOff", ["val": .integer(share)])
        } else if tint < 0 {
          xml.element("a:lumMod", ["val": .integer(100_000 - share)])
        }
        alpha(&xml)
      }
    case .indexed: element("a:schemeClr", ["val": "tx1"]) { xml in alpha(&xml) }
    }
  }

  /// The theme's colours in the order in which cells count them (18.8.3).
  private static func schemeName(_ index: Int) -> String {
    let names = [
      "bg1", "tx1", "bg2", "tx2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
      "hlink", "folHlink",
    ]
    return names.indices.contains(index) ? names[index] : "tx1"
  }

  /// Writes a line's colour and width in points; no line for `nil`.
  mutating func drawingLine(_ color: Color?, width: Double = 0.75) {
    guard let color else {
      element("a:ln") { xml in xml.element("a:noFill") }
      return
    }
    element(
      "a:ln",
      ["w": .integer(Int((width * 12_700).rounded().clamped(to: 0...20_116_800))), "cap": "rnd"]
    ) { xml in
      xml.element("a:solidFill") { xml in xml.drawingColor(color) }
      xml.element("a:round")
    }
  }
}
