import Diagnostics
import Foundation
import Ledgers
import Reports
import SpreadsheetModel
import TestSupport
import Testing

@testable import Workflow

@Suite("An office's defaults")
struct OfficeConfigurationTests {
  private let folder = FileManager.default.temporaryDirectory

  private func read(_ yaml: String) throws(DefinitionError) -> OfficeConfiguration {
    try OfficeConfiguration(yaml: yaml, file: "taizhang.yaml", folder: folder)
  }

  @Test("every setting is read, paths beside the file")
  func settings() throws {
    try withTemporaryFolder { folder in
      let pack = folder + "/本单位.yaml"
      try Data().write(to: URL(fileURLWithPath: pack))
      let configuration = try OfficeConfiguration(
        yaml: """
          office: 市直机关工委
          language: en
          criteria: 本单位.yaml
          profile: national
          as-of: 2025-12-31
          period: 2025Q3
          jobs: 3
          show-personal: true
          hidden-sheets: true
          """, file: "taizhang.yaml", folder: URL(fileURLWithPath: folder))
      #expect(configuration.office == "市直机关工委")
      #expect(configuration.language == .en)
      #expect(configuration.criteria?.path == pack)
      #expect(configuration.profile == "national")
      #expect(configuration.asOf == CivilDate(iso: "2025-12-31"))
      #expect(configuration.period == Period("2025Q3"))
      #expect(configuration.jobs == 3)
      #expect(configuration.showsPersonal && configuration.readsHiddenSheets)
    }
  }

  @Test(
    "a fault is told with its line and column",
    arguments: [
      ("offices: 甲\n", 1, DefinitionError.Code.unknownKey), ("office: 甲\njobs: 0\n", 2, .unknownWord),
      ("as-of: 2025年底\n", 1, .unknownWord), ("language: fr\n", 1, .unknownWord),
      ("office: 甲\n\ncriteria: 没有这个文件.yaml\n", 3, .unreadable), ("show-personal: 也许\n", 1, .wrongType),
      ("- 甲\n", 1, .wrongType), ("office: [甲\n", 2, .syntax),
    ])
  func faults(_ yaml: String, _ line: Int, _ code: DefinitionError.Code) {
    let error = #expect(throws: DefinitionError.self) { try read(yaml) }
    #expect(error?.code == code)
    #expect(error?.line == line)
    #expect(error?.column != nil)
  }

  @Test("nesting beyond all need is refused before the parser recurses")
  func nesting() {
    let error = #expect(throws: DefinitionError.self) {
      try read(String(repeating: "[", count: 100_000))
    }
    #expect(error?.code == .syntax)
  }

  @Test("the file is looked for where a person works, then among the user's settings")
  func search() throws {
    try withTemporaryFolder { folder in
      let settings = folder + "/settings/taizhang"
      let work = folder + "/work"
      for path in [settings, work] {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      }
      let environment = ["XDG_CONFIG_HOME": folder + "/settings"]
      #expect(OfficeConfiguration.file(workingFolder: work, environment: environment) == nil)
      try Data().write(to: URL(fileURLWithPath: settings + "/taizhang.yaml"))
      #expect(
        OfficeConfiguration.file(workingFolder: work, environment: environment)?.path
          == settings + "/taizhang.yaml")
      try Data().write(to: URL(fileURLWithPath: work + "/taizhang.yaml"))
      #expect(
        OfficeConfiguration.file(workingFolder: work, environment: environment)?.path
          == work + "/taizhang.yaml")
    }
  }

  @Test("the command takes the office's defaults, and a word on the line wins over them")
  func command() throws {
    try withTemporaryFolder { folder in
      let file = folder + "/office.yaml"
      try Data("as-of: 2024-06-30\nlanguage: en\n".utf8).write(to: URL(fileURLWithPath: file))
      func check(_ more: String...) -> ProgramRun {
        ProgramRun(
          ProgramRun.taizhang,
          ["check", SampleFiles.workbooks[1], "--format", "json", "--config", file] + more)
      }
      #expect(check().output.contains(#""asOf" : "2024-06-30""#))
      #expect(check("--as-of", "2025-12-31").output.contains(#""asOf" : "2025-12-31""#))
      #expect(!check("--no-config", "--as-of", "2025-12-31").output.contains("2024-06-30"))
      try Data("as-of: soon\n".utf8).write(to: URL(fileURLWithPath: file))
      let faulty = check()
      #expect(faulty.status == 2)
      #expect(faulty.errors.contains("office.yaml:1:8"))
    }
  }
}
