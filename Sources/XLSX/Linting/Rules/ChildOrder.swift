import SpreadsheetModel

/// The order in which an element wants its children (`xsd:sequence`), and which of them may be repeated.
struct ChildOrder {
  let names: [String]
  var repeated: Set<String> = []

  static let worksheet = ChildOrder(
    names: ElementOrder.worksheet.names, repeated: ["conditionalFormatting"])
  static let workbook = ChildOrder(
    names: ElementOrder.workbook.names, repeated: ["fileRecoveryPr", "customWorkbookViews"])
  static let styleSheet = ChildOrder(names: ElementOrder.styleSheet.names)

  /// Children of elements of a worksheet (18.3.1).
  static let inWorksheet: [String: ChildOrder] = [
    "sheetPr": .init(names: ["tabColor", "outlinePr", "pageSetUpPr"]),
    "sheetView": .init(
      names: ["pane", "selection", "pivotSelection", "extLst"],
      repeated: ["selection", "pivotSelection"]),
    "c": .init(names: ["f", "v", "is", "extLst"]),
    "autoFilter": .init(names: ["filterColumn", "sortState", "extLst"], repeated: ["filterColumn"]),
    "cfRule": .init(
      names: ["formula", "colorScale", "dataBar", "iconSet", "extLst"], repeated: ["formula"]),
    "dataValidation": .init(names: ["formula1", "formula2"]),
    "headerFooter": .init(
      names: ["oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"]),
  ]

  /// Children of elements of a stylesheet (18.8).
  static let inStyles: [String: ChildOrder] = [
    // The children of `font` are a choice in the transitional schema: any order will do.
    "fill": .init(names: ["patternFill", "gradientFill"]),
    "patternFill": .init(names: ["fgColor", "bgColor"]),
    "border": .init(
      names: [
        "start", "left", "end", "right", "top", "bottom", "diagonal", "vertical", "horizontal",
      ]),
    "xf": .init(names: ["alignment", "protection", "extLst"]),
    "dxf": .init(names: ["font", "numFmt", "fill", "alignment", "border", "protection", "extLst"]),
  ]

