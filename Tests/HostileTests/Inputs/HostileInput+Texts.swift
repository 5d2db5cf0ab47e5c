import TestSupport

extension HostileInput {
  /// Text files, pages and binary workbooks.
  static let texts: [HostileInput] = [
    HostileInput("one line of 20 MB", file: "a.csv", .reads, megabytes: 160) {
      [UInt8](repeating: UInt8(ascii: "a"), count: 20 << 20)
    },
    HostileInput("a million columns", file: "a.csv", .reads, megabytes: 160) {
      [UInt8](repeating: UInt8(ascii: ","), count: 1_000_000) + Array("\n1".utf8)
    },
    HostileInput("a quote that never ends", file: "a.csv", .reads) {
      Array(("a,b\n\"" + String(repeating: "x,y\n", count: 50_000)).utf8)
    },
    HostileInput("nothing but quotes", file: "a.csv", .reads) { [UInt8](repeating: 0x22, count: 300_001) },
    HostileInput("half a character at the end", file: "a.csv", .refused("csv.invalid-bytes")) {
      Array("序号,姓名\n1,张".utf8).dropLast()
    },
    HostileInput("UTF-16 of odd length", file: "a.csv", .refused("csv.invalid-bytes")) {
      [0xFF, 0xFE] + Array("序号,姓名\n1,张三".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }.dropLast())
    },
    HostileInput("formulas to inject", file: "a.csv", .reads) {
      Array("=cmd|'/c calc'!A0,+1+1,-1,@SUM(A1)\n".utf8)
    },
    HostileInput("twenty thousand tables within tables", file: "a.xls", .reads, megabytes: 260) {
      Array(("<html><table><tr><td>" + String(repeating: "<table><tr><td>", count: 20_000)).utf8)
    },
    HostileInput("spans without measure", file: "a.xls", .reads) {
      Array(
        "<html><table><tr><td colspan=\"999999999\" rowspan=\"999999999\">甲</td></tr><tr><td rowspan=\"-3\" colspan=\"x\">乙</td></tr></table>"
          .utf8)
    },
    HostileInput("tags that never close", file: "a.xls", .reads) {
      Array(("<html><table><tr><td" + String(repeating: " a", count: 200_000)).utf8)
    },
    HostileInput("XML 2003 with rows beyond the grid", file: "a.xls", .readsInPart) {
      Array(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"甲\"><Table><Row ss:Index=\"999999999999\"><Cell ss:Index=\"-4\" ss:MergeAcross=\"99999999\"><Data ss:Type=\"Number\">1e999</Data></Cell></Row><Row ss:Span=\"1048575\"/></Table></Worksheet></Workbook>"
          .utf8)
    },
    HostileInput("XML 2003 with a document type", file: "a.xls", .refused("xml2003.malformed")) {
      Array(
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>"
          .utf8)
    },
    HostileInput("a compound file that is only its signature", file: "a.xls", .refused("xls.truncated")) {
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    },
    HostileInput("a compound file of 0xFF", file: "a.xls", .refused("xls.damaged")) {
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0xFF, count: 4096)
    },
  ]
}
