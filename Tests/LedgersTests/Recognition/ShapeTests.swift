import Foundation
import Ledgers
import SpreadsheetModel
import Testing

@Suite("Shapes that are no list")
struct ShapeTests {
  private static let people: [[String]] = [
    ["张三", "男", "汉族", "1980-05-06", "机关第一党支部", "正式党员", "2005-07-01"],
    ["李四", "女", "回族", "1985-12-03", "机关第二党支部", "预备党员", "2024-11-20"],
    ["王五", "男", "满族", "1990-01-09", "机关第一党支部", "正式党员", "2012-06-28"],
  ]
  private static let headers = ["姓名", "性别", "民族", "出生日期", "所在党支部", "人员类别", "入党时间"]
  private static let fields: [FieldID] = [
    "name", "gender", "ethnicity", "birth", "branch", "category", "joined",
  ]

  private func expectPeople(_ tables: [LedgerTable], places: [(row: Int, column: Int)]? = nil) throws {
    let records = tables.filter { $0.definition.id == "member" }.flatMap { table in
      table.records.map { record in Self.fields.map { table.field($0, of: record) } }
    }
    try #require(records.count == Self.people.count)
    for (person, record) in zip(Self.people, records) {
      #expect(record.map(\.original) == person)
      for field in record { #expect(field.value.isPresent) }
    }
    guard let places else { return }
    for (place, record) in zip(places, records) {
      #expect(record[0].cell == CellReference(row: place.row, column: place.column))
    }
  }

  private func tables(_ sheet: Sheet) throws -> [LedgerTable] {
    try LayoutTests.read(sheet).tables
  }

  private func texts(_ rows: [[String?]]) -> [[CellValue]] {
    rows.map { row in row.map { $0.map { .text($0) } ?? .empty } }
  }

  @Test("a table on its side has a record a column, told with the cells it came from")
  func transposed() throws {
    var rows: [[String?]] = [["党员名册"]]
    for (index, header) in Self.headers.enumerated() { rows.append([header] + Self.people.map { $0[index] }) }
    try expectPeople(
      try tables(Sheet(name: "Sheet1", values: texts(rows))), places: [(1, 1), (1, 2), (1, 3)])
  }

  @Test("cards below one another have a record each")
  func cards() throws {
    var rows: [[String?]] = []
    for person in Self.people {
      rows += [
        ["党员信息登记表"], ["姓名", person[0], "性别", person[1], "民族", person[2]],
        ["出生日期", person[3], "入党时间", person[6]], ["所在党支部", person[4], "人员类别", person[5]], [],
      ]
    }
    try expectPeople(
      try tables(Sheet(name: "Sheet1", values: texts(rows))), places: [(1, 1), (6, 1), (11, 1)])
  }

  @Test("a tick under a term is that term")
  func ticks() throws {
    var rows: [[String?]] = [
      ["姓名", "性别", nil, "民族", "出生日期", "所在党支部", "人员类别", nil, "入党时间"],
      [nil, "男", "女", nil, nil, nil, "正式党员", "预备党员", nil],
    ]
    for person in Self.people {
      rows.append([
        person[0], person[1] == "男" ? "√" : nil, person[1] == "女" ? "√" : nil, person[2], person[3],
        person[4],
        person[5] == "正式党员" ? "√" : nil, person[5] == "预备党员" ? "√" : nil, person[6],
      ])
    }
    let sheet = Sheet(
      name: "Sheet1", values: texts(rows),
      mergedRanges: [CellRange(a1: "B1:C1"), CellRange(a1: "G1:H1")].compactMap { $0 })
    let table = try #require(try tables(sheet).first)
    #expect(table.records.map { table.value("gender", of: $0) } == [.text("男"), .text("女"), .text("男")])
    #expect(
      table.records.map { table.value("category", of: $0) } == [.text("正式党员"), .text("预备党员"), .text("正式党员")])
    #expect(table.field("gender", of: table.records[1]).cell == CellReference(a1: "C4"))
  }

