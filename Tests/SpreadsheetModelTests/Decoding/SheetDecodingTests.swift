import SpreadsheetModel
import Testing

@Suite("Records from rows")
struct SheetDecodingTests {
  struct Member: Decodable, Equatable {
    enum CodingKeys: String, CodingKey {
      case name = "姓名"
      case joined = "入党日期"
      case dues = "党费"
      case age = "年龄"
      case isEmployed = "在职"
      case id = "身份证号"
    }
    var name: String
    var joined: CivilDate
    var dues: Double?
    var age: Int
    var isEmployed: Bool?
    var id: String?
  }

  static var sheet: Sheet {
    var sheet = Sheet(
      name: "名册",
      values: [
        ["党员名册"],
        [nil, "年 龄*", "姓名", "入党\n日期：", "党费", "备注", "身份证号"],
        [nil, 45, "张伟", "2019-07-01", 12.5, "x", 110_101_199_003_071_232],
        [nil, nil, nil, nil, nil, "只有备注"],
        [nil, "三十", "王芳", "2020-01-01"],
        [nil, 30, "李娜", "去年"],
        [nil, "41", nil, "2020-01-01"],
        [nil, 52, "刘洋", 43647, nil, nil, "X"],
      ])
    sheet.formats = [.general, .isoDate]
    sheet.rows[2].cells[5].exactDigits = "110101199003071234"
    sheet.rows[7].cells[2].format = 1
    return sheet
  }

  @Test("Headings are found wherever they stand, and every value that does not fit has its cell")
  func members() throws {
    let members = try Self.sheet.decode(Member.self)
    #expect(members.headerRow == 1)
    #expect(members.columns["年龄"] == 1)
    #expect(members.rows == [2, 7])
    #expect(
      members.records.first
        == Member(
          name: "张伟", joined: try #require(CivilDate(year: 2019, month: 7, day: 1)), dues: 12.5, age: 45,
          isEmployed: nil, id: "110101199003071234"))
    #expect(members.records.last?.joined == CivilDate(year: 2019, month: 7, day: 1))
    #expect(members.failures.map(\.cell.description) == ["B5", "D6", "C7"])
    #expect(members.failures.map(\.key) == ["年龄", "入党日期", "姓名"])
    #expect(members.failures[1].message == "D6 holds '去年', and '入党日期' needs a date")
    #expect(members.failures[2].reason == .missing)
  }

  @Test("A key without a heading is named, unless it has another spelling or may be absent")
  func headings() throws {
    struct Branch: Decodable {
      var code: String
      var note: String?
    }
    let sheet = Sheet(name: "支部", values: [["支部代码", "名称"], ["01", "机关"]])
    let error = try #require(throws: HeaderError.self) { try sheet.decode(Branch.self) }
    #expect(error.missingKeys == ["code"])
    #expect(error.headings == ["支部代码", "名称"])
    #expect(try sheet.decode(Branch.self, aliases: ["code": ["支部 代码"]]).records.map(\.code) == ["01"])
    #expect(throws: HeaderError.self) { try Sheet(name: "空").decode(Branch.self) }
  }

  @Test("A record that wants a list is refused, not trapped")
  func lists() throws {
    struct Odd: Decodable { var a: [Int] }
    let odd = try Sheet(name: "x", values: [["a"], [1]]).decode(Odd.self)
    #expect(odd.records.isEmpty)
    #expect(odd.failures.count == 1)
  }
}
