import Foundation
import TestSupport
import Testing

@Suite("Archives on the command line")
struct ArchiveCommandTests {
  private func taizhang(_ arguments: [String]) -> ProgramRun {
    ProgramRun(ProgramRun.taizhang, arguments, environment: ["LANG": "C.UTF-8", "LC_ALL": ""])
  }

  private static let day = ["--as-of", "2025-12-31"]
  private static let names = [
    "04-民政局第一党支部/三会一课.csv", "04-民政局第一党支部/党员名册.csv", "07-水利局第一党支部.xls",
    "12-信访局第一党支部.xlsx",
  ]

  private static func sample(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: SampleFiles.submissions + "/" + name)))
  }

  /// An archive of some submissions, stored under their names.
  private static func archive(_ names: [String] = names) throws -> RawArchive {
    var archive = RawArchive()
    for name in names { archive.entries.append(RawArchive.Entry(name: name, bytes: try sample(name))) }
    return archive
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    try FileManager.default.createDirectory(
      at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  /// A folder with the same files as the folder `台账` and as the archive `台账.zip`.
  private func withBoth(_ body: (_ folder: String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      for name in Self.names { try Self.write(try Self.sample(name), to: folder + "/台账/" + name) }
      try Self.write(try Self.archive().bytes(), to: folder + "/台账.zip")
      try body(folder)
    }
  }

  private func json(_ run: ProgramRun) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  /// The files of a JSON report: path and status.
  private func files(_ run: ProgramRun) throws -> [String] {
    let files = try #require(try json(run)["files"] as? [[String: Any]])
    return files.map { file in
      let path = (file["path"] as? String ?? "").split(separator: "/")
      let inside = path.firstIndex { $0.hasSuffix(".zip") } ?? 0
      return path[inside...].joined(separator: "/") + " " + (file["status"] as? String ?? "")
    }
  }

  @Test(
    "Every command finds in an archive what it finds in the folder",
    arguments: [
      ["check", "--format", "json"] + day, ["check", "--format", "text"] + day,
      ["inspect", "--format", "json"],
      ["inspect", "--privacy"], ["cells"], ["cells", "--count"], ["tally"], ["tally", "--list"],
      ["lint", "--format", "json"], ["convert", "-o", "-", "--provenance"], ["fix", "--diff"] + day,
    ])
  func likeFolder(_ words: [String]) throws {
    try withBoth { folder in
      let (one, other) = (folder + "/台账", folder + "/台账.zip")
      let plain = taizhang([words[0], one] + words.dropFirst())
      let packed = taizhang([words[0], other] + words.dropFirst())
      #expect(plain.status == packed.status, "\(packed.errors)")
      #expect(!plain.output.isEmpty || words[0] == "lint")
      func common(_ text: String, _ root: String) -> String {
        let text = text.replacingOccurrences(of: root + "/", with: "ROOT/")
        // A tally tells contents apart by a digest that begins with how they were read.
        return text.replacing(/"digest":"[0-9a-f]*"/, with: "").replacing(/"fingerprint":"[^"]*"/, with: "")
      }
      #expect(common(packed.output, other) == common(plain.output, one))
    }
  }

  @Test("Corrected workbooks keep the archive's folders, in a folder or a .zip, and are those of the folder")
  func fixes() throws {
    try withBoth { folder in
      func fix(_ input: String, _ output: String, _ more: [String] = []) -> ProgramRun {
        taizhang(["fix", folder + "/" + input, "-o", folder + "/" + output] + Self.day + more)
      }
      let before = try Data(contentsOf: URL(fileURLWithPath: folder + "/台账.zip"))
      let plain = fix("台账", "甲")
      #expect(plain.status <= 1, "\(plain.errors)")
      #expect(fix("台账.zip", "乙").status == plain.status)
      let made = try #require(FileManager.default.subpaths(atPath: folder + "/甲")).sorted()
      #expect(made.contains("04-民政局第一党支部/党员名册.xlsx"))
      #expect(try #require(FileManager.default.subpaths(atPath: folder + "/乙")).sorted() == made)
      let packed = fix("台账.zip", "丙.zip")
      #expect(packed.status == plain.status, "\(packed.errors)")
      #expect(packed.errors.contains("丙.zip/04-民政局第一党支部/党员名册.xlsx"))
      #expect(fix("台账.zip", "丙.zip").status == 4)
      #expect(fix("台账.zip", "丙.zip", ["--force"]).status == plain.status)
      let cells = ["甲", "乙", "丙.zip"].map { name -> String in
        taizhang(["cells", folder + "/" + name, "--formulas"]).output
          .replacingOccurrences(of: folder + "/\(name)/", with: "")
      }
      #expect(cells[0].count > 10_000)
      #expect(cells[1] == cells[0])
      #expect(cells[2] == cells[0])
      #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/台账.zip")) == before)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
          == ["丙.zip", "乙", "台账", "台账.zip", "甲"].sorted())
    }
  }

  @Test("A summary over an archive counts what one over the folder counts")
  func summary() throws {
    try withBoth { folder in
      let counted = ["台账", "台账.zip"].map { name in
        let run = taizhang([
          "summarize", folder + "/" + name, "-o", folder + "/汇总.xlsx", "--force", "--period", "2025",
        ])
        return "\(run.status) " + run.errors.replacingOccurrences(of: folder + "/" + name, with: "")
      }
      #expect(counted[0] == counted[1])
      #expect(counted[0].contains("4 个文件"))
    }
  }

  @Test(
    "Names in GBK, archives within archives to the second level, folders in name order, and the third is told"
  )
  func nesting() throws {
    try withTemporaryFolder { folder in
      var inner = try Self.archive([Self.names[3]])
      for level in ["丙", "乙", "甲"] {
        var outer = RawArchive()
        outer.entries = [RawArchive.Entry(name: level + ".zip", bytes: inner.bytes())]
        outer.entries.append(RawArchive.Entry(name: "a.csv", bytes: Array("姓名,性别\r\n张三,男\r\n".utf8)))
        inner = outer
      }
      // 台账 in GBK.
      inner.entries[1].rawName = [0xCC, 0xA8, 0xD5, 0xCB, 0x2E, 0x63, 0x73, 0x76]
      try Self.write(inner.bytes(), to: folder + "/a.xlsx")
      let run = taizhang(["check", folder + "/a.xlsx", "--format", "json"] + Self.day)
      #expect(run.status == 3)
      let paths = try #require(try json(run)["files"] as? [[String: Any]]).map {
        ($0["path"] as? String ?? "").dropFirst(folder.count + 1) + " \($0["status"] ?? "")"
      }
      #expect(
        paths == [
          "a.xlsx/台账.csv checked", "a.xlsx/甲.zip/a.csv checked", "a.xlsx/甲.zip/乙.zip/a.csv checked",
          "a.xlsx/甲.zip/乙.zip/丙.zip unreadable",
        ])
      #expect(run.errors.contains("a.xlsx/甲.zip/乙.zip/丙.zip：压缩包套得太深"))
    }
  }

  @Test("Every entry that is not read is told with its name and why; the rest is read")
  func told() throws {
    try withTemporaryFolder { folder in
      var archive = try Self.archive([Self.names[3]])
      let csv = Array("姓名,性别\r\n张三,男\r\n".utf8)
      for name in [
        "合影.jpg", "__MACOSX/._12.xlsx", ".DS_Store", "~$12.xlsx", "../../外面.csv", "坏.csv", "空.csv", "链接.csv",
        "锁.csv", "12-信访局第一党支部.xlsx",
      ] {
        archive.entries.append(RawArchive.Entry(name: name, bytes: name == "空.csv" ? [] : csv))
      }
      archive.entries[6].checksum = 1
      (archive.entries[8].system, archive.entries[8].attributes) = (3, 0o120777 << 16)
      archive.entries[9].flags = 1
      try Self.write(archive.bytes(), to: folder + "/a.zip")
      let run = taizhang(["check", folder + "/a.zip", "--format", "json"] + Self.day)
      #expect(run.status == 3)
      #expect(
        try files(run) == [
          "a.zip/12-信访局第一党支部(2).xlsx checked", "a.zip/12-信访局第一党支部.xlsx checked", "a.zip/坏.csv unreadable",
          "a.zip/外面.csv checked", "a.zip/空.csv unreadable", "a.zip/链接.csv unreadable",
          "a.zip/锁.csv unreadable",
        ])
      for (name, why) in [
        ("合影.jpg", "不是表格文件"), ("__MACOSX/._12.xlsx", "macOS"), (".DS_Store", "macOS"), ("~$12.xlsx", "锁文件"),
        ("外面.csv", "包外"), ("坏.csv", "校验码"), ("空.csv", "空的"), ("链接.csv", "链接"), ("锁.csv", "密码"),
        ("12-信访局第一党支部(2).xlsx", "同名"),
      ] {
        #expect(
          run.errors.split(separator: "\n").contains { $0.contains("a.zip/" + name) && $0.contains(why) },
          "\(name): \(run.errors)")
      }
      let inspected = taizhang(["inspect", folder + "/a.zip", "--format", "json"])
      #expect(inspected.status == 3)
      #expect(try files(inspected).count == 7)
    }
  }

  @Test("An archive without anything to read is told, named or cut short")
  func empty() throws {
    try withTemporaryFolder { folder in
      let whole = try Self.archive([Self.names[3]]).bytes()
      var pictures = RawArchive([("a.jpg", "x")])
      pictures.entries[0].bytes = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16]
      for (name, bytes, words) in [
        ("空.zip", RawArchive().bytes(), "压缩包是空的"), ("图.zip", pictures.bytes(), "压缩包里没有表格文件"),
        ("断.zip", Array(whole.dropLast(40)), "压缩包不完整"),
      ] {
        try Self.write(bytes, to: folder + "/" + name)
        let run = taizhang(["check", folder + "/" + name, "--format", "json"] + Self.day)
        #expect(run.status == 3)
        #expect(run.errors.contains(name + "：" + words), "\(run.errors)")
        #expect(try files(run) == [name + " unreadable"])
      }
    }
  }

  @Test("One password is tried on the archive and on the workbook in it, and is in no message")
  func passwords() throws {
    let fixture =
      SampleFiles.folder.deletingLastPathComponent().path + "/Tests/ArchivesTests/Fixtures/workbook.zip"
    let open = taizhang(["cells", fixture, "--count", "--password", "123456"])
    #expect(open.status == 0, "\(open.errors)")
    #expect(open.output.contains("\"sheets\":"))
    for (words, code) in [([], "压缩包设有密码"), (["--password", "654321"], "所给密码打不开")] {
      let closed = taizhang(["cells", fixture, "--count"] + words)
      #expect(closed.status == 3)
      #expect(closed.errors.contains("workbook.zip/加密.xlsx：" + code), "\(closed.errors)")
      #expect(!closed.errors.contains("654321"))
    }
  }

  @Test("An interrupted run over an archive is gone on with by the paths in it")
  func resumes() throws {
    try withBoth { folder in
      let words = [
        "summarize", folder + "/台账.zip", "-o", folder + "/汇总.xlsx", "--period", "2025", "--resume",
      ]
      let plain = taizhang(words.dropLast())
      #expect(plain.status <= 1, "\(plain.errors)")
      let whole = try Data(contentsOf: URL(fileURLWithPath: folder + "/汇总.xlsx"))
      try FileManager.default.removeItem(atPath: folder + "/汇总.xlsx")
      #expect(taizhang(words).status == plain.status)
      #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/汇总.xlsx")) == whole)
      #expect(taizhang(["fix", folder + "/台账.zip", "-o", folder + "/a.zip", "--resume"]).status == 2)
      #expect(taizhang(["fix", folder + "/台账.zip", "-o", folder + "/丁", "--resume"] + Self.day).status <= 1)
    }
  }

  @Test("The sample archive of an office is read whole")
  func sampleArchive() throws {
    let path = SampleFiles.folder.appendingPathComponent("archives/市直机关台账.zip").path
    let run = taizhang(["check", path, "--format", "json"] + Self.day)
    #expect(run.status <= 1, "\(run.errors)")
    let office = "市直机关台账.zip/市直机关台账/"
    let library = office + "14-图书馆第一党支部.zip/14-图书馆第一党支部/"
    #expect(
      try files(run)
        == [
          office + "04-民政局第一党支部/三会一课.csv", office + "04-民政局第一党支部/党员名册.csv",
          office + "04-民政局第一党支部/党组织基本信息.xlsx", office + "04-民政局第一党支部/党费第四季度.csv",
          office + "12-信访局第一党支部.xlsx", office + "13-体育中心第一党支部.xlsx", library + "会议.csv",
          library + "党费.xlsx", library + "组织和名册.xlsx",
        ].map { $0 + " checked" })
    for name in ["合影.jpg", "~$12-信访局第一党支部.xlsx", "__MACOSX/14-图书馆第一党支部/._会议.csv"] {
      #expect(run.errors.contains(name), "\(run.errors)")
    }
  }
}
