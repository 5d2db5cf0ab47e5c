import Formula
import SpreadsheetModel
import XMLStreaming

extension XMLWriter {
  /// Writes one `conditionalFormatting`.
  ///
  /// - Parameters:
  ///   - priority: From 1, the most important; unique in the sheet.
  ///   - differential: Index of the rule's look among the workbook's differential formats.
  ///   - extensionID: The id that ties a data bar to its Excel 2010 form; `nil` leaves that out.
  mutating func conditionalFormat(
    _ format: ConditionalFormat, priority: Int, differential: Int?, extensionID: String? = nil
  ) {
    guard let first = format.ranges.first?.first else { return }
    let rule = ConditionalRuleMarkup(format.rule, firstCell: first)
    element(
      "conditionalFormatting",
      ["sqref": .text(format.ranges.map(\.description).joined(separator: " "))]
    ) { xml in
      xml.element(
        "cfRule",
        [
          "type": .text(rule.type), "dxfId": differential.map { .integer($0) },
          "priority": .integer(priority), "stopIfTrue": format.stopsHere ? 1 : nil,
          "aboveAverage": rule.isBelow ? 0 : nil, "percent": rule.isPercentage ? 1 : nil,
          "bottom": rule.isBottom ? 1 : nil, "operator": rule.comparison.map { .text($0) },
          "text": rule.text.map { .text($0) }, "rank": rule.rank.map { .integer($0) },
        ]
      ) { xml in
        for formula in rule.formulas {
          xml.element("formula", formula: StoredFormula.prefixed(formula))
        }
        switch format.rule {
        case .dataBar(let bar): xml.dataBar(bar, extensionID: extensionID)
        case .colorScale(let scale): xml.colorScale(scale)
        case .iconSet(let icons): xml.iconSet(icons)
        default: break
        }
      }
    }
  }

  private mutating func dataBar(_ bar: ConditionalFormat.DataBar, extensionID: String?) {
    element("dataBar", ["showValue": bar.showsValue ? nil : 0]) { xml in
      xml.threshold(bar.minimum, automatic: "min")
      xml.threshold(bar.maximum, automatic: "max")
      xml.color("color", bar.color)
    }
    if let extensionID {
      element("extLst") { xml in
        xml.element(
          "ext", ["xmlns:x14": .text(Namespace.x14), "uri": "{B025F937-C7B1-47D3-B67F-A62EFF666E3E}"]
        ) { xml in
          xml.element("x14:id", text: extensionID)
        }
      }
    }
  }

  private mutating func colorScale(_ scale: ConditionalFormat.ColorScale) {
    element("colorScale") { xml in
      for stop in scale.stops { xml.threshold(stop.threshold, automatic: "min") }
      for stop in scale.stops { xml.color("color", stop.color) }
    }
  }

  private mutating func iconSet(_ icons: ConditionalFormat.IconSet) {
    element(
      "iconSet",
      [
        "iconSet": .text(icons.icons.rawValue), "showValue": icons.showsValue ? nil : 0,
        "reverse": icons.isReversed ? 1 : nil,
      ]
    ) { xml in
      for threshold in icons.allThresholds { xml.threshold(threshold, automatic: "min") }
    }
  }

  private mutating func threshold(_ threshold: ConditionalFormat.Threshold, automatic: String) {
    let (type, value) = threshold.parts
    element("cfvo", ["type": .text(type ?? automatic), "val": value.map { .text($0) }])
  }

  /// Writes the Excel 2010 form of the data bars of a sheet.
  mutating func extendedDataBars(_ bars: [ExtendedDataBar]) {
    element("x14:conditionalFormattings") { xml in for bar in bars { xml.extendedDataBar(bar) } }
  }

  /// Writes the Excel 2010 form of one data bar: solid bars, bars to the left of zero.
  ///
  /// - Parameter declaring: The namespace to declare for `x14`; `nil` where an element around has done so.
  mutating func extendedDataBar(_ extended: ExtendedDataBar, declaring namespace: String? = nil) {
    let bar = extended.bar
    element(
      "x14:conditionalFormatting",
      ["xmlns:x14": namespace.map { .text($0) }, "xmlns:xm": .text(Namespace.x14Cells)]
    ) { xml in
      xml.element("x14:cfRule", ["type": "dataBar", "id": .text(extended.id)]) { xml in
        xml.element(
          "x14:dataBar", ["minLength": 0, "maxLength": 100, "gradient": bar.isGradient ? nil : 0]
        ) { xml in
          xml.extendedThreshold(bar.minimum, automatic: "autoMin")
          xml.extendedThreshold(bar.maximum, automatic: "autoMax")
          xml.color("x14:negativeFillColor", bar.negativeColor)
          xml.color("x14:axisColor", .rgb(0x000000))
        }
      }
      xml.element("xm:sqref", text: extended.ranges.map(\.description).joined(separator: " "))
    }
  }

