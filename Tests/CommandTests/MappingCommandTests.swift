import Foundation
import TestSupport
import Testing

@Suite("Mappings and an office's own definitions, through the command")
struct MappingCommandTests {
  private func taizhang(_ arguments: String...) -> ProgramRun {
    ProgramRun(ProgramRun.taizhang, arguments, environment: ["LANG": "C.UTF-8", "LC_ALL": ""])
  }

  private func write(_ text: String, to path: String) throws {
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// The fields of the columns of the only ledger of a file, by column letter.
  private func fields(_ run: ProgramRun) throws -> [String: String] {
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let file = try #require((document["files"] as? [[String: Any]])?.first)
    let content = try #require(file["content"] as? [String: Any])
    let ledgers = try #require(content["ledgers"] as? [[String: Any]])
    try #require(ledgers.count == 1)
    let columns = try #require(ledgers[0]["columns"] as? [[String: Any]])
    return Dictionary(
      uniqueKeysWithValues: columns.compactMap { column in
        guard let letters = column["column"] as? String, let field = column["field"] as? String else {
          return nil
        }
        return (letters, field)
      })
  }

  private static let roster = """
    姓名,性别,甲项,出生日期,所在党支部,人员类别,入党时间
    张三,男,汉族,1980-05-06,机关第一党支部,正式党员,2005-07-01
    李四,女,回族,1985-12-03,机关第一党支部,正式党员,2010-07-01

    """

  @Test("a mapping is saved, changed by hand and taken; every command takes it")
  func mapping() throws {
    try withTemporaryFolder { folder in
      let (file, map) = (folder + "/名册.csv", folder + "/对应.yaml")
      try write(Self.roster.replacing("汉族", with: "资料").replacing("回族", with: "资料"), to: file)
      let first = taizhang("inspect", file, "--format", "json", "--save-map", map)
      #expect(first.status == 0)
      #expect(try fields(first)["C"] == nil)
      // The same mapping changes nothing.
      #expect(try fields(taizhang("inspect", file, "--format", "json", "--map", map)) == fields(first))
      let text = try String(contentsOfFile: map, encoding: .utf8)
      let unmapped = #""C": "-""#
      try #require(text.contains(unmapped))
      try write(text.replacing(unmapped, with: #""C": native_place"#), to: map)
      #expect(try fields(taizhang("inspect", file, "--format", "json", "--map", map))["C"] == "native_place")
      let out = folder + "/全部.jsonl"
      #expect(taizhang("convert", file, "-o", out, "--map", map).status == 0)
      #expect(try String(contentsOfFile: out, encoding: .utf8).contains(#""native_place":"资料""#))
      // A mapping is not written over unless asked for.
      #expect(taizhang("inspect", file, "--save-map", map).status == 4)
    }
  }

  @Test("an office's synonyms and fields are known wherever ledgers are read")
  func ownDefinitions() throws {
    try withTemporaryFolder { folder in
      let (file, own) = (folder + "/名册.csv", folder + "/本单位.yaml")
      try write(Self.roster.replacing("甲项", with: "族属"), to: file)
      try write(
        """
        extends: member
        fieldSynonyms:
          ethnicity: [族属]
        """, to: own)
      #expect(try fields(taizhang("inspect", file, "--format", "json", "--ledgers", own))["C"] == "ethnicity")
      let out = folder + "/空白.xlsx"
      #expect(taizhang("template", "member", "-o", out, "--ledgers", own).status == 0)
      #expect(taizhang("lint", out).status == 0)
    }
  }

  @Test(
    "a slip in a definition or a mapping is told with its line and column, and nothing is done",
    arguments: [
      (
        "--ledgers",
        "ledger: talent\ntitle: {zh: 人才, en: Talents}\nfields:\n  - {id: name, kind: personNam}\n", "4:"
      ),
      ("--ledgers", "extends: nobody\n", "1:"),
      ("--ledgers", "extends: member\nfieldSynonyms:\n  ethnicty: [族属]\n", "3:"),
      ("--ledgers", "extends: member\nfieldSynonyms:\n  ethnicity: [族属\n", ":"),
      ("--map", "sheets: 3\n", "1:"), ("--map", "nonsense\n", "1:"),
    ])
  func slips(_ option: String, _ text: String, _ place: String) throws {
    try withTemporaryFolder { folder in
      let (file, own) = (folder + "/名册.csv", folder + "/错.yaml")
      try write(Self.roster, to: file)
      try write(text, to: own)
      let run = taizhang("inspect", file, option, own)
      #expect(run.status == 2 || run.status == 3, "\(run.status)")
      #expect(run.errors.contains(own + ":" + place.dropLast(place == ":" ? 1 : 0)), "\(run.errors)")
      #expect(run.output.isEmpty)
    }
  }
}
