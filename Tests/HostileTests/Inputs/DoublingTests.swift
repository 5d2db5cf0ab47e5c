import Foundation
import TestSupport
import Testing

/// Something of which a file may hold much, and the work that must grow no faster than it.
struct Growth: Sendable, CustomTestStringConvertible {
  var name: String
  var words: [String]
  var file: String
  /// How many there are in the smaller file.
  var count: Int
  var bytes: @Sendable (Int) throws -> [UInt8]

  var testDescription: String { name }

  private static func roster(_ line: @escaping @Sendable (Int) -> String) -> @Sendable (Int) -> [UInt8] {
    { count in
      Array(("党员名册\n序号,姓名,性别,出生日期,身份证号,入党时间\n" + (1...count).map(line).joined(separator: "\n") + "\n").utf8)
    }
  }

  private static func table(
    before: @escaping @Sendable (Int) -> String = { _ in "" }, rows: @escaping @Sendable (Int) -> String
  ) -> @Sendable (Int) -> [UInt8] {
    { count in
      Array(
        """
        <?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>\
        <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">\
        <Worksheet ss:Name="甲"><Table>\(before(count))\(rows(count))</Table></Worksheet></Workbook>
        """.utf8)
    }
  }

  private static func workbook(
    before: @escaping @Sendable (Int) -> String = { _ in "" },
    after: @escaping @Sendable (Int) -> String = { _ in "" },
    names: @escaping @Sendable (Int) -> String = { _ in "" }
  ) -> @Sendable (Int) throws -> [UInt8] {
    { count in
      var book = HostileWorkbook(
        rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", before: before(count), after: after(count))
      book.workbook = book.workbook.replacing("</sheets>", with: "</sheets>" + names(count))
      return try book.packed()
    }
  }

  private static let check = ["check", "--format", "json", "--as-of", "2025-12-31"]
  private static let one = "<Cell ss:Index=\"3\"><Data ss:Type=\"Number\">1</Data></Cell>"

  static let all: [Growth] = [
    Growth(
      name: "one ID number", words: check, file: "a.csv", count: 8000,
      bytes: roster { "\($0),张\($0),男,1990-03-07,110101199003070070,2010-07-01" }),
    Growth(
      name: "one line", words: check, file: "a.csv", count: 2000,
      bytes: roster { _ in "1,张三,男,1990-03-07,110101199003070070,2010-07-01" }),
    Growth(
      name: "persons", words: check, file: "a.csv", count: 2000,
      bytes: roster { "\($0),张\($0),男,1990-03-07,,2010-07-01" }),
    Growth(
      name: "hidden columns, XML", words: ["cells", "--count"], file: "a.xls", count: 20_000,
      bytes: table(
        before: {
          String(repeating: "<Column ss:Hidden=\"1\" ss:Index=\"1\" ss:Span=\"16000\"/>", count: $0)
        },
        rows: { _ in "<Row>\(one)</Row>" })),
    Growth(
      name: "one row, XML", words: ["cells", "--count"], file: "a.xls", count: 20_000,
      bytes: table(rows: { String(repeating: "<Row ss:Index=\"1\">\(one)</Row>", count: $0) })),
    Growth(
      name: "overlapping merges, XML", words: ["inspect"], file: "a.xls", count: 20_000,
      bytes: table(rows: {
        String(
          repeating:
            "<Row><Cell ss:MergeAcross=\"3\" ss:MergeDown=\"2\"><Data ss:Type=\"Number\">1</Data></Cell></Row>",
          count: $0)
      })),
    Growth(
      name: "spans, HTML", words: ["cells", "--count"], file: "a.xls", count: 4000,
      bytes: { count in
        let first = String(repeating: "<td rowspan=\"65535\">x</td>", count: count)
        return Array(
          ("<html><table><tr>\(first)</tr>" + String(repeating: "<tr><td>y</td><td>z</td></tr>", count: count)
            + "</table></html>").utf8)
      }),
    Growth(
      name: "hidden columns", words: ["inspect"], file: "a.xlsx", count: 50_000,
      bytes: workbook(before: {
        "<cols>" + String(repeating: "<col min=\"1\" max=\"16384\" hidden=\"1\"/>", count: $0) + "</cols>"
      })),
    Growth(
      name: "overlapping merges", words: ["inspect"], file: "a.xlsx", count: 50_000,
      bytes: workbook(after: {
        "<mergeCells>" + (1...$0).map { "<mergeCell ref=\"A\($0):C\($0 + 3)\"/>" }.joined() + "</mergeCells>"
      })),
    Growth(
      name: "names", words: ["lint"], file: "a.xlsx", count: 10_000,
      bytes: workbook(names: {
        "<definedNames>" + (1...$0).map { "<definedName name=\"n\($0)\">甲!$A$\($0)</definedName>" }.joined()
          + "</definedNames>"
      })),
    Growth(
      name: "rules", words: ["lint"], file: "a.xlsx", count: 5000,
      bytes: workbook(after: {
        (1...$0).map {
          "<conditionalFormatting sqref=\"A\($0)\"><cfRule type=\"expression\" priority=\"\($0)\"><formula>A\($0)&gt;1</formula></cfRule></conditionalFormatting>"
        }.joined()
      })),
  ]
}

@Suite("Twice as much takes about twice the time", .serialized)
struct DoublingTests {
  @Test("Of whatever a file may hold much", arguments: Growth.all)
  func doubling(_ growth: Growth) throws {
    try withTemporaryFolder { folder in
      func seconds(_ count: Int) throws -> Double {
        let path = folder + "/\(count)-" + growth.file
        try Data(try growth.bytes(count)).write(to: URL(fileURLWithPath: path))
        let run = MeasuredRun(ProgramRun.taizhang, growth.words + [path])
        #expect([0, 1, 3].contains(run.status), "\(run.errors)")
        return run.seconds
      }
      // Four times as much: what grows with the square takes up to sixteen times as long, and no run is alone on its
      // machine.
      let (less, more) = (try seconds(growth.count), try seconds(growth.count * 4))
      #expect(more < max(less, 0.1) * 6, "\(less) s and \(more) s")
    }
  }

  @Test("Work of more than 20 seconds says that it goes on")
  func progress() throws {
    try withTemporaryFolder { folder in
      let script = """
        mkfifo '\(folder)/p'; (sleep 22; printf 'a,b\\n1,2\\n') > '\(folder)/p' &
        "$T" cells --count '\(folder)/p' --lang en
        """
      let run = ProgramRun("/bin/bash", ["-c", script], environment: ["T": ProgramRun.taizhang])
      #expect(run.status == 0)
      #expect(run.errors.split(separator: "\n").count { $0.contains("20") } == 1, "\(run.errors)")
    }
  }
}
