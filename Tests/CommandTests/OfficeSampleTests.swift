import Foundation
import TestSupport
import Testing

@Suite("The sample of an office's own ledgers and criteria")
struct OfficeSampleTests {
  private let folder = SampleFiles.folder.appendingPathComponent("office").path

  private func taizhang(_ arguments: String...) -> ProgramRun {
    ProgramRun(
      ProgramRun.taizhang, arguments + ["--config", folder + "/taizhang.yaml"],
      environment: ["LANG": "C.UTF-8", "LC_ALL": ""])
  }

  @Test("its ledger is recognised by the words of its definition")
  func recognition() {
    let run = taizhang("inspect", folder + "/志愿服务登记表.csv")
    #expect(run.status == 0)
    for field in ["name", "date", "activity", "hours"] { #expect(run.output.contains(" \(field)  ")) }
  }

  @Test("its rule finds the minutes among the hours, and its examples hold")
  func rule() {
    let run = taizhang("check", folder + "/志愿服务登记表.csv")
    #expect(run.output.contains("OFF-001"))
    #expect(run.output.contains("志愿服务登记表!E5"))
    #expect(taizhang("criteria", "test", folder + "/criteria.yaml").status == 0)
  }

  @Test("its changed limit counts, its rule switched off is silent, its waiver covers until the last day")
  func variations() throws {
    try withTemporaryFolder { work in
      let file = work + "/党组织名册.csv"
      let ledger = """
        党组织名称,组织类别,正式党员数,预备党员数,覆盖单位数
        城东片区联合党支部,联合党支部,39,2,7
        城西片区联合党支部,联合党支部,38,2,7
        """
      try Data(ledger.utf8).write(to: URL(fileURLWithPath: file))
      func rules(asOf day: String, of organisation: String) throws -> Set<String> {
        let run = taizhang("check", file, "--format", "json", "--as-of", day)
        let document = try JSONDecoder().decode(CheckedFiles.self, from: Data(run.output.utf8))
        return Set(document.files.flatMap(\.findings).filter { $0.organisation == organisation }.map(\.rule))
      }
      let covered = try rules(asOf: "2026-06-30", of: "城东片区联合党支部")
      #expect(covered.contains("ORG-002") && !covered.contains("ORG-003"))
      #expect(try rules(asOf: "2026-07-01", of: "城东片区联合党支部").contains("ORG-003"))
      let other = try rules(asOf: "2026-06-30", of: "城西片区联合党支部")
      #expect(!other.contains("ORG-002") && other.contains("ORG-003"))
      #expect(taizhang("criteria", "lint", folder + "/criteria.yaml").status == 0)
      #expect(taizhang("explain", "EDU-004").output.contains("当前方案不检查"))
    }
  }

  /// What the JSON of a check says of findings, as far as the test asks.
  private struct CheckedFiles: Decodable {
    struct File: Decodable { var findings: [Finding] }
    struct Finding: Decodable {
      var rule: String
      var organisation: String?
    }
    var files: [File]
  }
}
