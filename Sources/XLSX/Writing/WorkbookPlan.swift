import Formula
import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// A workbook checked and laid out: which parts there are, what they are called, and how they relate.
struct WorkbookPlan {
  private let book: XLSXWriter
  private let sheets: [SheetContent]
  private let names: [DefinedNameEntry]
  private let activeSheet: Int
  private let listReferences: [[String]: String]
  private let scope: FormulaScope
  let report: XLSXWriteReport

  /// Checks a workbook against Excel's limits and lays it out.
  ///
  /// - Parameter others: What formulas may name that is not in the workbook.
  init(_ book: XLSXWriter, besides others: FormulaScope? = nil) throws(XLSXWriteError) {
    if let problem = book.problem { throw problem }
    let scope = try WorkbookLimits.check(book, besides: others)
    self.book = book
    var sheets = book.sheets
    var asResults: [SheetReference] = []
    for index in sheets.indices {
      let cells = sheets[index].formulasAsResults + sheets[index].rows.leaveOut(outside: scope)
      asResults += cells.map { SheetReference(sheet: sheets[index].name, range: CellRange($0)) }
    }
    let spill = ListSpill(of: sheets)
    if let sheet = spill.sheet { sheets.append(sheet) }
    listReferences = spill.references
    report = XLSXWriteReport(
      spilledLists: spill.places,
      overflowingTotals: book.sheets.flatMap { sheet in
        sheet.overflows.map { SheetReference(sheet: sheet.name, range: CellRange($0)) }
      }, formulasAsResults: asResults)
    self.scope = scope
    self.sheets = sheets
    let visible = sheets.firstIndex { $0.layout.visibility == .visible }
    let chosen = book.activeSheet.flatMap { name in
      sheets.firstIndex { $0.name == name && $0.layout.visibility == .visible }
    }
    activeSheet = chosen ?? visible ?? 0
    names = Self.names(of: book, sheets: sheets)
  }

  /// Writes all parts.
  func write(to archive: ZIPWriter) throws {
    var types = ContentTypeList()
    var workbookRelationships = RelationshipList()
    var counters = PartCounters()
    let level = book.compression
    let box = RowEncoderBox(
      encoder: RowEncoder(strings: SharedStringTable(byteLimit: stringLimit)), styles: book.styles,
      scope: scope)

    types.add(.workbook, part: "xl/workbook.xml")
    var shown: [(name: String, visibility: Sheet.Visibility, relationship: String)] = []
    for (index, sheet) in sheets.enumerated() {
      let part = "xl/worksheets/sheet\(index + 1).xml"
      types.add(.worksheet, part: part)
      let id = workbookRelationships.add(.worksheet, target: "worksheets/sheet\(index + 1).xml")
      shown.append((sheet.name, sheet.layout.visibility, id))
      try write(
        sheet, at: index, part: part, to: archive, encoder: box, types: &types, counters: &counters)
    }
    if !box.strings.isEmpty {
      types.add(.sharedStrings, part: "xl/sharedStrings.xml")
      _ = workbookRelationships.add(.sharedStrings, target: "sharedStrings.xml")
      let stream = try archive.open("xl/sharedStrings.xml", level: level)
      try box.strings.write { (bytes) throws(OutputError) in try stream.write(bytes) }
      try archive.close(stream)
    }
    types.add(.styles, part: "xl/styles.xml")
    _ = workbookRelationships.add(.styles, target: "styles.xml")
    try archive.add("xl/styles.xml", bytes: StylesPart.bytes(of: box.finalStyles), level: level)
    types.add(.theme, part: "xl/theme/theme1.xml")
    _ = workbookRelationships.add(.theme, target: "theme/theme1.xml")
    try archive.add("xl/theme/theme1.xml", bytes: ThemePart.bytes, level: level)
    if box.hasDynamicArrays {
      types.add(.sheetMetadata, part: "xl/metadata.xml")
      _ = workbookRelationships.add(.sheetMetadata, target: "metadata.xml")
      try archive.add("xl/metadata.xml", bytes: MetadataPart.bytes(), level: level)
    }
    try archive.add(
      "xl/workbook.xml",
      bytes: WorkbookPart.bytes(
        sheets: shown, names: names, activeSheet: activeSheet, dateSystem: book.dateSystem,
        locksStructure: book.locksStructure),
      level: level)
    try archive.add(
      "xl/_rels/workbook.xml.rels", bytes: workbookRelationships.bytes, level: level)
    try writePackageParts(to: archive, types: &types)
  }

  /// Texts are kept for the whole workbook, unless it is to be written in constant memory.
  private var stringLimit: Int {
    sheets.contains { $0.source != nil } ? 2 << 20 : 1 << 30
  }

