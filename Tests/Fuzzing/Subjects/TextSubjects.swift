import CSV
import LegacyFormats
import SpreadsheetModel

extension FuzzSubject {
  /// Delimited text. The first byte chooses encoding, strictness and what becomes of invalid bytes.
  static let delimited = FuzzSubject(
    name: "csv", structure: .tokens, maximumLength: 3000,
    words: [
      "\"", "\"\"", "'", "\r\n", "\r", "\n", "\t", "sep=;\n", "，", "\u{FEFF}", "\0", "=1+1", "ï¼Œ", "党员", "|",
      ";",
    ],
    seeds: {
      let text = "序号,姓名\r\n1,\"张,三\"\r\n2,\"李\"\"四\"\r\n"
      let gb: [UInt8] = [
        0xD0, 0xF2, 0xBA, 0xC5, 0x2C, 0xD0, 0xD5, 0xC3, 0xFB, 0x0A, 0x31, 0x2C, 0xD5, 0xC5, 0x0A,
      ]
      let utf16 = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      return [
        [0] + Array(text.utf8), [0] + gb, [0, 0xFF, 0xFE] + utf16, [3] + Array("sep=;\na;b\n1;2".utf8),
      ]
    },
    feed: { bytes throws(FuzzComplaint) in
      let choice = Int(bytes.first ?? 0)
      let encodings: [TextEncoding?] = [nil] + TextEncoding.allCases
      let options = CSVReadingOptions(
        encoding: encodings[choice % encodings.count], invalidBytes: choice & 0x40 == 0 ? .refuse : .replace,
        mode: choice & 0x80 == 0 ? .lenient : .strict, rowByteLimit: 1 << 20)
      guard let reader = try? CSVReader(bytes: Array(bytes.dropFirst()), name: "a", options: options),
        let sheet = try? reader.sheet()
      else { return }
      let filled = sheet.rows.reduce(0) { sum, row in
        sum + row.cells.count { if case .text(let text) = $0.value { !text.isEmpty } else { false } }
      }
      if reader.mojibake == nil, let counted = try? reader.countCells() {
        try promise(counted == filled, "\(counted) cells counted, \(filled) read")
      }
      try roundTrip(sheet)
    })

  /// What is written is read again.
  private static func roundTrip(_ sheet: Sheet) throws(FuzzComplaint) {
    var writer = CSVWriter(options: CSVWritingOptions(formulaGuard: .off))
    writer.append(sheet)
    guard let written = try? writer.encoded() else { throw FuzzComplaint("UTF-8 cannot be written") }
    var options = CSVReadingOptions(encoding: .utf8, dialect: CSVDialect(), undoesMojibake: false)
    options.rowByteLimit = 64 << 20
    let again = try? CSVReader(bytes: written, name: "a", options: options).sheet()
    guard let again else { throw FuzzComplaint("what was written is not read") }
    for row in sheet.rows {
      for cell in row.cells where cell.value != .text("") {
        let found = again[CellReference(row: row.index, column: cell.column)]?.value
        try promise(found == cell.value, "\(cell.value) became \(found ?? .empty)")
      }
    }
  }

  /// A page of HTML.
  static let html = FuzzSubject(
    name: "html", structure: .markup, maximumLength: 3000,
    words: [
      "<table>", "</table>", "<tr>", "<td>", "<td colspan=\"3\" rowspan=\"2\">", "<th>", "<br>", "&nbsp;",
      "&#x7532;", "&#55296;",
      "<!--", "-->", "<script>", "</script>", "<style>", "<![CDATA[", "x:num=\"1\"",
      "style=\"mso-number-format:'\\@'\"", "x:str",
    ],
    seeds: {
      [
        Array(
          "<html><head><meta charset=utf-8></head><table><tr><th colspan=2>甲</th></tr><tr><td x:num=\"1.5\">1</td><td>&lt;乙&gt;<br>丙</td></tr></table>"
            .utf8)
      ]
    },
    feed: { bytes throws(FuzzComplaint) in
      for invalid in [CSVReadingOptions.InvalidBytes.refuse, .replace] {
        guard let reader = try? HTMLTableReader(bytes: bytes, name: "a", invalidBytes: invalid),
          let book = try? reader.workbook()
        else { continue }
        for sheet in book.sheets { try promise(sheet.isOrdered, "cells out of order") }
      }
    })

  /// An XML Spreadsheet 2003.
  static let spreadsheetXML = FuzzSubject(
    name: "xml2003", structure: .markup, maximumLength: 3000,
    words: [
      "<Row ss:Index=\"5\">", "<Cell ss:Index=\"2\" ss:MergeAcross=\"1\">", "<Data ss:Type=\"DateTime\">",
      "</Data>", "</Cell>",
      "</Row>", "ss:Span=\"9\"", "ss:Formula=\"=R[-1]C+1\"", "<NamedCell/>", "1899-12-31T00:00:00.000",
      "<Comment>",
    ],
    seeds: {
      [
        Array(
          """
          <?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" \
          xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="d"><NumberFormat \
          ss:Format="yyyy-mm-dd"/></Style></Styles><Worksheet ss:Name="甲"><Table><Column ss:Hidden="1"/><Row \
          ss:Index="2"><Cell ss:StyleID="d"><Data ss:Type="DateTime">2020-01-02T00:00:00.000</Data></Cell><Cell \
          ss:MergeAcross="2"><Data ss:Type="Number">1.5</Data></Cell></Row><Row ss:Span="3"/></Table></Worksheet>\
          </Workbook>
          """.utf8)
      ]
    },
    feed: { bytes throws(FuzzComplaint) in
      guard let reader = try? XMLSpreadsheetReader(bytes: bytes) else { return }
      for sheet in reader.workbook.sheets { try promise(sheet.isOrdered, "cells out of order") }
    })
}

extension Sheet {
  /// Whether rows and the cells of each row ascend and stand on the grid.
  var isOrdered: Bool {
    var last = -1
    for row in rows {
      guard row.index > last, row.index < CellReference.rowLimit else { return false }
      last = row.index
      var column = -1
      for cell in row.cells {
        guard cell.column > column, cell.column < CellReference.columnLimit else { return false }
        column = cell.column
      }
    }
    return true
  }
}
