import Foundation
import TestSupport
import Testing

@Suite("Blank ledgers, filled in by another program", .enabled(if: Judges.hasOpenpyxl, Judges.missing))
struct FilledTemplateTests {
  /// Copies each example row into the first row for records, as a clerk would who has one record of each
  /// kind, and makes the counts agree with there being one member.
  private static let script = """
    import openpyxl, sys
    book = openpyxl.load_workbook(sys.argv[1])
    one = {"党组织基本信息": {"正式党员数": 1, "预备党员数": 0, "党小组数": 0, "支委会委员数": None}}
    for sheet in book:
        headers = [cell.value for cell in sheet[3]]
        assert all(cell.comment and cell.comment.text for cell in sheet[3][1:]), sheet.title
        assert sheet.freeze_panes and sheet.print_title_rows == "$3:$3", sheet.title
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9, sheet.title
        sheet["A2"] = "填报单位：机关第一党支部　填报时间：2025-12-20　填报人：张三"
        for column, header in enumerate(headers, 1):
            example, cell = sheet.cell(4, column), sheet.cell(5, column)
            assert cell.number_format == example.number_format, (sheet.title, header)
            cell.value = 1 if column == 1 else one.get(sheet.title, {}).get(header, example.value)
    book.save(sys.argv[1])
    print(sum(sheet.max_column for sheet in book))
    """

  private func taizhang(_ arguments: String...) -> ProgramRun {
    ProgramRun(ProgramRun.taizhang, arguments, environment: ["LANG": "C.UTF-8", "LC_ALL": ""])
  }

  @Test(
    "Every ledger and every field is recognised, the example row is passed over, nothing is unreadable",
    arguments: Judges.OpenpyxlRelease.allCases)
  func filled(release: Judges.OpenpyxlRelease) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/台账.xlsx"
      #expect(taizhang("template", "--all", "-o", path).status == 0)
      #expect(taizhang("lint", path).status == 0)
      let judge = Judges.python(Self.script, path, openpyxl: release)
      #expect(judge.status == 0, "\(judge.errors)")
      let columns = try #require(Int(judge.output.trimmingCharacters(in: .whitespacesAndNewlines)))
      let run = taizhang("check", path, "--format", "json", "--as-of", "2025-12-31")
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      let file = try #require((document["files"] as? [[String: Any]])?.first)
      let ledgers = try #require(file["ledgers"] as? [[String: Any]])
      #expect(ledgers.count == 24)
      #expect(ledgers.allSatisfy { $0["records"] as? Int == 1 })
      #expect(ledgers.allSatisfy { ($0["unmapped"] as? [String])?.isEmpty == true })
      #expect(ledgers.reduce(0) { $0 + (($1["columns"] as? [Any])?.count ?? 0) } == columns)
      let findings = try #require(file["findings"] as? [[String: Any]])
      #expect(!findings.contains { $0["severity"] as? String == "error" }, "\(findings)")
    }
  }
}
