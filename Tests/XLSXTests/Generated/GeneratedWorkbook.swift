import OpenPackaging

/// A workbook of many generated sheets that share one table of strings.
struct GeneratedWorkbook {
  let strings: GeneratedStrings
  let sheets: [GeneratedSheet]

  init(seeds: Range<UInt64>) {
    let strings = GeneratedStrings(seed: seeds.lowerBound, count: 40)
    self.strings = strings
    sheets = seeds.map { GeneratedSheet(seed: $0, strings: strings) }
  }

  func bytes() throws -> [UInt8] {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    var parts = ForeignWorkbookTests.parts()
    parts["xl/worksheets/sheet1.xml"] = nil
    parts["xl/styles.xml"] = nil
    parts["xl/sharedStrings.xml"] = strings.part
    parts["xl/workbook.xml"] = """
      <workbook xmlns="\(OddWorkbook.main)" xmlns:r="\(office)"><sheets>\
      \(sheets.indices.map { "<sheet name=\"S\($0)\" sheetId=\"\($0 + 1)\" r:id=\"s\($0)\"/>" }.joined())\
      </sheets></workbook>
      """
    parts["xl/_rels/workbook.xml.rels"] = ForeignWorkbookTests.relationships(
      sheets.indices.map { ("s\($0)", "worksheet", "worksheets/sheet\($0).xml") }
        + [("t", "sharedStrings", "sharedStrings.xml")])
    let zip = ZIPWriter()
    for (name, text) in parts.sorted(by: { $0.key < $1.key }) { try zip.add(name, bytes: Array(text.utf8)) }
    for (index, sheet) in sheets.enumerated() {
      try zip.add("xl/worksheets/sheet\(index).xml", bytes: sheet.bytes)
    }
    return try zip.finish()
  }
}