  @Test("marks with an organisation a column are a record for each organisation")
  func matrix() throws {
    let sheet = Sheet(
      name: "考核",
      values: [
        ["2024年度党建考核评分表"], ["一级指标", "考核指标", "分值", "机关第一党支部", "机关第二党支部"],
        ["组织建设", "按期换届", 10, 9, 8], ["组织建设", "三会一课", 20, 18, 20],
      ])
    let table = try #require(try tables(sheet).first)
    #expect(table.definition.id == "assessment")
    #expect(table.records.map { table.value("score", of: $0).number } == [9, 8, 18, 20])
    #expect(
      table.records.map { table.value("branch", of: $0).text?.suffix(4) } == ["一党支部", "二党支部", "一党支部", "二党支部"])
    #expect(table.field("score", of: table.records[3]).cell == CellReference(a1: "E4"))
  }

  @Test("tables side by side whose headers stand in different rows are two")
  func sideBySide() throws {
    let sheet = Sheet(
      name: "Sheet1",
      values: [
        ["姓名", "性别", "民族", "出生日期", "所在党支部", "人员类别", "入党时间", nil, nil, nil],
        texts([Self.people[0] + [nil, "组织关系转接台账"]])[0],
        texts([Self.people[1] + [nil, "姓名", "转出党组织", "转入党组织", "开具时间"]])[0],
        texts([Self.people[2] + [nil, "赵六", "机关第一党支部", "机关第二党支部", "2024-03-05"]])[0],
      ])
    let found = try tables(sheet)
    #expect(found.map(\.definition.id) == ["member", "transfer"])
    try expectPeople(found)
    #expect(found.last?.records.count == 1)
  }

  @Test("a date in columns of its own for year, month and day is one date")
  func dateParts() throws {
    let sheet = Sheet(
      name: "Sheet1",
      values: [
        ["2024年三会一课台账"], ["月", "日", "会议类型", "会议主题", "应到人数", "实到人数", "党支部"],
        [3, 15, "党课", "理论学习", 20, 19, "机关第一党支部"], [13, 1, "党课", "理论学习", 20, 19, "机关第一党支部"],
      ])
    let table = try #require(try tables(sheet).first)
    #expect(
      table.value("date", of: table.records[0])
        == .date(try #require(CivilDate(year: 2024, month: 3, day: 15))))
    #expect(table.field("date", of: table.records[1]).change?.kind == .impossible)
  }

  @Test("what is due and what is paid under each month: the month's field is what is paid")
  func monthPairs() throws {
    let months = (1...12).flatMap { ["\($0)月", nil] as [String?] }
    let leaves = (1...12).flatMap { _ in ["应交", "实交"] as [String?] }
    let sheet = Sheet(
      name: "党费",
      values: texts([["2025年度党费收缴台账"], ["序号", "姓名"] + months, [nil, nil] + leaves])
        + [[1, "张三"] + (1...12).flatMap { [.number(50), .number(Double($0))] as [CellValue] }],
      mergedRanges: (0..<12).map { month in
        CellRange(CellReference(row: 1, column: 2 + 2 * month), CellReference(row: 1, column: 3 + 2 * month))
      })
    let table = try #require(try tables(sheet).first)
    let record = try #require(table.records.first)
    #expect(table.value("m01", of: record).number == 1)
    #expect(table.value("m11", of: record).number == 11)
    #expect(table.value("m12", of: record).number == 12)
    #expect(table.value("monthly_due", of: record).number == 50)
  }

  @Test(
    "headers in pinyin, by initials, numbered, with a slip of the pen, in English",
    arguments: [
      ["xingming", "xingbie", "minzu", "chushengriqi", "suozaidangzhibu", "renyuanleibie", "rudangshijian"],
      ["XM", "XB", "MZ", "CSRQ", "SZDZB", "RYLB", "RDSJ"],
      ["①姓名", "②性别", "③民族", "④出生日期", "⑤所在党支部", "⑥人员类别", "⑦入党时间"],
      ["1、姓名", "2、性别", "3、民族", "4、出生日期", "5、所在党支部", "6、人员类别", "7、入党时间"],
      ["姓名", "性别", "名族", "出身日期", "所在党支部", "人员类别", "入党时问"],
      ["Name", "Sex", "Ethnicity", "Date of Birth", "Party Branch", "Member Category", "Date Joined"],
      ["姓\n名", "性\n别", "民\n族", "出生\n日期", "所在\n党支部", "人员\n类别", "入党\n时间"],
    ])
  func headers(_ headers: [String]) throws {
    try expectPeople(
      try tables(Sheet(name: "Sheet1", values: texts([headers] + Self.people.map { $0.map(Optional.some) }))))
  }

  @Test("a name with the gender beside it fills both fields")
  func remark() throws {
    let rows =
      [["姓名（性别）"] + Self.headers.dropFirst(2)] + Self.people.map { ["\($0[0])（\($0[1])）"] + $0.dropFirst(2) }
    let table = try #require(
      try tables(Sheet(name: "Sheet1", values: rows.map { $0.map { .text($0) } })).first)
    #expect(table.records.map { table.value("gender", of: $0) } == [.text("男"), .text("女"), .text("男")])
    #expect(table.records.map { table.value("name", of: $0) } == [.text("张三"), .text("李四"), .text("王五")])
  }
}