  private func writePackageParts(to archive: ZIPWriter, types: inout ContentTypeList) throws {
    let level = book.compression
    var relationships = RelationshipList()
    _ = relationships.add(.officeDocument, target: "xl/workbook.xml")
    types.add(.coreProperties, part: "docProps/core.xml")
    _ = relationships.add(.coreProperties, target: "docProps/core.xml")
    try archive.add(
      "docProps/core.xml", bytes: DocumentPropertiesPart.coreBytes(of: book.properties), level: level)
    types.add(.extendedProperties, part: "docProps/app.xml")
    _ = relationships.add(.extendedProperties, target: "docProps/app.xml")
    try archive.add(
      "docProps/app.xml",
      bytes: DocumentPropertiesPart.extendedBytes(
        of: book.properties, sheetNames: sheets.map(\.name)), level: level)
    if !book.properties.custom.isEmpty {
      types.add(.customProperties, part: "docProps/custom.xml")
      _ = relationships.add(.customProperties, target: "docProps/custom.xml")
      try archive.add(
        "docProps/custom.xml",
        bytes: DocumentPropertiesPart.customBytes(of: book.properties), level: level)
    }
    try archive.add("_rels/.rels", bytes: relationships.bytes, level: level)
    try archive.add("[Content_Types].xml", bytes: types.bytes, level: level)
  }

  private func write(
    _ sheet: SheetContent, at index: Int, part: String, to archive: ZIPWriter,
    encoder: RowEncoderBox, types: inout ContentTypeList, counters: inout PartCounters
  ) throws {
    var relationships = RelationshipList()
    var worksheet = WorksheetPart(
      layout: sheet.layout,
      columns: ColumnFitting.columns(of: sheet, styles: book.styles),
      dimension: sheet.source == nil ? sheet.rows.usedRange : nil, isActive: index == activeSheet)
    worksheet.listReferences = listReferences
    worksheet.sheetIndex = index
    worksheet.deepestRow = sheet.rows.rows.reduce(0) { max($0, $1.layout.outlineLevel) }
    for (cell, link) in sheet.layout.links.sorted(by: { $0.key < $1.key }) {
      if case .outside(let address) = link.destination {
        worksheet.linkRelationships[cell] = relationships.add(
          .hyperlink, target: Hyperlink.escaped(address), isExternal: true)
      }
    }
    let extras = try writeDrawing(
      of: sheet, to: archive, types: &types, counters: &counters, relationships: &relationships)
    worksheet.drawingRelationship = extras
    worksheet.notesRelationship = try writeNotes(
      of: sheet, to: archive, types: &types, counters: &counters, relationships: &relationships)
    for table in sheet.layout.tables {
      counters.tables += 1
      let part = "xl/tables/table\(counters.tables).xml"
      types.add(.table, part: part)
      worksheet.tableRelationships.append(
        relationships.add(.table, target: "../tables/table\(counters.tables).xml"))
      let name = table.table.name ?? "表\(counters.tables)"
      try archive.add(
        part, bytes: TablePart.bytes(of: table, id: counters.tables, name: name),
        level: book.compression)
    }

    let stream = try archive.open(part, level: book.compression)
    encoder.stream = stream
    var xml = XMLWriter()
    worksheet.writeHead(&xml)
    try xml.withBytes { (bytes) throws(OutputError) in try stream.write(bytes) }
    if let source = sheet.source {
      var rows = RowStream(encoder: encoder, sheet: sheet.name, dateSystem: book.dateSystem)
      try source(&rows)
      try encoder.flush()
    } else {
      try encoder.write(sheet.rows)
    }
    xml.removeAll()
    worksheet.writeTail(&xml)
    try xml.withBytes { (bytes) throws(OutputError) in try stream.write(bytes) }
    try archive.close(stream)
    encoder.stream = nil
    if !relationships.isEmpty {
      try archive.add(
        RelationshipList.partName(for: part), bytes: relationships.bytes, level: book.compression)
    }
  }

  private func writeNotes(
    of sheet: SheetContent, to archive: ZIPWriter, types: inout ContentTypeList,
    counters: inout PartCounters, relationships: inout RelationshipList
  ) throws(OutputError) -> String? {
    let notes = sheet.layout.notes.sorted { $0.key < $1.key }.map { (cell: $0.key, note: $0.value) }
    guard !notes.isEmpty else { return nil }
    counters.notes += 1
    let comments = "xl/comments\(counters.notes).xml"
    let shapes = "xl/drawings/vmlDrawing\(counters.notes).vml"
    types.add(.comments, part: comments)
    types.addDefault(ending: "vml", type: PartKind.vmlDrawing.rawValue)
    let id = relationships.add(.vmlDrawing, target: "../drawings/vmlDrawing\(counters.notes).vml")
    _ = relationships.add(.comments, target: "../comments\(counters.notes).xml")
    try archive.add(comments, bytes: CommentsPart.bytes(of: notes), level: book.compression)
    try archive.add(
      shapes, bytes: NoteShapes.bytes(of: notes, firstBlock: counters.nextShapeBlock),
      level: book.compression)
    counters.nextShapeBlock += NoteShapes.blockCount(for: notes.count)
    return id
  }

