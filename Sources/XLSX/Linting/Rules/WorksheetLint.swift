import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// Rules 6, 7, 24 and 27 to 37, 39: a worksheet and the parts that hang on it.
final class WorksheetLint {
  private let context: LintContext
  private let part: String
  /// Cells that refer to the shared strings.
  private(set) var stringUses = 0
  /// Whether the sheet is among the selected ones.
  private(set) var isSelected = false
  /// Whether the sheet has a filter of its own.
  private(set) var hasFilter = false

  init(_ context: LintContext, part: String) {
    self.context = context
    self.part = part
  }

  func check() {
    let relationships = context.relationships(of: part)
    let tables = TableLint(context, sheet: part, relationships: relationships)
    let cells = CellLint(context, part: part, headings: tables.namedCells)
    guard let sheet = context.tree(part, rows: cells) else { return }
    stringUses = cells.stringUses
    context.formulaCells[PartName.key(part)] = cells.formulaCells
    hasFilter = sheet.child("autoFilter") != nil
    if let violation = ChildOrder.worksheet.violation(in: sheet) {
      context.report(.worksheetOrder, part, violation, at: sheet)
    }
    context.checkOrder(
      below: sheet, part: part, orders: ChildOrder.inWorksheet, rule: .sheetElementOrder)
    checkColumns(sheet)
    checkViews(sheet)
    let merges = checkMerges(sheet)
    tables.check(
      sheet, headings: cells.headings, merges: merges,
      filter: sheet.child("autoFilter")?["ref"].flatMap { CellRange(a1: $0) })
    for (first, second) in RangeOverlap.pairs(of: cells.arrays) {
      report(.formulas, "array \(first) \(second)", cell: second.first)
    }
    RuleLint.check(sheet, part: part, context)
    checkHyperlinks(sheet, relationships)
    checkPage(sheet)
    NoteLint.check(sheet, part: part, context, relationships)
    for relationship in relationships.all("drawing") {
      if let drawing = relationship.part { DrawingLint.check(drawing, context) }
    }
    checkExtensions(sheet)
  }

  private func report(
    _ rule: LintRule, _ detail: String, cell: CellReference? = nil, at node: LintNode? = nil
  ) {
    context.report(rule, part, detail, cell: cell, at: node)
  }

  private func checkColumns(_ sheet: LintNode) {
    var last = 0
    for column in sheet.child("cols")?.all("col") ?? [] {
      let first = column.integer("min") ?? 0
      let end = column.integer("max") ?? 0
      if first <= last || end < first || end > CellReference.columnLimit {
        report(.columnsAndRows, "col \(first)-\(end)", at: column)
      }
      last = max(last, end)
      if let width = column.number("width"), !(0...255).contains(width) {
        report(.columnsAndRows, "col \(first)-\(end) width=\(width)", at: column)
      }
      if let level = column.integer("outlineLevel"), !(0...7).contains(level) {
        report(.columnsAndRows, "col \(first)-\(end) outlineLevel=\(level)", at: column)
      }
      if let style = column.integer("style"), style < 0 || style >= max(context.cellFormatCount, 1) {
        report(.cellIndices, "col \(first)-\(end) style=\(style)", at: column)
      }
    }
    if let cols = sheet.child("cols"), cols.children.isEmpty { report(.columnsAndRows, "cols", at: cols) }
    for name in ["rowBreaks", "colBreaks"] {
      guard let breaks = sheet.child(name) else { continue }
      if breaks.children.count > 1026 {
        report(.columnsAndRows, "\(name) \(breaks.children.count)", at: breaks)
      }
      if let count = breaks.integer("count"), count != breaks.children.count {
        report(.columnsAndRows, "\(name) count=\(count)", at: breaks)
      }
      let manual = breaks.children.count { $0.flag("man") == true }
      if let count = breaks.integer("manualBreakCount"), count != manual {
        report(.columnsAndRows, "\(name) manualBreakCount=\(count), \(manual)", at: breaks)
      }
      let limit = name == "rowBreaks" ? CellReference.rowLimit : CellReference.columnLimit
      var ids: Set<Int> = []
      for item in breaks.all("brk") {
        // Without one the break is before the first line.
        let id = item["id"].map { Int(markup: $0) ?? -1 } ?? 0
        if !(0..<limit).contains(id) || !ids.insert(id).inserted {
          report(.columnsAndRows, "\(name) id=\(item["id"] ?? "")", at: item)
        }
      }
    }
  }

  private func checkViews(_ sheet: LintNode) {
    var ids: Set<Int> = []
    for view in sheet.child("sheetViews")?.all("sheetView") ?? [] {
      let id = view.integer("workbookViewId") ?? -1
      if !(0..<context.viewCount).contains(id) || !ids.insert(id).inserted {
        report(.views, "workbookViewId=\(view["workbookViewId"] ?? "")", at: view)
      }
      if view.flag("tabSelected") == true { isSelected = true }
      if let zoom = view.integer("zoomScale"), !(10...400).contains(zoom) {
        report(.views, "zoomScale=\(zoom)", at: view)
      }
      guard let pane = view.child("pane") else { continue }
      if let corner = pane["topLeftCell"], CellReference(a1: corner) == nil {
        report(.views, "topLeftCell=\(corner)", at: pane)
      }
      let across = (pane.number("xSplit") ?? 0) > 0
      let down = (pane.number("ySplit") ?? 0) > 0
      let expected = across && down ? "bottomRight" : down ? "bottomLeft" : "topRight"
      let active = pane["activePane"] ?? "topLeft"
      // A frozen pane's focus may be in any part that exists.
      let exists: Set<String> =
        across && down
        ? ["topLeft", "topRight", "bottomLeft", "bottomRight"] : ["topLeft", expected]
      if !across, !down {
        report(.views, "pane", at: pane)
      } else if !exists.contains(active) {
        report(.views, "activePane=\(active)", at: pane)
      }
    }
  }

