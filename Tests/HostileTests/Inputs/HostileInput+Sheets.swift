import OpenPackaging
import TestSupport

private let main = HostileWorkbook.main

private func cell(_ reference: String, _ value: String, _ attributes: String = "") -> String {
  "<c r=\"\(reference)\" \(attributes)><v>\(value)</v></c>"
}

private func numbered(_ values: [String], _ attributes: String = "") -> String {
  "<row r=\"1\">" + values.map { "<c \(attributes)><v>\($0)</v></c>" }.joined() + "</row>"
}

extension HostileInput {
  /// Workbooks whose parts are sound XML and say impossible things.
  static let sheets: [HostileInput] = [
    HostileInput("two cells at the ends of the grid", .reads) {
      try HostileWorkbook(
        rows:
          "<row r=\"1\">\(cell("A1", "1"))</row><row r=\"1048576\">\(cell("XFD1048576", "2"))</row>",
        before: "<dimension ref=\"A1:XFD1048576\"/>"
      ).packed()
    },
    HostileInput("indices of shared strings and styles out of range", .readsInPart) {
      try HostileWorkbook(
        rows: "<row r=\"1\">" + cell("A1", "99999999999999999999", "t=\"s\"") + cell("B1", "-1", "t=\"s\"")
          + cell("C1", "1", "s=\"4000000000\"") + cell("D1", "x", "t=\"s\"") + "</row>"
      ).packed()
    },
    HostileInput("a column past XFD", .readsInPart) {
      try HostileWorkbook(rows: "<row r=\"1\">\(cell("XFE1", "1"))</row>").packed()
    },
    HostileInput("a row past 1,048,576", .readsInPart) {
      try HostileWorkbook(rows: "<row r=\"1048577\">\(cell("A1048577", "1"))</row>").packed()
    },
    HostileInput("rows backward and twice", .reads) {
      try HostileWorkbook(
        rows:
          "<row r=\"9\">\(cell("A9", "1"))</row><row r=\"2\">\(cell("A2", "1"))</row><row r=\"9\">\(cell("A9", "2"))</row>"
      ).packed()
    },
    HostileInput("ranges reversed, of the whole grid, and none", .reads) {
      try HostileWorkbook(
        rows: "<row r=\"1\">\(cell("A1", "1"))</row>",
        after:
          "<mergeCells count=\"9\"><mergeCell ref=\"C3:A1\"/><mergeCell ref=\"A1:XFD1048576\"/><mergeCell ref=\"A0:B2\"/><mergeCell ref=\"\"/></mergeCells>"
      ).packed()
    },
    HostileInput("a hundred thousand merged ranges", .reads, megabytes: 200) {
      let merges = (1...100_000).map { "<mergeCell ref=\"A\($0):XFD\($0)\"/>" }.joined()
      return try HostileWorkbook(
        rows: "<row r=\"1\">\(cell("A1", "1"))</row>", after: "<mergeCells>\(merges)</mergeCells>"
      ).packed()
    },
    HostileInput("columns without end", .reads) {
      try HostileWorkbook(
        rows: "",
        before:
          "<cols><col min=\"1\" max=\"4294967295\" hidden=\"1\" width=\"1e300\"/><col min=\"-3\" max=\"0\"/></cols>"
      ).packed()
    },
    HostileInput("a workbook that is its own sheet", .readsInPart) {
      var workbook = HostileWorkbook(rows: "")
      workbook.links = [("r1", "worksheet", "workbook.xml")]
      return try workbook.packed()
    },
    HostileInput("relationships in a ring", .reads) {
      var workbook = HostileWorkbook(rows: "")
      workbook.more = [
        (
          "xl/worksheets/_rels/sheet1.xml.rels",
          HostileWorkbook.relations([
            ("r1", "worksheet", "sheet1.xml"), ("r2", "comments", "../workbook.xml"),
          ])
        )
      ]
      return try workbook.packed()
    },
    HostileInput("a thousand sheets that share one part", .reads) {
      var workbook = HostileWorkbook(rows: "<row r=\"1\">\(cell("A1", "1"))</row>")
      let sheets = (1...1000).map { "<sheet name=\"s\($0)\" sheetId=\"\($0)\" r:id=\"r1\"/>" }.joined()
      workbook.workbook = "<workbook \(main)><sheets>\(sheets)</sheets></workbook>"
      return try workbook.packed()
    },
    HostileInput("a large sheet listed a thousand times", .refused("xlsx.limit-exceeded")) {
      let cells = (1...200).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>\($0)</v></c></row>" }.joined()
      var workbook = HostileWorkbook(rows: cells, after: String(repeating: " ", count: 200_000))
      let sheets = (1...1000).map { "<sheet name=\"s\($0)\" sheetId=\"\($0)\" r:id=\"r1\"/>" }.joined()
      workbook.workbook = "<workbook \(main)><sheets>\(sheets)</sheets></workbook>"
      return try workbook.packed()
    },
    HostileInput("notes that a thousand sheets have in common", .refused("xlsx.limit-exceeded")) {
      try HostileWorkbook.sharingNotes(of: 1000, 3000).packed()
    },
    HostileInput("a table that a sheet names ten thousand times", .reads) {
      let parts = String(repeating: "<tablePart r:id=\"t\"/>", count: 10_000)
      var workbook = HostileWorkbook(rows: "", after: "<tableParts>\(parts)</tableParts>")
      let columns = (1...2000).map { "<tableColumn id=\"\($0)\" name=\"c\($0)\"/>" }.joined()
      workbook.more = [
        (
          "xl/worksheets/_rels/sheet1.xml.rels",
          HostileWorkbook.relations([("t", "table", "../tables/table1.xml")])
        ),
        (
          "xl/tables/table1.xml",
          Array(
            "<table \(main) id=\"1\" ref=\"A1:BXX2\"><tableColumns>\(columns)</tableColumns></table>".utf8)
        ),
      ]
      return try workbook.packed()
    },
    HostileInput("sixty thousand links, each with a relationship", .reads) {
      let numbers = 1...60_000
      let uses = numbers.map { "<hyperlink ref=\"A\($0)\" r:id=\"r\($0)\"/>" }.joined()
      var workbook = HostileWorkbook(rows: "", after: "<hyperlinks>\(uses)</hyperlinks>")
      workbook.more = [
        (
          "xl/worksheets/_rels/sheet1.xml.rels",
          HostileWorkbook.relations(numbers.map { ("r\($0)", "hyperlink", "a\($0)") })
        )
      ]
      return try workbook.packed()
    },
    HostileInput("a name of a hundred thousand letters", .reads) {
      var workbook = HostileWorkbook(rows: "")
      let name = String(repeating: "名", count: 100_000)
      workbook.workbook =
        "<workbook \(main)><sheets><sheet name=\"\(name)\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
      return try workbook.packed()
    },
    HostileInput("a quarter of a million styles", .reads, megabytes: 320) {
      var workbook = HostileWorkbook(rows: "<row r=\"1\">\(cell("A1", "1", "s=\"249999\""))</row>")
      let looks = String(repeating: "<xf numFmtId=\"14\" fontId=\"7\"/>", count: 250_000)
      workbook.styles = Array("<styleSheet \(main)><cellXfs>\(looks)</cellXfs></styleSheet>".utf8)
      return try workbook.packed()
    },
    HostileInput("one long text in two hundred thousand cells", .reads) {
      // 6 GB of text were it expanded; the table holds it once.
      let row = "<row>" + String(repeating: "<c t=\"s\"><v>0</v></c>", count: 100) + "</row>"
      var workbook = HostileWorkbook(rows: String(repeating: row, count: 2000))
      let long = String(repeating: "长", count: 10_000)
      workbook.strings = Array(
        "<sst \(main) count=\"1\" uniqueCount=\"4294967295\"><si><t>\(long)</t></si></sst>".utf8)
      return try workbook.packed()
    },
    HostileInput("a formula nested ten thousand deep", .reads) {
      let formula = String(repeating: "(", count: 10_000) + "1" + String(repeating: ")", count: 10_000)
      return try HostileWorkbook(rows: "<row r=\"1\"><c r=\"A1\"><f>\(formula)</f><v>1</v></c></row>")
        .packed()
    },
    HostileInput("a shared formula over the whole sheet", .reads) {
      try HostileWorkbook(
        rows:
          "<row r=\"1\"><c r=\"A1\"><f t=\"shared\" si=\"0\" ref=\"A1:XFD1048576\">A2+1</f><v>1</v></c><c r=\"B1\"><f t=\"shared\" si=\"0\"/></c><c r=\"C1\"><f t=\"shared\" si=\"77\"/></c></row>"
      ).packed()
    },
    HostileInput("numbers of every extreme", .reads) {
      try HostileWorkbook(
        rows: numbered([
          "1e308", "1e999", "-1e999", "1e-400", "-0", String(repeating: "9", count: 400), "4.9e-324", "0.1",
        ])
      ).packed()
    },
    HostileInput("dates of every extreme", .reads) {
      var workbook = HostileWorkbook(
        rows: numbered(["-1", "0", "60", "2958465", "2958466", "1e300", "0.9999999999"], "s=\"1\""))
      workbook.styles = Array(
        "<styleSheet \(main)><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>".utf8)
      return try workbook.packed()
    },
    HostileInput("dates in ISO 8601 of every extreme", .reads) {
      try HostileWorkbook(
        rows: numbered(
          [
            "9999-12-31T23:59:60", "10000-01-01", "-0001-01-01", "2025-02-30", "T25:61:61", "",
            "P9999999999Y",
          ],
          "t=\"d\"")
      ).packed()
    },
    HostileInput("number formats that count for ever", .reads) {
      let zeros = String(repeating: "0", count: 30_000)
      var workbook = HostileWorkbook(rows: numbered(["1e300", "-1e-300", "0.1", "1e999"], "s=\"1\""))
      workbook.styles = Array(
        "<styleSheet \(main)><numFmts><numFmt numFmtId=\"164\" formatCode=\"\(zeros).\(zeros)E+\(zeros)\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"
          .utf8)
      return try workbook.packed()
    },
    HostileInput("a rich text of two hundred thousand runs", .reads, megabytes: 200) {
      var workbook = HostileWorkbook(rows: "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>")
      let runs = String(repeating: "<r><rPr><b/></rPr><t>x</t></r>", count: 200_000)
      workbook.strings = Array("<sst \(main)><si>\(runs)</si></sst>".utf8)
      return try workbook.packed()
    },
    HostileInput("a count of shared strings that lies", .reads) {
      var workbook = HostileWorkbook(rows: "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>")
      workbook.strings = Array(
        "<sst \(main) count=\"4294967295\" uniqueCount=\"4294967295\"><si><t>x</t></si></sst>".utf8)
      return try workbook.packed()
    },
    HostileInput("a target outside of the package", .refused("xlsx.missing-part")) {
      var workbook = HostileWorkbook(rows: "")
      workbook.links = [("r1", "worksheet", "../../../../etc/passwd")]
      return try workbook.packed()
    },
    HostileInput("an external link and a DDE formula", .reads) {
      var workbook = HostileWorkbook(
        rows:
          "<row r=\"1\"><c r=\"A1\"><f>cmd|'/c calc'!A0</f><v>1</v></c><c r=\"B1\"><f>[1]x!A1</f><v>2</v></c></row>"
      )
      workbook.links.append(("r9", "externalLink", "externalLinks/externalLink1.xml"))
      workbook.more = [
        (
          "xl/externalLinks/externalLink1.xml",
          Array(
            "<externalLink \(main)><ddeLink ddeService=\"cmd\" ddeTopic=\"/c calc\"/></externalLink>".utf8)
        )
      ]
      return try workbook.packed()
    },
    HostileInput("a package that does not say which part is the workbook", .reads) {
      HostileWorkbook(rows: "").packed { $0.entries.remove(at: 1) }
    },
    HostileInput("a sheet's part missing", .refused("xlsx.missing-part")) {
      HostileWorkbook(rows: "").packed { $0.entries.remove(at: 4) }
    },
  ]
}
