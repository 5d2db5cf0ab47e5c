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

  @Test("a card of two rows, and cards whose labels are terms of lists as well")
  func smallCards() throws {
    var rows: [[String?]] = []
    for branch in ["机关第一党支部", "机关第二党支部", "机关第三党支部"] {
      rows += [
        ["党支部情况登记表"], ["支部书记", "张三", "党组织类别", "党支部", "换届时间", "2024-01-05"],
        ["副书记", "李四", "党组织名称", branch, "委员人数", "5"], [],
      ]
    }
    let table = try #require(try tables(Sheet(name: "Sheet1", values: texts(rows))).first)
    #expect(table.definition.id == "organisation" && table.records.count == 3)
    for record in table.records {
      #expect(table.value("secretary", of: record) == .text("张三"))
      #expect(table.value("deputy", of: record) == .list(["李四"]))
    }
    #expect(
      table.records.map { table.value("name", of: $0).text } == ["机关第一党支部", "机关第二党支部", "机关第三党支部"])
  }

  @Test("cards with blanks for values are no list")
  func gappyCards() throws {
    var rows: [[String?]] = []
    for person in Self.people {
      rows += [
        ["流动党员登记表"], ["姓名", person[0], "所在党支部", person[4]], ["外出时间", nil, "外出地点", nil],
        ["联系人", "赵六", "流入地党组织", nil], ["最近联系时间", "2024-05-06"], [],
      ]
    }
    let found = try tables(Sheet(name: "Sheet1", values: texts(rows)))
    let table = try #require(found.first)
    #expect(found.count == 1 && table.definition.id == "mobile_member")
    #expect(table.records.map { table.value("name", of: $0).text } == Self.people.map { $0[0] })
    #expect(table.records.allSatisfy { table.value("contact", of: $0) == .text("赵六") })
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

  @Test("tables side by side under headers in one row are two; a blank column inside a table parts nothing")
  func sideBySideInOneRow() throws {
    let transfer: [[String?]] = [
      ["姓名", "转出党组织", "转入党组织", "开具时间", "备注"], ["赵六", "机关第一党支部", "机关第二党支部", "2024-03-05", nil],
      ["钱七", "机关第二党支部", "机关第一党支部", "2024-04-08", nil], [nil, nil, nil, nil, nil],
    ]
    let roster = [Self.headers] + Self.people
    var beside: [[String?]] = []
    for (left, right) in zip(roster, transfer) { beside.append(left.map(Optional.some) + [nil] + right) }
    let found = try tables(Sheet(name: "Sheet1", values: texts(beside)))
    #expect(found.map(\.definition.id) == ["member", "transfer"])
    try expectPeople(found)
    #expect(found.last?.records.count == 2)

    // A group over some columns makes the headers of the two halves differ in height.
    let group: [String?] = ["姓名", "性别", nil, "有关情况", nil, nil, nil, nil]
    let leaves: [String?] = [nil, nil, nil, "民族", "出生日期", "所在党支部", "人员类别", "入党时间"]
    var halves: [[String?]] = [group, leaves]
    for person in Self.people {
      halves.append([person[0], person[1], nil, person[2], person[3], person[4], person[5], person[6]])
    }
    let one = try tables(
      Sheet(
        name: "Sheet1", values: texts(halves),
        mergedRanges: ["A1:A2", "B1:B2", "D1:H1"].compactMap { CellRange(a1: $0) }))
    #expect(one.count == 1)
    try expectPeople(one)
  }

  @Test("a header of months with their year, over few other columns")
  func yearMonths() throws {
    let months = (1...12).map { $0 < 10 ? "2025.0\($0)" : "2025.\($0)" }
    let rows: [[String?]] = [["姓名", "党员类别"] + months, ["张三", "在职"] + months.map { _ in "15" }]
    let sheet = Sheet(name: "Sheet1", values: texts(rows))
    let table = try #require(try tables(sheet).first)
    #expect(table.definition.id == "dues" && table.records.count == 1)
    #expect(table.value("m12", of: try #require(table.records.first)).number == 15)
    #expect(table.year == 2025)
  }

  @Test("the first record right below a header is no header, whatever words it has")
  func firstRecord() throws {
    let sheet = Sheet(
      name: "Sheet1",
      values: texts([
        ["序号", "慰问类型", "慰问人", "慰问对象", "慰问金额", "走访时间"],
        ["（1）", "困难党员", "王五、赵六", "于辉", "4500", "2019年1月16日"],
        ["（2）", "困难党员", "王五", "孔芳", "500", "2019年11月2日"],
      ]))
    let table = try #require(try tables(sheet).first)
    #expect(table.definition.id == "care" && table.records.count == 2)
    let person = Sheet(
      name: "Sheet1",
      values: texts([
        Self.headers, ["李四", "女", "汉族", "1980-01-02", "第二党支部", "正式党员", "2005-07-01"],
      ]))
    let roster = try tables(person)
    #expect(roster.count == 1 && roster.first?.headerRows == 0...0 && roster.first?.records.count == 1)
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
