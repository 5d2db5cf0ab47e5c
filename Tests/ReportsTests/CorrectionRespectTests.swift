import Foundation
import Reports
import SpreadsheetModel
import TestSupport
import Testing
import Workflow
import XLSX

/// Workbooks of another producer, and what of them must survive a correction.
@Suite("What a correction respects", .enabled(if: Judges.hasOpenpyxl, Judges.missing))
struct CorrectionRespectTests {
  /// A roster with mistakes, then what the case adds to it, in Python.
  private static func program(_ setUp: String) -> String {
    """
    import sys, openpyxl
    from openpyxl.styles import PatternFill, Protection
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.table import Table
    from openpyxl.comments import Comment
    b = openpyxl.Workbook(); s = b.active; s.title = '党员名册'
    s.append(['中共某局机关第一党支部党员名册']); s.merge_cells('A1:H1')
    s.append(['序号', '姓名', '性别', '民族', '出生日期', '入党时间', '学历', '人员类别'])
    for r in [[1, '张三', '男', '汉族', '1980.5.6', '2005-07-01', '大学本科', '正式党员'],
              [2, '李四', ' 女', '汉族', '1985-03-02', '2010-06-30', '研究生', '正式党员'],
              [3, '王五', '男', '火星族', '1990-13-45', '2015-07-01', '大学专科', '预备党员']]: s.append(r)
    \(setUp)
    b.save(sys.argv[1])
    """
  }

  /// Makes a workbook, corrects it, and asks Python about the result.
  private func answers(making setUp: String, to question: String, rounds: Int = 1) async throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("respect-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var path = folder.appendingPathComponent("in.xlsx").path
    let made = Judges.python(Self.program(setUp), path)
    #expect(made.status == 0, "\(made.errors)")
    let day = try #require(CivilDate(year: 2025, month: 12, day: 31))
    let fixing = Fixing(
      checking: Checking(
        loading: LedgerLoading(
          reading: ReadingOptions(), reader: LedgerReader(catalog: try LedgerCatalog.standard)),
        pack: try CriteriaPack.standard, asOf: day),
      options: CorrectedWorkbook.Options(language: .zh))
    for round in 0..<rounds {
      let outcome = await fixing.run(
        [InputFile(path: path, source: .file(URL(fileURLWithPath: path)))], jobs: 1)
      path = folder.appendingPathComponent("out\(round).xlsx").path
      try fixing.write(try #require(outcome.files.first), to: Output(path: path, replaces: true))
      // The clerk mends what was left.
      guard round + 1 < rounds else { break }
      let mend = """
        import sys, openpyxl
        b = openpyxl.load_workbook(sys.argv[1]); s = b['党员名册']
        s['D5'] = '汉族'; s['E5'] = '1990-11-12'; b.save(sys.argv[1])
        """
      #expect(Judges.python(mend, path).status == 0)
    }
    let program = """
      import sys, openpyxl
      b = openpyxl.load_workbook(sys.argv[1]); s = b['党员名册']
      print(\(question))
      """
    let run = Judges.python(program, path)
    #expect(run.status == 0, "\(run.errors)")
    return run.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test(
    "Formulas, protection, merged cells, tables, filters, hidden rows, notes and links stay",
    arguments: [
      ("s['C4'] = '=\"女\"&\"性\"'", "s['C4'].value", "=\"女\"&\"性\""),
      ("s.protection.sheet = True", "s.protection.sheet, s['C4'].value", "True  女"),
      (
        "s.protection.sheet = True; s['C4'].protection = Protection(locked=False)",
        "s.protection.sheet, s['C4'].value", "True 女"
      ),
      (
        "s.merge_cells('C4:C5')", "[str(r) for r in s.merged_cells.ranges if 'C' in str(r)], s['C4'].value",
        "['C4:C5'] 女"
      ),
      (
        "s.add_table(Table(displayName='名册', ref='A2:H5'))", "s.tables['名册'].ref, s['C4'].value",
        "A2:H5 女"
      ),
      (
        "s.column_dimensions['E'].width = 5; s.column_dimensions['F'].width = 5",
        "s['E3'].is_date, s.column_dimensions['E'].width, s.column_dimensions['F'].width",
        "True 10.7109375 5.0"
      ),
      (
        "s.column_dimensions['E'].width = 5; s.column_dimensions['E'].hidden = True",
        "s['E3'].is_date, s.column_dimensions['E'].width, s.column_dimensions['E'].hidden", "True 5.0 True"
      ),
      ("s.auto_filter.ref = 'A2:H5'", "s.auto_filter.ref, s['C4'].value", "A2:H5 女"),
      (
        "s.row_dimensions[4].hidden = True", "s.row_dimensions[4].hidden, s['C4'].value",
        "True 女"
      ),
      (
        "s['D5'].comment = Comment('原批注', '王主任')", "'原批注' in s['D5'].comment.text", "True"
      ),
      (
        "s['E5'].hyperlink = 'https://example.com/'", "s['E5'].hyperlink.target",
        "https://example.com/"
      ),
      (
        "v = DataValidation(type='list', formula1='\"男,女\"'); s.add_data_validation(v); v.add('C3:C9')",
        "[str(v.sqref) for v in s.data_validations.dataValidation if 'C' in str(v.sqref)]", "['C3:C9']"
      ),
    ])
  func respects(setUp: String, question: String, expected: String) async throws {
    #expect(try await answers(making: setUp, to: question) == expected)
  }

  @Test("A cell whose value must come from a list gets a drop-down")
  func addsDropDowns() async throws {
    let lists = "sorted(str(v.sqref) for v in s.data_validations.dataValidation)"
    #expect(try await answers(making: "", to: lists) == "['C3:C5', 'D3:D5', 'G3:G5', 'H3:H5']")
  }

  @Test("A cell that the clerk has mended gets its own fill back, whatever we had marked it with")
  func givesFillsBack() async throws {
    let fill = "s['D5'].fill = PatternFill('solid', fgColor='FFFFCC00')"
    let question = "s['D5'].fill.fgColor.rgb, s['E5'].fill.patternType, s['D5'].hyperlink"
    #expect(try await answers(making: fill, to: question).hasPrefix("FFFCE4E4") == false)
    #expect(try await answers(making: fill, to: question, rounds: 2) == "FFFFCC00 None None")
  }
}