  private func checkMerges(_ sheet: LintNode) -> [CellRange] {
    guard let list = sheet.child("mergeCells") else { return [] }
    var ranges: [CellRange] = []
    for merge in list.all("mergeCell") {
      guard let range = merge["ref"].flatMap({ CellRange(a1: $0) }), !range.isSingleCell else {
        report(.merges, merge["ref"] ?? "", at: merge)
        continue
      }
      ranges.append(range)
    }
    if let count = list.integer("count"), count != list.children.count || count == 0 {
      report(.merges, "count=\(count)", at: list)
    }
    for (first, second) in RangeOverlap.pairs(of: ranges) {
      report(.merges, "\(first) \(second)", cell: second.first)
    }
    return ranges
  }

  private func checkHyperlinks(_ sheet: LintNode, _ relationships: Relationships) {
    guard let list = sheet.child("hyperlinks") else { return }
    if list.children.isEmpty { report(.hyperlinks, "hyperlinks", at: list) }
    if list.children.count > 65_530 { report(.textLimits, "hyperlinks \(list.children.count)", at: list) }
    for link in list.all("hyperlink") {
      let range = link["ref"].flatMap { CellRange(a1: $0) }
      if range == nil || (link[":id"] == nil && link["location"] == nil) {
        report(.hyperlinks, link["ref"] ?? "", cell: range?.first, at: link)
      }
      if let target = link[":id"].flatMap({ relationships[id: $0] })?.target, target.utf16.count > 2080 {
        report(.textLimits, "\(target.utf16.count)", cell: range?.first, at: link)
      }
    }
  }

  private func checkPage(_ sheet: LintNode) {
    for item in sheet.child("headerFooter")?.children ?? [] where item.text.utf16.count > 255 {
      report(.headersAndFooters, "\(item.name) \(item.text.utf16.count)", at: item)
    }
    guard let page = sheet.child("pageSetup") else { return }
    if let scale = page["scale"], !(10...400).contains(Int(markup: scale) ?? 0) {
      report(.pageSetup, "scale=\(scale)", at: page)
    }
    if let paper = page["paperSize"], Int(markup: paper).map({ $0 < 0 }) ?? true {
      report(.pageSetup, "paperSize=\(paper)", at: page)
    }
    let fits = sheet.child("sheetPr")?.child("pageSetUpPr")?.flag("fitToPage") ?? false
    let asks = ["fitToWidth", "fitToHeight"].contains { (page.integer($0) ?? 1) != 1 }
    if asks, !fits { report(.pageSetup, "fitToPage", at: page) }
  }

  private static let extensionContent: [String: String] = [
    "sparklineGroups": "{05C60535-1F16-4FD2-B633-F4F36F0B64E0}",
    "conditionalFormattings": "{78C0D931-6437-407D-A8EE-F0AAD7539E65}",
    "dataValidations": "{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}",
    "slicerList": "{A8765BA9-456A-4DAB-B4F3-ACF838C121DE}",
  ]

  private func checkExtensions(_ sheet: LintNode) {
    for item in sheet.child("extLst")?.all("ext") ?? [] {
      let uri = (item["uri"] ?? "").uppercased()
      for content in item.children {
        if let wanted = Self.extensionContent[content.name], wanted != uri,
          !content.namespace.contains("2010/11")
        {
          report(.extensions, "\(content.name) \(uri)", at: content)
        }
        if content.name == "sparklineGroups" { checkSparklines(content) }
      }
    }
  }
}

extension WorksheetLint {
  private func checkSparklines(_ groups: LintNode) {
    groups.forEachDescendant { node in
      guard node.name == "sparkline" else { return }
      let cell = node.child("sqref").flatMap { CellReference(a1: $0.text) }
      if cell == nil { report(.extensions, "sparkline \(node.child("sqref")?.text ?? "")", at: node) }
      if let values = node.child("f"), let fault = context.fault(of: EscapedCharacters.decoded(values.text)) {
        report(.extensions, "sparkline \(fault)", cell: cell, at: values)
      }
    }
  }
}

/// Which ranges of a list share a cell.
enum RangeOverlap {
  /// Pairs that overlap, at most a few: sorted by their first row, only near neighbours are compared.
  static func pairs(of ranges: [CellRange], limit: Int = 100) -> [(CellRange, CellRange)] {
    var found: [(CellRange, CellRange)] = []
    var open: [CellRange] = []
    for range in ranges.sorted(by: { $0.first < $1.first }) {
      open.removeAll { $0.last.row < range.first.row }
      for other in open where other.intersects(range) {
        found.append((other, range))
        if found.count >= limit { return found }
      }
      open.append(range)
    }
    return found
  }
}