  /// Children of elements of a chart (21.2.2).
  static let inChart: [String: ChildOrder] = [
    "chartSpace": .init(
      names: [
        "date1904", "lang", "roundedCorners", "AlternateContent", "style", "clrMapOvr", "pivotSource",
        "protection", "chart", "spPr", "txPr", "externalData", "printSettings", "userShapes", "extLst",
      ]),
    "chart": .init(
      names: [
        "title", "autoTitleDeleted", "pivotFmts", "view3D", "floor", "sideWall", "backWall", "plotArea",
        "legend", "plotVisOnly", "dispBlanksAs", "showDLblsOverMax", "extLst",
      ]),
    "legend": .init(
      names: ["legendPos", "legendEntry", "layout", "overlay", "spPr", "txPr", "extLst"],
      repeated: ["legendEntry"]),
    "title": .init(names: ["tx", "layout", "overlay", "spPr", "txPr", "extLst"]),
    "catAx": axis.followed(by: [
      "auto", "lblAlgn", "lblOffset", "tickLblSkip", "tickMarkSkip", "noMultiLvlLbl", "extLst",
    ]),
    "valAx": axis.followed(by: ["crossBetween", "majorUnit", "minorUnit", "dispUnits", "extLst"]),
    "dateAx": axis.followed(by: [
      "auto", "lblOffset", "baseTimeUnit", "majorUnit", "majorTimeUnit", "minorUnit", "minorTimeUnit",
      "extLst",
    ]),
    "scaling": .init(names: ["logBase", "orientation", "max", "min", "extLst"]),
    "dLbls": .init(
      names: [
        "dLbl", "delete", "numFmt", "spPr", "txPr", "dLblPos", "showLegendKey", "showVal", "showCatName",
        "showSerName", "showPercent", "showBubbleSize", "separator", "showLeaderLines", "leaderLines",
        "extLst",
      ], repeated: ["dLbl"]),
    "dPt": .init(
      names: [
        "idx", "invertIfNegative", "marker", "bubble3D", "explosion", "spPr", "pictureOptions", "extLst",
      ]),
    "marker": .init(names: ["symbol", "size", "spPr", "extLst"]),
    "barChart": .init(
      names: [
        "barDir", "grouping", "varyColors", "ser", "dLbls", "gapWidth", "overlap", "serLines", "axId",
        "extLst",
      ],
      repeated: ["ser", "serLines", "axId"]),
    "lineChart": .init(
      names: [
        "grouping", "varyColors", "ser", "dLbls", "dropLines", "hiLowLines", "upDownBars", "marker",
        "smooth", "axId", "extLst",
      ], repeated: ["ser", "axId"]),
    "areaChart": .init(
      names: ["grouping", "varyColors", "ser", "dLbls", "dropLines", "axId", "extLst"],
      repeated: ["ser", "axId"]),
    "scatterChart": .init(
      names: ["scatterStyle", "varyColors", "ser", "dLbls", "axId", "extLst"],
      repeated: ["ser", "axId"]),
    "radarChart": .init(
      names: ["radarStyle", "varyColors", "ser", "dLbls", "axId", "extLst"], repeated: ["ser", "axId"]),
    "pieChart": .init(
      names: ["varyColors", "ser", "dLbls", "firstSliceAng", "extLst"], repeated: ["ser"]),
    "doughnutChart": .init(
      names: ["varyColors", "ser", "dLbls", "firstSliceAng", "holeSize", "extLst"], repeated: ["ser"]),
    // One list serves all kinds of series: they leave out what they do not have.
    "ser": .init(
      names: [
        "idx", "order", "tx", "spPr", "invertIfNegative", "pictureOptions", "explosion", "marker", "dPt",
        "dLbls", "trendline", "errBars", "cat", "xVal", "val", "yVal", "smooth", "shape", "bubbleSize",
        "bubble3D", "extLst",
      ], repeated: ["dPt", "trendline", "errBars"]),
  ]

  private static let axis = ChildOrder(
    names: [
      "axId", "scaling", "delete", "axPos", "majorGridlines", "minorGridlines", "title", "numFmt",
      "majorTickMark", "minorTickMark", "tickLblPos", "spPr", "txPr", "crossAx", "crosses", "crossesAt",
    ])

  private func followed(by more: [String]) -> ChildOrder { ChildOrder(names: names + more) }

  /// The first child that stands behind one it should precede, or is there twice; names of other
  /// namespaces, and ones the list does not have, are let pass.
  func violation(in node: LintNode) -> String? {
    var last = -1
    var previous = ""
    for child in node.children where child.namespace == node.namespace {
      guard let place = names.firstIndex(of: child.name) else { continue }
      if place < last { return "\(node.name): \(previous) < \(child.name)" }
      if place == last, !repeated.contains(child.name) { return "\(node.name): \(child.name) × 2" }
      last = place
      previous = child.name
    }
    return nil
  }
}

extension LintContext {
  /// Reports the elements below a node whose children are out of order.
  func checkOrder(
    below root: LintNode, part: String, orders: [String: ChildOrder], rule: LintRule
  ) {
    root.forEachDescendant { node in
      if let order = orders[node.name], let violation = order.violation(in: node) {
        report(rule, part, violation, cell: node["r"].flatMap { CellReference(a1: $0) }, at: node)
      }
    }
  }

  /// Reports elements with more than one `extLst`, or one `ext` URI twice.
  func checkExtensionLists(below root: LintNode, part: String) {
    root.forEachDescendant { node in
      let lists = node.children.filter { $0.name == "extLst" }
      if lists.count > 1 { report(.extensionLists, part, "\(node.name): extLst × \(lists.count)", at: node) }
      for list in lists {
        var seen: Set<String> = []
        for item in list.all("ext") {
          guard let uri = item["uri"] else { continue }
          if !seen.insert(uri.uppercased()).inserted {
            report(.extensionLists, part, "\(node.name): ext \(uri) × 2", at: item)
          }
        }
      }
    }
  }
}
