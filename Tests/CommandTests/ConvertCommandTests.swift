import Foundation
import Spreadsheets
import TestSupport
import Testing
import Workflow

@Suite("Converting ledgers, and back")
struct ConvertCommandTests {
  private func taizhang(_ arguments: [String]) -> ProgramRun {
    ProgramRun(ProgramRun.taizhang, arguments, environment: ["LANG": "C.UTF-8", "LC_ALL": ""])
  }

  private func convert(_ inputs: String..., to output: String, _ options: String...) -> ProgramRun {
    taizhang(["convert"] + inputs + ["-o", output] + options)
  }

  /// The values of the records in a file of JSON Lines, by ledger, in order; serial numbers left out, as
  /// rows are numbered anew.
  private func records(_ path: String) throws -> [String: [NSDictionary]] {
    var records: [String: [NSDictionary]] = [:]
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let ledger = try #require(object["ledger"] as? String)
      var values = try #require(object["values"] as? [String: Any])
      values["seq"] = nil
      records[ledger, default: []].append(values as NSDictionary)
    }
    return records
  }

  private func expectRoundTrip(_ input: String, atLeast count: Int, in folder: String) throws {
    #expect(convert(input, to: folder + "/direct.jsonl").status == 0)
    let direct = try records(folder + "/direct.jsonl")
    #expect(direct.values.reduce(0) { $0 + $1.count } >= count)
    #expect(convert(input, to: folder + "/all.xlsx").status == 0)
    #expect(convert(folder + "/all.xlsx", to: folder + "/xlsx.jsonl").status == 0)
    #expect(convert(input, to: folder + "/csv/", "--provenance").status == 0)
    #expect(convert(folder + "/csv", to: folder + "/csv.jsonl").status == 0)
    for back in ["/xlsx.jsonl", "/csv.jsonl"] {
      let again = try records(folder + back)
      #expect(Set(again.keys) == Set(direct.keys))
      for (ledger, expected) in direct {
        let found = again[ledger] ?? []
        #expect(found.count == expected.count, "\(ledger) \(back)")
        for (left, right) in zip(expected, found) { #expect(left == right, "\(ledger) \(back)") }
      }
    }
  }

  @Test(
    "Canonical workbooks and folders of CSV give every record back", arguments: ["ledgers", "submissions"])
  func roundTrip(_ samples: String) throws {
    try withTemporaryFolder { folder in
      let input = SampleFiles.folder.appendingPathComponent(samples).path
      try expectRoundTrip(input, atLeast: samples == "ledgers" ? 150 : 1000, in: folder)
    }
  }

  @Test(
    "Generated submissions of every ledger come back whole", .enabled(if: Judges.hasOpenpyxl, Judges.missing))
  func generatedRoundTrip() throws {
    try withTemporaryFolder { folder in
      let script = SampleFiles.folder.deletingLastPathComponent().appendingPathComponent(
        "Scripts/generate-submissions")
      let made = Judges.script(
        script.path, ["--branches", "2", "--seed", "7", "-o", folder + "/made"])
      #expect(made.status == 0, "\(made.errors)")
      try expectRoundTrip(folder + "/made/submissions", atLeast: 500, in: folder)
    }
  }

  private static let rosters = [
    "甲.csv": "姓名,性别,身份证号,出生日期,所在党支部,人员类别\n张三,男,11010519491231002X,1949-12-31,机关第一党支部,正式党员\n",
    "乙.csv":
      "姓名,性别,身份证号,出生日期,所在党支部,人员类别\n张三,男,11010519491231002X,1949-12-31,机关第二党支部,正式党员\n李四,男,11010519800102002X,1980-01-02,机关第二党支部,正式党员\n",
    "丙.csv": "姓名,性别,身份证号,出生日期,所在党支部,人员类别\n李四,男,11010519800102002X,1980-01-02,机关第二党支部,正式党员\n",
  ]

  private func writeRosters(in folder: String) throws -> String {
    let path = folder + "/rosters"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    for (name, text) in Self.rosters {
      try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
    }
    return path
  }

  @Test(
    "Merging tells duplicates and contradictions, in words and in the output",
    .enabled(if: Judges.hasOpenpyxl, Judges.missing))
  func merging() throws {
    try withTemporaryFolder { folder in
      let rosters = try writeRosters(in: folder)
      let run = convert(rosters, to: folder + "/all.xlsx", "--provenance")
      #expect(run.status == 0)
      #expect(run.errors.contains("重复1组，矛盾1组"))
      #expect(run.errors.contains("机关第二党支部 / 机关第一党支部") || run.errors.contains("机关第一党支部 / 机关第二党支部"))
      #expect(!run.errors.contains("11010519491231002X"))
      #expect(convert(rosters, to: folder + "/all.sqlite").status == 0)
      let script = """
        import openpyxl, sqlite3, sys
        book = openpyxl.load_workbook(sys.argv[1] + "/all.xlsx")
        print(book.sheetnames, [c.value for c in book["党员名册"][1]][-3:], book["党员名册"].max_row)
        print([r[5] for r in book["合并情况"].iter_rows(values_only=True) if r[5]])
        base = sqlite3.connect(sys.argv[1] + "/all.sqlite")
        print(base.execute("PRAGMA foreign_key_check").fetchall(), base.execute("PRAGMA integrity_check").fetchone())
        print(base.execute("SELECT kind, COUNT(*) FROM conflict GROUP BY kind ORDER BY kind").fetchall())
        print(base.execute("SELECT m.branch, v.value FROM conflict_value v JOIN member m ON m.id = v.record_id"
                           " WHERE v.field = 'branch'").fetchall())
        print(base.execute("SELECT birth, source_row, typeof(source_row) FROM member WHERE name = '李四'").fetchall())
        for (view,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
            base.execute(f'SELECT * FROM "{view}"').fetchall()
        """
      let judge = Judges.python(script, folder)
      #expect(judge.status == 0, "\(judge.errors)")
      let lines = judge.output.split(separator: "\n").map(String.init)
      try #require(lines.count == 6)
      #expect(lines[0] == "['党员名册', '合并情况'] ['来源文件', '来源工作表', '来源行'] 5")
      #expect(lines[1] == "['情况', '矛盾', '矛盾', '重复', '重复']" || lines[1] == "['情况', '重复', '重复', '矛盾', '矛盾']")
      #expect(lines[2] == "[] ('ok',)")
      #expect(lines[3] == "[('contradiction', 1), ('duplicate', 1)]")
      #expect(lines[4].contains("('机关第一党支部', '机关第一党支部')") && lines[4].contains("('机关第二党支部', '机关第二党支部')"))
      #expect(lines[5] == "[('1980-01-02', 2, 'integer'), ('1980-01-02', 3, 'integer')]")
    }
  }

  @Test("An output inside the input folder is no input the next time")
  func outputBesideInputs() throws {
    try withTemporaryFolder { folder in
      let rosters = try writeRosters(in: folder)
      #expect(convert(rosters, to: rosters + "/all.xlsx").status == 0)
      let again = convert(rosters, to: rosters + "/all.xlsx", "--force")
      #expect(again.status == 0 && again.errors.contains("合并了3个文件"))
    }
  }

  @Test("A folder is written whole or not at all")
  func folders() throws {
    try withTemporaryFolder { folder in
      let target = folder + "/out"
      let input = SampleFiles.workbooks[1]
      #expect(convert(input, to: target, "--to", "csv").status == 0)
      let names = try FileManager.default.contentsOfDirectory(atPath: target).sorted()
      #expect(names.count > 1)
      let kept = try #require(names.last)
      for name in names.dropLast() { try FileManager.default.removeItem(atPath: target + "/" + name) }
      let refused = convert(input, to: target, "--to", "csv")
      #expect(refused.status == 4 && refused.errors.contains(kept))
      #expect(try FileManager.default.contentsOfDirectory(atPath: target) == [kept])
      #expect(convert(input, to: target, "--to", "csv", "--force").status == 0)
      #expect(try FileManager.default.contentsOfDirectory(atPath: target).sorted() == names)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["out"])
    }
  }

  @Test("Standard input and output, where one stream of bytes will do")
  func streams() throws {
    try withTemporaryFolder { folder in
      let rosters = try writeRosters(in: folder)
      let lines = convert(rosters + "/乙.csv", to: "-")
      #expect(lines.status == 0)
      #expect(
        lines.output.split(separator: "\n").last.map(String.init)
          == #"{"ledger":"member","file":"\#(rosters)/乙.csv","sheet":"乙","row":3,"values":{"name":"李四","gender":"男","id_number":"11010519800102002X","birth":"1980-01-02","branch":"机关第二党支部","category":"正式党员"}}"#
      )
      #expect(convert(rosters, to: "-", "--to", "csv", "--encoding", "utf-8").output.hasPrefix("姓名,性别,"))
      let piped = ProgramRun(
        "sh",
        ["-c", "\"$0\" convert - -o - --to jsonl < \"$1\"", ProgramRun.taizhang, SampleFiles.workbooks[1]])
      #expect(piped.status == 0 && piped.output.contains("\"ledger\":\"member\",\"file\":\"-\""))
      let several = convert(SampleFiles.workbooks[1], to: "-", "--to", "csv")
      #expect(several.status == 4 && several.output.isEmpty)
      let database = convert(rosters, to: "-", "--to", "sqlite")
      #expect(database.status == 4 && database.output.isEmpty)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["rosters"])
    }
  }

  @Test(
    "Texts that look like formulas come back from CSV as they were; one too long is refused with its cell")
  func guardedTexts() throws {
    try withTemporaryFolder { folder in
      let texts = ["=1+1", "-5人", "+86 138", "@abc", "'=1+1", "=\"007\""]
      var book = XLSXWriter()
      book.sheet("S") { sheet in for text in texts { sheet.append([.text(text), .text("x")]) } }
      try book.save(to: URL(fileURLWithPath: folder + "/a.xlsx"))
      #expect(convert(folder + "/a.xlsx", to: folder + "/b.csv", "--raw").status == 0)
      #expect(convert(folder + "/b.csv", to: folder + "/c.xlsx", "--raw").status == 0)
      let back = try Spreadsheet(contentsOf: URL(fileURLWithPath: folder + "/c.xlsx"))
      #expect(back.workbook.sheets[0].rows.map { $0.cells[0].value } == texts.map { .text($0) })
      let long = "a,电话13800138000" + String(repeating: "x", count: 40_000) + "\n"
      try long.write(toFile: folder + "/long.csv", atomically: true, encoding: .utf8)
      let refused = convert(folder + "/long.csv", to: folder + "/long.xlsx", "--raw")
      #expect(refused.status == 3)
      #expect(refused.errors.contains("B1") && refused.errors.contains("32767"))
      #expect(!refused.errors.contains("138001"))
    }
  }

  @Test("Sheets as they are, in every format", arguments: ["xlsx", "csv", "jsonl", "sqlite"])
  func raw(_ format: String) throws {
    try withTemporaryFolder { folder in
      for name in ["组织关系-乙.csv", "民主评议-乙.xls", "党员积分-甲.xlsx"] {
        let input = SampleFiles.folder.appendingPathComponent("ledgers/" + name).path
        let output = folder + "/\(name).\(format)"
        #expect(convert(input, to: output, "--raw", "--to", format).status == 0, "\(name)")
        #expect(FileManager.default.fileExists(atPath: output))
        guard format != "sqlite", format != "jsonl" else { continue }
        let before = convert(input, to: "-", "--raw", "--to", "jsonl").output
        let after = taizhang(["cells", output]).output
        #expect(before.split(separator: "\n").count == after.split(separator: "\n").count, "\(name)")
      }
    }
  }
}
