import Foundation
import TestSupport
import Testing

@Suite("The example programs")
struct ExampleTests {
  @Test("Typed records: every payment is followed to its member and branch")
  func typedRecords() {
    let program = URL(fileURLWithPath: ProgramRun.taizhang).deletingLastPathComponent()
      .appendingPathComponent("example-typed-records").path
    let run = ProgramRun(program, [SampleFiles.submissions + "/02-财政局第一党支部.xlsx"])
    #expect(run.status == 0, "\(run.errors)")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count > 5)
    let payment = #/^\S+党支部 \S+ \d{4}-\d{2}(-\d{2})? \d+(\.\d+)?$/#
    #expect(lines.filter { $0.wholeMatch(of: payment) != nil }.count > 5, "\(run.output)")
  }
}
