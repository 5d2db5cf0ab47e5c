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
}
