import Foundation
import TestSupport
import Testing

@Suite("A summary on Apache Spark")
struct SparkTests {
  private static let hasSpark =
    ProgramRun("java", ["-version"]).status == 0 && Judges.has("pyspark")

  @Test(
    "Parts read by Spark's tasks give the bytes of one run on one machine, unreadable files told alike",
    .enabled(if: hasSpark, "Java or PySpark is missing: Scripts/install-dependencies --spark"))
  func sameFigures() throws {
    try withTemporaryFolder { folder in
      let inputs = folder + "/台账"
      try FileManager.default.copyItem(atPath: SampleFiles.submissions, toPath: inputs)
      try Data("PK\u{3}\u{4} no archive".utf8).write(to: URL(fileURLWithPath: inputs + "/99-坏.xlsx"))
      let whole = ProgramRun(
        ProgramRun.taizhang,
        ["summarize", inputs, "-o", folder + "/whole.xlsx", "--period", "2025", "--lang", "zh"])
      #expect(whole.status == 3)
      let script = SampleFiles.folder.deletingLastPathComponent().appendingPathComponent(
        "Scripts/spark-summary")
      let spark = Judges.script(
        script.path,
        [
          inputs, "-o", folder + "/spark.xlsx", "--parts", "5", "--master", "local[2]",
          "--taizhang", ProgramRun.taizhang, "--summarize", "--period 2025 --lang zh", "--tally", "--lang zh",
        ])
      #expect(spark.status == 3, "\(spark.errors)")
      let isSame =
        try Data(contentsOf: URL(fileURLWithPath: folder + "/whole.xlsx"))
        == Data(contentsOf: URL(fileURLWithPath: folder + "/spark.xlsx"))
      #expect(isSame)
    }
  }
}
