import SpreadsheetModel
import XMLStreaming

/// `xl/worksheets/sheet#.xml` but for its rows: what stands before `sheetData` and what follows it, in the
/// order of CT_Worksheet (ECMA-376 Part 1, 18.3.1.99).
struct WorksheetPart {
  var layout: SheetLayout
  /// The columns, widths that follow from content worked out.
  var columns: [Int: ColumnLayout]
  /// The cells that are used; unknown for a streamed sheet.
  var dimension: CellRange?
  var isActive: Bool
  /// The deepest group of rows.
  var deepestRow = 0
  /// Relationship ids of links that lead outside, by cell.
  var linkRelationships: [CellReference: String] = [:]
  var drawingRelationship: String?
  var notesRelationship: String?
  var tableRelationships: [String] = []
  /// Position of the sheet in the workbook, which makes ids unique.
  var sheetIndex = 0
  /// Gives the reference of a validation's list that is kept in cells.
  var listReferences: [[String]: String] = [:]

  /// Writes everything up to the start tag of `sheetData`.
  func writeHead(_ xml: inout XMLWriter) {
    xml.declaration()
    xml.open(
      "worksheet",
      [
        "xmlns": .text(Namespace.main), "xmlns:r": .text(Namespace.relationships),
      ])
    xml.sheetProperties(layout)
    if let dimension { xml.element("dimension", ["ref": .text("\(dimension)")]) }
    xml.sheetView(layout, isActive: isActive)
    let deepestColumn = columns.values.map(\.outlineLevel).max() ?? 0
    xml.element(
      "sheetFormatPr",
      [
        "defaultRowHeight": .number(layout.defaultRowHeight ?? 15),
        "customHeight": layout.defaultRowHeight == nil ? nil : 1,
        "outlineLevelRow": deepestRow == 0 ? nil : .integer(deepestRow),
        "outlineLevelCol": deepestColumn == 0 ? nil : .integer(deepestColumn),
      ])
    xml.columns(columns)
    xml.open("sheetData")
  }

  /// Writes everything from the end tag of `sheetData`.
  func writeTail(_ xml: inout XMLWriter) {
    xml.close("sheetData")
    if let protection = layout.protection { xml.protection(protection) }
    if let filter = layout.filter { xml.autoFilter(filter) }
    if !layout.merges.isEmpty {
      xml.element("mergeCells", ["count": .integer(layout.merges.count)]) { xml in
        for range in layout.merges { xml.element("mergeCell", ["ref": .text("\(range)")]) }
      }
    }
    let bars = extendedDataBars
    for (index, item) in layout.conditionalFormats.enumerated() {
      xml.conditionalFormat(
        item.format, priority: index + 1, differential: item.differential,
        extensionID: bars[index]?.id)
    }
    if !layout.validations.isEmpty {
      xml.dataValidations(layout.validations) { listReferences[$0] }
    }
    xml.hyperlinks(layout.links, relationships: linkRelationships)
    xml.pageSetup(layout.page)
    xml.ignoredErrors(layout.ignoredErrors)
    if let drawingRelationship { xml.element("drawing", ["r:id": .text(drawingRelationship)]) }
    if let notesRelationship { xml.element("legacyDrawing", ["r:id": .text(notesRelationship)]) }
    if !tableRelationships.isEmpty {
      xml.element("tableParts", ["count": .integer(tableRelationships.count)]) { xml in
        for id in tableRelationships { xml.element("tablePart", ["r:id": .text(id)]) }
      }
    }
    writeExtensions(bars.sorted { $0.key < $1.key }.map(\.value), &xml)
    xml.close("worksheet")
  }
  /// The Excel 2010 forms of the sheet's data bars, by the rule's position.
  private var extendedDataBars: [Int: ExtendedDataBar] {
    var bars: [Int: ExtendedDataBar] = [:]
    for (index, item) in layout.conditionalFormats.enumerated() {
      bars[index] = ExtendedDataBar(item.format, id: ExtendedDataBar.id(sheet: sheetIndex, rule: index))
    }
    return bars
  }

  /// Writes what came after the standard's first edition: one `extLst`, one `ext` for each kind, in
  /// Excel's order.
  private func writeExtensions(_ bars: [ExtendedDataBar], _ xml: inout XMLWriter) {
    guard !bars.isEmpty || !layout.sparklines.isEmpty else { return }
    xml.element("extLst") { xml in
      if !bars.isEmpty {
        xml.sheetExtension(ExtendedDataBar.extensionURI) { xml in
          xml.extendedDataBars(bars)
        }
      }
      if !layout.sparklines.isEmpty {
        xml.sheetExtension("{05C60535-1F16-4fd2-B633-F4F36F0B64E0}") { xml in
          xml.sparklines(layout.sparklines)
        }
      }
    }
  }
}
