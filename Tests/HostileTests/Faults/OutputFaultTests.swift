import Foundation
import TestSupport
import Testing

@Suite("Outputs that cannot be written", .serialized)
struct OutputFaultTests {
  private static let isRoot = geteuid() == 0
  private static let canDropRights = isRoot && ProgramRun("setpriv", ["--version"]).status == 0
  private static let sample = SampleFiles.submissions + "/12-信访局第一党支部.xlsx"

  /// Whether a file system of a few KB can be mounted here: not in most containers.
  private static let canMount: Bool = {
    guard isRoot else { return false }
    return
      (try? withTemporaryFolder { folder in
        let mounted = ProgramRun("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]).status == 0
        if mounted { _ = ProgramRun("umount", [folder]) }
        return mounted
      }) ?? false
  }()

  private static func shell(_ script: String) -> ProgramRun {
    ProgramRun("/bin/sh", ["-c", script], environment: ["TAIZHANG": ProgramRun.taizhang])
  }

  @Test(
    "On a full disk the old output stays whole and nothing else is left",
    .enabled(if: canMount, "a file system cannot be mounted here"))
  func fullDisk() throws {
    try withTemporaryFolder { path in
      #expect(ProgramRun("mount", ["-t", "tmpfs", "-o", "size=8k", "tmpfs", path]).status == 0)
      defer { _ = ProgramRun("umount", [path]) }
      let folder = FaultFolder(path: path)
      try folder.write("the old output", to: "out.xlsx")
      for words in [
        ["fix", Self.sample, "--as-of", "2025-12-31"], ["check", Self.sample, "--format", "html"],
        ["template", "--all"], ["convert", "--raw", Self.sample], ["convert", "--to", "sqlite", Self.sample],
      ] {
        let run = ProgramRun(ProgramRun.taizhang, words + ["-o", folder.file("out.xlsx"), "--force"])
        #expect(run.status == 4, "\(words): \(run.errors)")
        #expect(folder.names == ["out.xlsx"], "\(words)")
        #expect(folder.bytes("out.xlsx") == Array("the old output".utf8), "\(words)")
      }
    }
  }

  /// Every command that writes, with what it writes.
  private static let writers: [(words: [String], out: String)] = [
    (["fix", sample, "--as-of", "2025-12-31"], "out.xlsx"),
    (["fix", SampleFiles.workbooks[0], sample], "out/"),
    (["check", sample, "--format", "json"], "out.xlsx"), (["check", sample, "--format", "xlsx"], "out.xlsx"),
    (["check", sample, "--resume"], "out.xlsx"), (["template", "--all"], "out.xlsx"),
    (["summarize", sample, "--period", "2025"], "out.xlsx"), (["tally", sample], "out.xlsx"),
    (["convert", "--raw", sample], "out.xlsx"), (["convert", "--to", "sqlite", sample], "out.xlsx"),
    (["convert", "--to", "jsonl", sample], "out.xlsx"), (["convert", "--to", "csv", sample], "out/"),
    (["set", sample, "概况!A1=1"], "out.xlsx"),
  ]

  @Test(
    "On a read-only file system every command says so, and nothing is left there",
    .enabled(if: canMount, "a file system cannot be mounted here"))
  func readOnly() throws {
    try withTemporaryFolder { path in
      #expect(ProgramRun("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", path]).status == 0)
      defer { _ = ProgramRun("umount", [path]) }
      let folder = FaultFolder(path: path)
      try folder.write("the old output", to: "out.xlsx")
      #expect(ProgramRun("mount", ["-o", "remount,ro", path]).status == 0)
      for (words, out) in Self.writers {
        let run = ProgramRun(
          ProgramRun.taizhang, words + ["-o", folder.file(out), "--force", "--lang", "en"])
        #expect(run.status == 4, "\(words): \(run.errors)")
        #expect(run.errors.contains(path), "\(words): \(run.errors)")
        #expect(
          run.errors.contains("read-only") || run.errors.contains("permission"), "\(words): \(run.errors)")
        #expect(folder.names == ["out.xlsx"], "\(words)")
        #expect(folder.bytes("out.xlsx") == Array("the old output".utf8), "\(words)")
      }
    }
  }

