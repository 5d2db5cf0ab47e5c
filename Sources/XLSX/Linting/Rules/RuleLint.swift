import SpreadsheetModel
import XMLStreaming

/// Rules 28 and 29: data validations and conditional formats.
enum RuleLint {
  static func check(_ sheet: LintNode, part: String, _ context: LintContext) {
    checkValidations(sheet, part: part, context)
    checkConditionalFormats(sheet, part: part, context)
  }

  static func ranges(_ text: String?) -> [CellRange]? {
    guard let text else { return nil }
    let ranges = text.split(separator: " ").map { CellRange(a1: $0) }
    let valid = ranges.compactMap { $0 }
    return valid.isEmpty || valid.count != ranges.count ? nil : valid
  }

  private static func checkValidations(_ sheet: LintNode, part: String, _ context: LintContext) {
    guard let list = sheet.child("dataValidations") else { return }
    let items = list.all("dataValidation")
    if items.isEmpty || items.count > 65_534 {
      context.report(.validations, part, "dataValidations \(items.count)", at: list)
    }
    if let count = list.integer("count"), count != items.count {
      context.report(.validations, part, "count=\(count), \(items.count)", at: list)
    }
    for item in items {
      let ranges = ranges(item["sqref"])
      let cell = ranges?.first?.first
      func report(_ detail: String) { context.report(.validations, part, detail, cell: cell, at: item) }
      if ranges == nil { report("sqref=\(item["sqref"] ?? "")") }
      let type = item["type"] ?? "none"
      let formula = item.child("formula1")?.text ?? ""
      if type != "none", formula.isEmpty { report("\(type): formula1") }
      for name in ["formula1", "formula2"] {
        guard type != "none", let text = item.child(name)?.text, !text.isEmpty else { continue }
        // A list of texts may be longer than a text in a formula; its length is told below.
        if type == "list", text.hasPrefix("\""), text.utf16.count > 257 { continue }
        if let fault = context.fault(of: EscapedCharacters.decoded(text)) { report("\(name) \(fault)") }
      }
      if type == "list", formula.hasPrefix("\""), formula.utf16.count > 257 {
        report("list \(formula.utf16.count - 2)")
      }
      let comparison = item["operator"] ?? "between"
      if ["whole", "decimal", "date", "time", "textLength"].contains(type),
        comparison == "between" || comparison == "notBetween", item.child("formula2") == nil
      {
        report("\(type): formula2")
      }
      for (attribute, limit) in [("promptTitle", 32), ("errorTitle", 32), ("prompt", 255), ("error", 255)]
      where (item[attribute]?.utf16.count ?? 0) > limit {
        report("\(attribute) \(item[attribute]?.utf16.count ?? 0)")
      }
    }
  }

  private static func checkConditionalFormats(
    _ sheet: LintNode, part: String, _ context: LintContext
  ) {
    let extended = Set(
      (sheet.child("extLst")?.children ?? []).flatMap { item in
        item.children.filter { $0.name == "conditionalFormattings" }.flatMap { list in
          list.children.flatMap { $0.all("cfRule") }.compactMap { $0["id"]?.uppercased() }
        }
      })
    for format in sheet.all("conditionalFormatting") {
      let ranges = ranges(format["sqref"])
      let cell = ranges?.first?.first
      func report(_ detail: String, at node: LintNode? = nil) {
        context.report(.conditionalFormats, part, detail, cell: cell, at: node ?? format)
      }
      if ranges == nil { report("sqref=\(format["sqref"] ?? "")") }
      if format.all("cfRule").isEmpty { report("cfRule") }
      for rule in format.all("cfRule") {
        let type = rule["type"] ?? ""
        if (rule.integer("priority") ?? 0) < 1 {
          report("\(type): priority=\(rule["priority"] ?? "")", at: rule)
        }
        if let id = rule["dxfId"], !(0..<context.differentialCount).contains(Int(markup: id) ?? -1) {
          report("\(type): dxfId=\(id)", at: rule)
        }
        let formulas = rule.all("formula")
        if formulas.count < neededFormulas(of: rule) {
          report("\(type): formula × \(formulas.count)", at: rule)
        }
        for formula in formulas where !formula.text.isEmpty {
          if let fault = context.fault(of: EscapedCharacters.decoded(formula.text)) {
            report(fault, at: formula)
          }
        }
        checkScale(of: rule, type: type) { report($0, at: rule) }
        rule.forEachDescendant { node in
          if node.name == "id", node.namespace.contains("2009/9"),
            !extended.contains(node.text.uppercased())
          {
            report("x14:id \(node.text)", at: node)
          }
        }
      }
    }
  }

  private static func neededFormulas(of rule: LintNode) -> Int {
    switch rule["type"] {
    case "cellIs": rule["operator"] == "between" || rule["operator"] == "notBetween" ? 2 : 1
    case "expression", "containsText", "notContainsText", "beginsWith", "endsWith", "containsBlanks",
      "notContainsBlanks", "containsErrors", "notContainsErrors":
      1
    default: 0
    }
  }

  private static func checkScale(of rule: LintNode, type: String, report: (String) -> Void) {
    switch type {
    case "colorScale":
      let scale = rule.child("colorScale")
      let (values, colors) = (scale?.all("cfvo").count ?? 0, scale?.all("color").count ?? 0)
      if !(2...3).contains(values) || values != colors { report("colorScale \(values), \(colors)") }
    case "dataBar":
      let bar = rule.child("dataBar")
      if bar?.all("cfvo").count != 2 || bar?.child("color") == nil { report("dataBar") }
    case "iconSet":
      let icons = rule.child("iconSet")
      let wanted = Int((icons?["iconSet"] ?? "3TrafficLights1").prefix(1)) ?? 3
      if icons?.all("cfvo").count != wanted { report("iconSet \(icons?.all("cfvo").count ?? 0)") }
    default: break
    }
  }
}