  private func writeDrawing(
    of sheet: SheetContent, to archive: ZIPWriter, types: inout ContentTypeList,
    counters: inout PartCounters, relationships: inout RelationshipList
  ) throws(OutputError) -> String? {
    guard !sheet.layout.charts.isEmpty || !sheet.layout.images.isEmpty else { return nil }
    counters.drawings += 1
    let drawing = "xl/drawings/drawing\(counters.drawings).xml"
    types.add(.drawing, part: drawing)
    let id = relationships.add(.drawing, target: "../drawings/drawing\(counters.drawings).xml")
    var drawingRelationships = RelationshipList()
    var placed: [(chart: PlacedChart, relationship: String)] = []
    for chart in sheet.layout.charts {
      counters.charts += 1
      let name = "chart\(counters.charts).xml"
      types.add(.chart, part: "xl/charts/\(name)")
      placed.append((chart, drawingRelationships.add(.chart, target: "../charts/\(name)")))
      try archive.add(
        "xl/charts/\(name)", bytes: ChartPart.bytes(of: chart.chart, data: chartData),
        level: book.compression)
    }
    var images: [(image: PlacedImage, relationship: String)] = []
    var idsByName: [String: String] = [:]
    for image in sheet.layout.images {
      let name = try writeMedia(image.image, to: archive, types: &types, counters: &counters)
      let id = idsByName[name] ?? drawingRelationships.add(.image, target: "../media/\(name)")
      idsByName[name] = id
      images.append((image, id))
    }
    try archive.add(
      drawing, bytes: DrawingPart.bytes(charts: placed, images: images), level: book.compression)
    try archive.add(
      RelationshipList.partName(for: drawing), bytes: drawingRelationships.bytes,
      level: book.compression)
    return id
  }

  /// Writes a picture once, however often it is shown.
  private func writeMedia(
    _ image: ImageFile, to archive: ZIPWriter, types: inout ContentTypeList,
    counters: inout PartCounters
  ) throws(OutputError) -> String {
    if let known = counters.media[image] { return known }
    let name = "image\(counters.media.count + 1).\(image.format.rawValue)"
    counters.media[image] = name
    types.addDefault(ending: image.format.rawValue, type: image.format.contentType)
    // Both formats are compressed already.
    try archive.add("xl/media/\(name)", bytes: image.bytes, level: .stored)
    return name
  }

  private var chartData: ChartData {
    let rows = Dictionary(sheets.map { ($0.name.lowercased(), $0.rows) }) { first, _ in first }
    let styles = book.styles
    return ChartData(
      value: { sheet, cell in rows[sheet.lowercased()]?.value(at: cell) ?? .empty },
      format: { sheet, cell in
        let style = rows[sheet.lowercased()]?.row(at: cell.row)?.cell(at: cell.column)?.style
        return style.flatMap { styles.style(of: $0).numberFormat?.code } ?? "General"
      })
  }

  /// The workbook's names, and those by which Excel keeps filters and print set-ups.
  private static func names(of book: XLSXWriter, sheets: [SheetContent]) -> [DefinedNameEntry] {
    var names = book.names.map { name in
      DefinedNameEntry(
        name: name.name, formula: StoredFormula.prefixed(name.formula, isName: true),
        sheet: name.sheet.flatMap { wanted in sheets.firstIndex { $0.name == wanted } },
        isHidden: name.isHidden)
    }
    for (index, sheet) in sheets.enumerated() {
      if let filter = sheet.layout.filter {
        names.append(
          DefinedNameEntry(
            name: "_xlnm._FilterDatabase",
            formula: SheetReference(sheet: sheet.name, range: filter.range).formula, sheet: index,
            isHidden: true))
      }
      if sheet.holdsLists {
        let origin = CellRange(CellReference(row: 0, column: 0))
        names.append(
          DefinedNameEntry(
            name: ListSpill.mark, formula: SheetReference(sheet: sheet.name, range: origin).formula,
            sheet: index, isHidden: true))
      }
      let page = sheet.layout.page
      if let area = page.printArea {
        names.append(
          DefinedNameEntry(
            name: "_xlnm.Print_Area",
            formula: SheetReference(sheet: sheet.name, range: area).formula, sheet: index))
      }
      let quoted = SheetNaming.quoted(sheet.name)
      let columns = page.repeatedColumns.map {
        "\(quoted)!$\(CellReference.columnName($0.lowerBound)):$\(CellReference.columnName($0.upperBound))"
      }
      let rows = page.repeatedRows.map { "\(quoted)!$\($0.lowerBound + 1):$\($0.upperBound + 1)" }
      let titles = [columns, rows].compactMap { $0 }
      if !titles.isEmpty {
        names.append(
          DefinedNameEntry(
            name: "_xlnm.Print_Titles", formula: titles.joined(separator: ","), sheet: index))
      }
    }
    return names
  }
}

/// Numbers of the parts written so far, across all sheets.
private struct PartCounters {
  var notes = 0
  var drawings = 0
  var charts = 0
  var tables = 0
  /// File names of pictures.
  var media: [ImageFile: String] = [:]
  /// Shape ids of VML drawings come in blocks that no two drawings share.
  var nextShapeBlock = 1
}
