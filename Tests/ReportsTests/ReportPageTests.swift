import Foundation
import Reports
import SpreadsheetModel
import TestSupport
import Testing
import Workflow

@Suite("Report pages")
struct ReportPageTests {
  private func checking() throws -> Checking {
    let day = try #require(CivilDate(year: 2025, month: 12, day: 31))
    return Checking(
      loading: LedgerLoading(
        reading: ReadingOptions(), reader: LedgerReader(catalog: try LedgerCatalog.standard)),
      pack: try CriteriaPack.standard, asOf: day, options: CheckOptions(years: [2025]))
  }

  private var inputs: [InputFile] { InputSearch(paths: [SampleFiles.submissions]).files }

  private func summaryPage() async throws -> String {
    let (_, summary) = await Summarizing(checking: try checking(), period: .year(2025), language: .zh)
      .run(inputs, missing: [], jobs: 2)
    return String(decoding: try summary.page(), as: UTF8.self)
  }

  private func checkPage() async throws -> String {
    let checking = try checking()
    let outcome = await checking.run(inputs, jobs: 2)
    let rendering = CheckRendering(
      outcome: outcome, inputs: inputs, missing: [], pack: checking.pack, language: .zh,
      showsPersonal: false)
    return String(decoding: rendering.html(), as: UTF8.self)
  }

  @Test("A summary's page has every sheet as a section, charts as SVG and nothing to fetch")
  func tellsTheSummary() async throws {
    let page = try await summaryPage()
    for name in [
      "总览", "党组织情况", "党员结构", "年龄和党龄", "组织生活", "组织生活分类", "党费", "发展党员", "换届提醒", "教育培训", "民主评议",
      "基础保障", "考核得分", "问题整改", "台账报送情况",
    ] { #expect(page.contains("<h2>\(name)</h2>")) }
    #expect(page.contains("<svg"))
    #expect(!page.contains("http://") && !page.contains("https://") && !page.contains(" style="))
  }

  @Test(
    "The policy of both pages lets in their own style sheet and script, by their hash",
    .enabled(if: Judges.hasPython, Judges.missing),
    arguments: [true, false])
  func policyHolds(isSummary: Bool) async throws {
    let page = isSummary ? try await summaryPage() : try await checkPage()
    let program = """
      import sys, re, hashlib, base64
      page = open(sys.argv[1], encoding='utf-8').read()
      policy = re.search('Security-Policy" content="([^"]*)"', page).group(1)
      parts = re.findall('<style>(.*?)</style>', page, re.S) + re.findall('<script>(.*?)</script>', page, re.S)
      print(len(parts), all('sha256-' + base64.b64encode(hashlib.sha256(p.encode()).digest()).decode() in policy
                            for p in parts))
      """
    try withTemporaryFolder { folder in
      let file = folder + "/page.html"
      try Data(page.utf8).write(to: URL(fileURLWithPath: file))
      let run = Judges.python(program, file)
      #expect(run.output.trimmingCharacters(in: .whitespacesAndNewlines) == "2 True", "\(run.errors)")
    }
  }

  @Test("A check's page names no person's number whole")
  func masks() async throws {
    let page = try await checkPage()
    #expect(page.range(of: "[0-9]{17}[0-9Xx]", options: .regularExpression) == nil)
  }
}