  @Test("A place that nobody can write to, whoever one is, is refused as such", arguments: ["/proc", "/sys"])
  func systemFolders(_ place: String) throws {
    for format in ["xlsx", "jsonl", "sqlite"] {
      let run = ProgramRun(
        ProgramRun.taizhang,
        ["convert", Self.sample, "--to", format, "-o", place + "/out", "--lang", "en"])
      #expect(run.status == 4, "\(run.errors)")
      #expect(
        run.errors.contains(place + "/out: ")
          && (run.errors.contains("read-only") || run.errors.contains("permission")), "\(run.errors)")
    }
  }

  @Test("Past a limit on file sizes it is the same")
  func fileSizeLimit() throws {
    try withTemporaryFolder { path in
      let folder = FaultFolder(path: path)
      try folder.writeLargeTable(to: "in.csv", rows: 5000)
      try folder.write("the old output", to: "out.xlsx")
      let run = Self.shell(
        "ulimit -f 16; \"$TAIZHANG\" convert --raw '\(path)/in.csv' -o '\(path)/out.xlsx' --force")
      #expect(run.status == 4, "\(run.errors)")
      #expect(folder.names == ["in.csv", "out.xlsx"])
      #expect(folder.bytes("out.xlsx") == Array("the old output".utf8))
    }
  }

  @Test(
    "Without permission nothing is written or read, and both are told",
    .enabled(if: canDropRights, "only root can be someone else"))
  func noPermission() throws {
    try withTemporaryFolder { path in
      let folder = FaultFolder(path: path)
      try folder.write("序号,姓名\n1,张三\n", to: "in.csv")
      chmod(path, 0o755)
      chmod(folder.file("in.csv"), 0o644)
      let nobody = "setpriv --reuid=65534 --regid=65534 --clear-groups \"$TAIZHANG\""
      guard Self.shell("\(nobody) --help").status == 0 else { return }
      let refused = Self.shell("\(nobody) convert --raw '\(path)/in.csv' -o '\(path)/out.xlsx'")
      #expect(refused.status == 4, "\(refused.errors)")
      #expect(folder.names == ["in.csv"])
      chmod(folder.file("in.csv"), 0o600)
      let unreadable = Self.shell("\(nobody) cells '\(path)/in.csv'")
      #expect(unreadable.status == 3)
      #expect(unreadable.errors.contains("in.csv"))
    }
  }

  @Test("An output through a symbolic link, onto another file system, replaces the file and keeps the link")
  func symbolicLink() throws {
    try withTemporaryFolder { path in
      let folder = FaultFolder(path: path)
      let memory = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : path
      let elsewhere = memory + "/taizhang-\(UUID().uuidString)"
      defer { try? FileManager.default.removeItem(atPath: elsewhere) }
      try Data("old".utf8).write(to: URL(fileURLWithPath: elsewhere))
      try folder.write("a,b\n1,2\n", to: "in.csv")
      for name in ["out.xlsx", "out.sqlite"] {
        try FileManager.default.createSymbolicLink(atPath: folder.file(name), withDestinationPath: elsewhere)
        let run = ProgramRun(
          ProgramRun.taizhang,
          ["convert", "--raw", folder.file("in.csv"), "-o", folder.file(name), "--force"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.file(name)) == elsewhere)
        #expect(try Data(contentsOf: URL(fileURLWithPath: elsewhere)).count > 500)
        try FileManager.default.removeItem(atPath: folder.file(name))
      }
      #expect(folder.names == ["in.csv"])
    }
  }

  @Test("A device, a pipe, a ring of links or a path through a file is refused as an output and stays")
  func strangeTargets() throws {
    try withTemporaryFolder { path in
      let folder = FaultFolder(path: path)
      try folder.write("a,b\n1,2\n", to: "in.csv")
      #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
      try FileManager.default.createSymbolicLink(
        atPath: folder.file("ring"), withDestinationPath: folder.file("ring"))
      let before = folder.names
      for target in ["/dev/full", folder.file("pipe"), folder.file("ring"), folder.file("in.csv/x")] {
        for format in ["xlsx", "csv", "sqlite"] {
          let run = ProgramRun(
            ProgramRun.taizhang,
            ["convert", "--raw", folder.file("in.csv"), "--to", format, "-o", target, "--force"])
          #expect(run.status == 4, "\(target) as \(format): \(run.errors)")
        }
      }
      #expect(folder.names == before)
      var status = stat()
      #expect(stat("/dev/full", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    }
  }

  @Test("An output over its own input replaces it whole")
  func ownInput() throws {
    try withTemporaryFolder { path in
      let folder = FaultFolder(path: path)
      try folder.writeLargeTable(to: "a.csv", rows: 3000)
      func convert(_ out: String) -> Int32 {
        ProgramRun(
          ProgramRun.taizhang,
          ["convert", "--raw", folder.file("a.csv"), "--to", "csv", "-o", folder.file(out), "--force"]
        ).status
      }
      #expect(convert("b.csv") == 0)
      #expect(convert("a.csv") == 0)
      #expect(folder.bytes("a.csv") == folder.bytes("b.csv"))
      #expect(folder.names == ["a.csv", "b.csv"])
    }
  }

  @Test("Of two runs with the same output one writes it; told to replace, the last one whole")
  func twoRuns() throws {
    try withTemporaryFolder { path in
      let folder = FaultFolder(path: path)
      try folder.writeLargeTable(to: "a.csv", rows: 4000)
      try folder.writeLargeTable(to: "b.csv", rows: 5000)
      func words(_ name: String, _ out: String) -> [String] {
        ["convert", "--raw", folder.file(name), "-o", folder.file(out)]
      }
      var whole: [[UInt8]?] = []
      for name in ["a.csv", "b.csv"] {
        #expect(try RunningProgram(words(name, name + ".xlsx")).wait() == 0)
        whole.append(folder.bytes(name + ".xlsx"))
      }
      for replaces in [false, true] {
        let force = replaces ? ["--force"] : []
        let first = try RunningProgram(words("a.csv", "out.xlsx") + force)
        let second = try RunningProgram(words("b.csv", "out.xlsx") + force)
        let statuses = [first.wait(), second.wait()]
        #expect(statuses.sorted() == (replaces ? [0, 0] : [0, 4]))
        #expect(whole.contains(folder.bytes("out.xlsx")))
        #expect(folder.unfinished.isEmpty)
      }
    }
  }

  @Test("New outputs have the mode the umask leaves, replaced ones keep theirs")
  func modes() throws {
    try withTemporaryFolder { path in
      let folder = FaultFolder(path: path)
      try folder.write("a,b\n1,2\n", to: "in.csv")
      func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: folder.file(name))[.posixPermissions] as? Int
      }
      func convert(_ umask: String, _ out: String) -> Int32 {
        Self.shell("umask \(umask); \"$TAIZHANG\" convert --raw '\(path)/in.csv' -o '\(path)/\(out)' --force")
          .status
      }
      #expect(convert("022", "a.xlsx") == 0)
      #expect(try mode("a.xlsx") == 0o644)
      #expect(convert("077", "b.xlsx") == 0)
      #expect(try mode("b.xlsx") == 0o600)
      chmod(folder.file("a.xlsx"), 0o640)
      #expect(convert("022", "a.xlsx") == 0)
      #expect(try mode("a.xlsx") == 0o640)
    }
  }
}
