import SpreadsheetModel
import XMLStreaming

/// Rules 9, 25 and 26: the stylesheet.
enum StyleLint {
  static func check(_ styles: LintNode, part: String, _ context: LintContext) {
    if let violation = ChildOrder.styleSheet.violation(in: styles) {
      context.report(.styleOrder, part, violation, at: styles)
    }
    context.checkOrder(below: styles, part: part, orders: ChildOrder.inStyles, rule: .styleOrder)
    checkRequired(styles, part: part, context)
    checkFormats(styles, part: part, context)
    checkNumberFormats(styles, part: part, context)
    checkLooks(styles, part: part, context)
    styles.forEachDescendant { node in
      if let rgb = node["rgb"], rgb.utf8.count != 8 || UInt32(rgb, radix: 16) == nil {
        context.report(.styleLimits, part, "\(node.name) rgb=\(rgb)", at: node)
      }
      // Counts are checked where the standard has them: on the lists of the stylesheet.
      if let count = node.integer("count"), node.name != "tableStyles", node.name != "gradientFill",
        count != node.children.count
      {
        context.report(.styleTables, part, "\(node.name) count=\(count), \(node.children.count)", at: node)
      }
    }
  }

  private static func checkRequired(_ styles: LintNode, part: String, _ context: LintContext) {
    for (list, item) in [("fonts", "font"), ("borders", "border"), ("cellStyleXfs", "xf"), ("cellXfs", "xf")]
    where styles.child(list)?.all(item).isEmpty ?? true {
      context.report(.styleTables, part, list, at: styles.child(list) ?? styles)
    }
    let fills = styles.child("fills")?.all("fill") ?? []
    let reserved = fills.prefix(2).map { $0.child("patternFill")?["patternType"] ?? "none" }
    if reserved != ["none", "gray125"] {
      context.report(
        .styleTables, part, "fills: \(reserved.joined(separator: ", "))", at: styles.child("fills"))
    }
  }

  private static func checkFormats(_ styles: LintNode, part: String, _ context: LintContext) {
    func count(_ list: String, _ item: String) -> Int { styles.child(list)?.all(item).count ?? 0 }
    let limits = [
      ("fontId", count("fonts", "font")), ("fillId", count("fills", "fill")),
      ("borderId", count("borders", "border")), ("xfId", count("cellStyleXfs", "xf")),
    ]
    for list in ["cellStyleXfs", "cellXfs"] {
      for (index, format) in (styles.child(list)?.all("xf") ?? []).enumerated() {
        for (attribute, limit) in limits {
          if let id = format.integer(attribute), id < 0 || id >= max(limit, 1) {
            context.report(.styleTables, part, "\(list) \(index): \(attribute)=\(id)", at: format)
          }
        }
      }
    }
    let total = count("cellXfs", "xf")
    if total > 65_430 { context.report(.styleLimits, part, "cellXfs \(total)", at: styles.child("cellXfs")) }
    var names: Set<String> = []
    for style in styles.child("cellStyles")?.all("cellStyle") ?? [] {
      let name = style["name"] ?? ""
      if name.isEmpty || name.utf16.count > 255 || !names.insert(name.lowercased()).inserted {
        context.report(.styleLimits, part, "cellStyle \(name)", at: style)
      }
      if let id = style.integer("xfId"), id >= max(count("cellStyleXfs", "xf"), 1) {
        context.report(.styleTables, part, "cellStyle \(name): xfId=\(id)", at: style)
      }
    }
  }

  /// Names and sizes that the standard has for fonts, fills, lines and alignments.
  private static func checkLooks(_ styles: LintNode, part: String, _ context: LintContext) {
    styles.forEachDescendant { node in
      func report(_ detail: String) {
        context.report(.styleLimits, part, "\(node.name) \(detail)", at: node)
      }
      switch node.name {
      case "font":
        if let size = node.child("sz")?.number("val"), !(1...409).contains(size) { report("sz=\(size)") }
        if let name = node.child("name")?["val"], name.utf16.count > 31 { report("name=\(name)") }
      case "patternFill":
        if let name = node["patternType"], Fill.Pattern(rawValue: name) == nil {
          report("patternType=\(name)")
        }
      case "left", "right", "top", "bottom", "start", "end", "diagonal", "vertical", "horizontal":
        if let name = node["style"], name != "none", Border.Line.Style(rawValue: name) == nil {
          report("style=\(name)")
        }
      case "alignment":
        if let angle = node["textRotation"] {
          let degrees = Int(markup: angle) ?? -1
          if !(0...180).contains(degrees), degrees != 255 { report("textRotation=\(angle)") }
        }
        if let indent = node["indent"], !(0...250).contains(Int(markup: indent) ?? -1) {
          report("indent=\(indent)")
        }
      default: break
      }
    }
  }

  private static func checkNumberFormats(_ styles: LintNode, part: String, _ context: LintContext) {
    var ids: Set<Int> = []
    for format in styles.child("numFmts")?.all("numFmt") ?? [] {
      let id = format.integer("numFmtId") ?? -1
      let code = format["formatCode"] ?? ""
      if id < 0 || !ids.insert(id).inserted {
        context.report(.styleTables, part, "numFmtId=\(format["numFmtId"] ?? "")", at: format)
      }
      // Excel reads an empty code as General.
      if !code.isEmpty, !NumberFormatRules.isValid(code) {
        context.report(.styleTables, part, "formatCode=\(code)", at: format)
      }
      if code.utf16.count > 255 {
        context.report(.styleLimits, part, "formatCode \(code.utf16.count)", at: format)
      }
    }
  }
}
