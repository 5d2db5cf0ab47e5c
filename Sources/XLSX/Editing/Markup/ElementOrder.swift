/// The order in which SpreadsheetML wants the children of an element (all are `xsd:sequence`).
struct ElementOrder {
  let names: [String]

  /// Children of `worksheet` (ECMA-376 Part 1, 18.3.1.99).
  static let worksheet = ElementOrder(
    names: [
      "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
      "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
      "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations",
      "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
      "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
      "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
      "webPublishItems", "tableParts", "extLst",
    ])

  /// Children of `workbook` (18.2.27).
  static let workbook = ElementOrder(
    names: [
      "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
      "functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize",
      "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
      "fileRecoveryPr", "webPublishObjects", "extLst",
    ])

  /// Children of `styleSheet` (18.8.39).
  static let styleSheet = ElementOrder(
    names: [
      "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
      "tableStyles", "colors", "extLst",
    ])

  /// Where a new child of a name goes among those there: behind the last that comes before it.
  func offset(
    of name: String, among children: [MarkupElement], in document: MarkupDocument
  ) -> Int {
    let rank = names.firstIndex(of: name) ?? names.count
    var offset = document.root.startTag.upperBound
    for child in children {
      let local = document.localName(of: child)
      guard let other = names.firstIndex(of: local) else { continue }
      if other <= rank { offset = child.range.upperBound }
    }
    return offset
  }
}
