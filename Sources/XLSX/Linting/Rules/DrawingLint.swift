import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// Rule 33: what lies on a sheet, and its charts.
enum DrawingLint {
  static func check(_ part: String, _ context: LintContext) {
    guard let drawing = context.tree(part) else { return }
    var ids: Set<String> = []
    drawing.forEachDescendant { node in
      if node.name == "cNvPr", !ids.insert(node["id"] ?? "").inserted {
        context.report(.drawings, part, "cNvPr id=\(node["id"] ?? "")", at: node)
      }
    }
    for anchor in drawing.children where anchor.name == "twoCellAnchor" {
      guard let from = corner(anchor.child("from")), let to = corner(anchor.child("to")) else {
        context.report(.drawings, part, "from, to", at: anchor)
        continue
      }
      if to.row < from.row || to.column < from.column {
        context.report(.drawings, part, "\(from) > \(to)", cell: from, at: anchor)
      }
    }
    for relationship in context.relationships(of: part).all("chart") {
      if let chart = relationship.part { checkChart(chart, context) }
    }
  }

  private static func corner(_ node: LintNode?) -> CellReference? {
    guard let column = node?.child("col").flatMap({ Int(markup: $0.text) }),
      let row = node?.child("row").flatMap({ Int(markup: $0.text) })
    else { return nil }
    return CellReference(row: row, column: column)
  }

  private static func checkChart(_ part: String, _ context: LintContext) {
    guard let chart = context.tree(part) else { return }
    context.checkOrder(below: chart, part: part, orders: ChildOrder.inChart, rule: .drawings)
    var axes: Set<String> = []
    var used: Set<String> = []
    var crossed: Set<String> = []
    var indices: Set<String> = []
    chart.forEachDescendant { node in
      switch node.name {
      case "catAx", "valAx", "dateAx", "serAx":
        axes.insert(node.child("axId")?["val"] ?? "")
        crossed.insert(node.child("crossAx")?["val"] ?? "")
      case "barChart", "lineChart", "areaChart", "scatterChart", "radarChart", "bubbleChart", "stockChart":
        for axis in node.all("axId") { used.insert(axis["val"] ?? "") }
      case "ser":
        if !indices.insert(node.child("idx")?["val"] ?? "").inserted {
          context.report(.drawings, part, "idx=\(node.child("idx")?["val"] ?? "")", at: node)
        }
      case "numCache", "strCache": checkCache(node, part: part, context)
      case "f" where node.text.isEmpty: context.report(.drawings, part, "c:f", at: node)
      default: break
      }
    }
    for axis in used.union(crossed).subtracting(axes).sorted() {
      context.report(.drawings, part, "axId=\(axis)")
    }
  }

  private static func checkCache(_ cache: LintNode, part: String, _ context: LintContext) {
    let count = cache.child("ptCount")?.integer("val") ?? 0
    for point in cache.all("pt") {
      if let index = point.integer("idx"), index >= count {
        context.report(.drawings, part, "pt idx=\(index) ≥ \(count)", at: point)
      }
    }
  }
}