  private mutating func extendedThreshold(
    _ threshold: ConditionalFormat.Threshold, automatic: String
  ) {
    let (type, value) = threshold.parts
    element("x14:cfvo", ["type": .text(type ?? automatic)]) { xml in
      if let value { xml.element("xm:f", text: value) }
    }
  }
}

/// A data bar with what its Excel 2010 form needs besides.
struct ExtendedDataBar {
  let bar: ConditionalFormat.DataBar
  let ranges: [CellRange]
  /// The id that ties the two forms together.
  let id: String

  /// Names the extension of a worksheet that holds them.
  static let extensionURI = "{78C0D931-6437-407d-A8EE-F0AAD7539E65}"

  /// `nil` where the format is no data bar.
  init?(_ format: ConditionalFormat, id: String) {
    guard case .dataBar(let bar) = format.rule else { return nil }
    self.bar = bar
    ranges = format.ranges
    self.id = id
  }

  /// An id, by the sheet and the position of the rule among the sheet's.
  static func id(sheet: Int, rule: Int) -> String {
    func digits(_ number: Int, _ width: Int) -> String {
      let digits = String(number, radix: 16, uppercase: true)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "{DA7ABA45-0000-4000-8000-\(digits(sheet, 4))\(digits(rule, 8))}"
  }
}

extension ConditionalFormat.Threshold {
  /// The type of a `cfvo` and its value; no type for `automatic`, whose name differs by place.
  fileprivate var parts: (type: String?, value: String?) {
    switch self {
    case .lowest: ("min", nil)
    case .highest: ("max", nil)
    case .number(let number): ("num", Self.text(number))
    case .percent(let number): ("percent", Self.text(number))
    case .percentile(let number): ("percentile", Self.text(number))
    case .formula(let formula): ("formula", formula)
    case .automatic: (nil, nil)
    }
  }

  private static func text(_ number: Double) -> String {
    var xml = XMLWriter(capacity: 64)
    xml.write(number: number)
    return String(decoding: xml.bytes, as: UTF8.self)
  }
}

/// The attributes and formulas of a rule (CT_CfRule, 18.3.1.10).
private struct ConditionalRuleMarkup {
  var type: String
  var formulas: [String] = []
  var comparison: String?
  var text: String?
  var rank: Int?
  var isPercentage = false
  var isBottom = false
  var isBelow = false

  init(_ rule: ConditionalFormat.Rule, firstCell: CellReference) {
    // What Excel itself checks is the formula; the other attributes are for its dialogue.
    func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }
    switch rule {
    case .value(let comparison, _):
      type = "cellIs"
      let parts = comparison.parts
      self.comparison = parts.name
      formulas = parts.bounds
    case .formula(let formula, _):
      type = "expression"
      formulas = [formula]
    case .contains(let text, _):
      type = "containsText"
      comparison = "containsText"
      self.text = text
      formulas = ["NOT(ISERROR(SEARCH(\(quoted(text)),\(firstCell))))"]
    case .lacks(let text, _):
      type = "notContainsText"
      comparison = "notContains"
      self.text = text
      formulas = ["ISERROR(SEARCH(\(quoted(text)),\(firstCell)))"]
    case .begins(let text, _):
      type = "beginsWith"
      comparison = "beginsWith"
      self.text = text
      formulas = ["LEFT(\(firstCell),\(text.utf16.count))=\(quoted(text))"]
    case .ends(let text, _):
      type = "endsWith"
      comparison = "endsWith"
      self.text = text
      formulas = ["RIGHT(\(firstCell),\(text.utf16.count))=\(quoted(text))"]
    case .highest(let rank, let isPercentage, _):
      type = "top10"
      self.rank = rank
      self.isPercentage = isPercentage
    case .lowest(let rank, let isPercentage, _):
      type = "top10"
      self.rank = rank
      self.isPercentage = isPercentage
      isBottom = true
    case .aboveAverage: type = "aboveAverage"
    case .belowAverage:
      type = "aboveAverage"
      isBelow = true
    case .duplicates: type = "duplicateValues"
    case .unique: type = "uniqueValues"
    case .blank:
      type = "containsBlanks"
      formulas = ["LEN(TRIM(\(firstCell)))=0"]
    case .notBlank:
      type = "notContainsBlanks"
      formulas = ["LEN(TRIM(\(firstCell)))>0"]
    case .errors:
      type = "containsErrors"
      formulas = ["ISERROR(\(firstCell))"]
    case .dataBar: type = "dataBar"
    case .colorScale: type = "colorScale"
    case .iconSet: type = "iconSet"
    }
  }
}
