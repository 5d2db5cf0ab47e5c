import Foundation
import TestSupport
import Testing

@Suite("Many files at once", .serialized)
struct SideBySideTests {
  /// Words of a call over all samples; `OUT` is the output.
  static let calls: [[String]] = [
    ["check", "--format", "json"], ["check", "--format", "xlsx", "-o", "OUT"],
    ["cells", "--formulas", "--display"], ["inspect", "--format", "json"], ["fix", "-o", "OUT/"],
    ["summarize", "-o", "OUT.xlsx", "--period", "2025"], ["convert", "-o", "OUT.xlsx"],
    ["convert", "--to", "sqlite", "-o", "OUT.sqlite"],
  ]

  @Test("One after another and eight side by side give the same bytes", arguments: calls)
  func sameBytes(call: [String]) throws {
    try withTemporaryFolder { folder in
      var results: [[String: Data]] = []
      for jobs in ["1", "8"] {
        let place = folder + "/" + jobs
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let words =
          [call[0], SampleFiles.submissions]
          + call.dropFirst().map { $0.replacing("OUT", with: place + "/out") }
        let run = ProgramRun(
          ProgramRun.taizhang, words + ["--as-of", "2025-12-31", "--jobs", jobs, "--lang", "zh", "--quiet"])
        #expect((0...3).contains(run.status), "\(run.errors)")
        var result = ["standard output": Data(run.output.utf8), "status": Data("\(run.status)".utf8)]
        for name in try FileManager.default.subpathsOfDirectory(atPath: place) {
          if let data = FileManager.default.contents(atPath: place + "/" + name) { result[name] = data }
        }
        results.append(result)
      }
      #expect(results[0].keys.sorted() == results[1].keys.sorted())
      for (name, data) in results[0] { #expect(results[1][name] == data, "\(name)") }
    }
  }
}
