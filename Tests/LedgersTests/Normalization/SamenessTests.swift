import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel
import TestSupport
import Testing

/// Values with what they are read as and how far they may be rewritten; the class of each was settled before the
/// readers were.
@Suite("What a value says and what may be written in its place")
struct SamenessTests {
  /// Which ledger and column the values of one kind stand in.
  enum Place: String, Sendable, CaseIterable {
    case date, count, amount, hours, name, names, idNumber, phone, gender, ethnicity, category, education
    case appraisal, rectification, meetingKind, organisationKind, truth, period

    var header: (ledger: LedgerID, header: String, field: FieldID) {
      switch self {
      case .date: ("member", "入党时间", "joined")
      case .count: ("meeting", "应到人数", "expected")
      case .amount: ("care", "慰问金额", "amount")
      case .hours: ("training", "学时", "hours")
      case .name: ("member", "姓名", "name")
      case .names: ("admission", "入党介绍人", "sponsors")
      case .idNumber: ("member", "身份证号", "id_number")
      case .phone: ("member", "联系电话", "phone")
      case .gender: ("member", "性别", "gender")
      case .ethnicity: ("member", "民族", "ethnicity")
      case .category: ("member", "人员类别", "category")
      case .education: ("member", "学历", "education")
      case .appraisal: ("appraisal", "评定等次", "result")
      case .rectification: ("rectification", "整改状态", "status")
      case .meetingKind: ("meeting", "会议类型", "kind")
      case .organisationKind: ("organisation", "组织类别", "kind")
      case .truth: ("member", "是否流动党员", "mobile")
      case .period: ("points", "积分周期", "period")
      }
    }
  }

  /// Texts of one class: each with its value, `?` for none.
  struct Group: Sendable, CustomTestStringConvertible {
    var place: Place
    var sameness: ValueChange.Sameness?
    var values: [(text: String, value: String)]
    var testDescription: String { "\(place) \(sameness?.rawValue ?? "as it stands")" }

    init(_ place: Place, _ sameness: ValueChange.Sameness?, _ values: KeyValuePairs<String, String>) {
      (self.place, self.sameness) = (place, sameness)
      self.values = values.map { ($0.key, $0.value) }
    }
  }

  private static let dates: [Group] = [
    Group(
      .date, .spelling,
      [
        "2005.06.18": "2005-06-18", "2005/6/18": "2005-06-18", "2005年6月18日": "2005-06-18",
        "20050618": "2005-06-18", "２００５．６．１８": "2005-06-18", "二〇〇五年六月十八日": "2005-06-18",
        "2005-06-18 00:00:00": "2005-06-18", "2005/06/10 0:00": "2005-06-10",
        "2005-06-18T00:00:00": "2005-06-18",
        "'2005-06-18": "2005-06-18", "2005、6、18": "2005-06-18", "2005 年 6 月 18 日": "2005-06-18",
        "2005-6": "2005-06", "2005年6月": "2005-06", "2005.06": "2005-06", "二○○五年十二月": "2005-12",
        " 2005.6.18　": "2005-06-18",
      ]),
    Group(
      .date, .suggestion,
      [
        "约2005年6月": "2005-06", "2005年6月前后": "2005-06", "2005年06月18号": "2005-06-18",
        "2005年6月18日（星期六）": "2005-06-18", "05.6.18": "2005-06-18", "2005—6—18": "2005-06-18",
        "2005,6,18": "2005-06-18", "2005 6 18": "2005-06-18", "截至2005年6月": "2005-06",
        "13/6/2005": "2005-06-13",
        "6/13/2005": "2005-06-13", "2005-06-17T16:00:00Z": "2005-06-18",
        "2005-06-17T15:59:59.000Z": "2005-06-17",
        "2005-06-30T16:00:00.000Z": "2005-07-01", "贰零零伍年陆月拾捌日": "2005-06-18", "2005.6.": "2005-06",
        "2005年6月份": "2005-06", "2005年6月底": "2005-06", "2005.6.18（补）": "2005-06-18", "200506": "2005-06",
      ]),
    Group(
      .date, .reading,
      [
        "2005-06-18 14:30": "2005-06-18", "2005年6月18日 星期一": "2005-06-18", "2005.06.00": "2005-06",
        "2005年6月18日（星期六）下午2:30": "2005-06-18", "2005年6月18日上午": "2005-06-18", "20050600": "2005-06",
        "2005-06-18T08:30:00+08:00": "2005-06-18", "03/04/2005": "?", "1900/1/0": "?", "1900-01-00": "?",
        "2005-O6-18": "?", "2005-06-l8": "?", "2005年6月l8日": "?", "2005-6月-18": "?", "2003年5月6日转正": "?",
        "2005-13-01": "?", "2005.2.30": "?", "2005-06-18（取消）": "?", "2005年6月或7月": "?",
      ]),
    Group(.date, nil, ["2005-06-18": "2005-06-18", "2005-06": "2005-06", "2005": "2005"]),
    Group(.period, .reading, ["2025年第三季度": "2025Q3", "2025年": "2025"]),
  ]

  private static let numbers: [Group] = [
    Group(.count, .spelling, ["30人": "30", "30名": "30", "３０": "30", "1,200": "1200", " 30 人": "30"]),
    Group(
      .count, .suggestion,
      [
        "三十": "30", "30位": "30", "约30人": "30", "30余人": "30", "30多人": "30", "30人左右": "30", "30个": "30",
        "30人（含预备2人）": "30", "一百二": "120", "一百零二人": "102", "二十五": "25",
      ]),
    Group(
      .count, .reading,
      [
        "应到30人": "30", "共30人": "30", "缺席2人": "?", "不足20": "?", "30%": "?", "30元": "?", "30天": "?",
        "3个月": "?", "30人（未到）": "?", "十几": "?", "数十": "?", "二三十人": "?", "30-40": "?", "30、40": "?",
      ]),
    Group(
      .amount, .spelling,
      ["1,234.50元": "1234.5", "￥600": "600", "600元": "600", "６００元": "600", "¥1,200.00": "1200"]),
    Group(
      .amount, .suggestion,
      [
        "600块": "600", "陆佰元整": "600", "六百元": "600", "一万二": "12000", "两千五": "2500", "三万五": "35000",
        "一百二": "120", "一万零二": "10002", "0.05万": "500", "约600元": "600", "600元左右": "600",
        "600元（现金）": "600", "600元整": "600",
      ]),
    Group(
      .amount, .reading,
      [
        "400元/月": "400", "人民币600元": "600", "未缴40": "?", "欠缴40元": "?", "退回40元": "?", "减免40": "?",
        "应缴40": "?", "少缴40": "?", "40%": "?", "$4000": "?", "100美元": "?", "400元/次": "?", "12000元/季": "?",
        "48000元/年": "?", "年薪4.8万": "?", "年收入48000": "?", "4.000,00": "?", "40小时": "?", "40元（未付）": "?",
        "1,2,3": "?", "约": "?",
      ]),
    Group(.hours, .spelling, ["32学时": "32", "３２学时": "32", "32.5学时": "32.5"]),
    Group(.hours, .suggestion, ["32课时": "32", "三十二": "32", "32个学时": "32", "约32学时": "32"]),
    Group(
      .hours, .reading,
      ["32小时": "32", "120分钟": "?", "90分": "?", "1天": "?", "0.5天": "?", "32学时（未完成）": "?", "32次": "?"]),
  ]

  private static let persons: [Group] = [
    Group(
      .name, .spelling,
      ["张　三": "张三", "欧阳 娜娜": "欧阳娜娜", "欧 阳 修": "欧阳修", "张 三丰": "张三丰", "阿依古丽•买买提": "阿依古丽·买买提"]),
    Group(.name, .suggestion, ["张三（预备）": "张三", "阿依古丽.买买提": "阿依古丽·买买提"]),
    Group(
      .name, .reading,
      ["张三 李四": "张三 李四", "王芳　赵强": "王芳 赵强", "张三、李四": "张三、李四", "王建国和陈志强": "王建国和陈志强"]),
    Group(.name, nil, ["李和平": "李和平", "欧阳娜娜": "欧阳娜娜", "Mary Smith": "Mary Smith"]),
    Group(
      .names, nil,
      [
        "王建国和陈志强": "王建国、陈志强", "王建国及陈志强": "王建国、陈志强", "李和平": "李和平", "李和平、王五": "李和平、王五",
        "欧阳娜 李四": "欧阳娜、李四",
      ]),
    Group(
      .idNumber, .spelling,
      [
        "11010519491231002x": "11010519491231002X", "110105 19491231 002X": "11010519491231002X",
        "'11010519491231002X": "11010519491231002X", "１１０１０５１９４９１２３１００２Ｘ": "11010519491231002X",
      ]),
    Group(
      .idNumber, .suggestion,
      [
        "110105491231002": "11010519491231002X", "110105-19491231-002X": "11010519491231002X",
        "11010519491231002×": "11010519491231002X", "11010519491231002*": "11010519491231002X",
      ]),
    Group(.idNumber, .reading, ["同上": "?"]),
    Group(
      .phone, .spelling,
      [
        "138 0013 8000": "13800138000", "138-0013-8000": "13800138000", "+86 13800138000": "13800138000",
        "8613800138000": "13800138000", "13800138002.0": "13800138002", "１３８００１３８０００": "13800138000",
      ]),
    Group(.phone, .suggestion, ["138.0013.8000": "13800138000", "(0538)3212345": "0538-3212345"]),
    Group(.phone, .reading, ["〃": "?"]),
  ]

  private static let terms: [Group] = [
    Group(.gender, .sameTerm, ["男性": "男", "1": "男", "女性": "女"]),
    Group(.gender, .reading, ["先生": "男", "男（已转出）": "?"]),
    Group(.ethnicity, .sameTerm, ["汉": "汉族", "滿族": "满族", "維吾爾族": "维吾尔族", "01": "汉族"]),
    Group(.ethnicity, .reading, ["维族": "维吾尔族", "01-汉族": "汉族"]),
    Group(.ethnicity, .spelling, ["汉 族": "汉族"]),
    Group(.category, .sameTerm, ["正式": "正式党员", "中共预备党员": "预备党员"]),
    Group(
      .category, .reading,
      [
        "正式党员（在职）": "正式党员", "223_正式党员": "正式党员",
        "中共党员": "?", "党员": "?", "预备党员（已转正）": "?", "正式党员（延长预备期）": "?",
      ]),
    Group(.education, .sameTerm, ["大专": "大学专科", "大学本科毕业": "大学本科"]),
    Group(
      .education, .reading,
      [
        "本科": "大学本科", "党校研究生": "研究生", "省委党校研究生": "研究生", "在职研究生": "研究生", "研究生（硕士）": "研究生",
        "硕士": "硕士研究生", "文盲": "其他", "大学本科（肄业）": "?",
      ]),
    Group(
      .appraisal, .reading,
      ["一般": "?", "好": "?", "较好": "?", "差": "?", "称职": "合格", "未参加": "未评定等次", "合格（存疑）": "?"]),
    Group(
      .rectification, .reading,
      ["已销号": "已整改", "未完成": "整改中", "基本完成": "整改中", "长期坚持": "整改中"]),
    Group(.meetingKind, .sameTerm, ["党员大会": "支部党员大会", "其它": "其他"]),
    Group(.meetingKind, .reading, ["微党课": "党课", "支部党员大会（取消）": "?", "组织生活会（未召开）": "?", "党课（延期）": "?"]),
    Group(.organisationKind, .reading, ["流动党员党支部": "功能型党支部"]),
    Group(.truth, .sameTerm, ["√": "是", "☑": "是", "×": "否", "N": "否", "yes": "是"]),
    Group(
      .truth, .reading,
      [
        "●": "是", "■": "是", "□": "否", "无": "否", "1": "是", "流动": "是",
        "○": "?", "〇": "?", "退休": "?", "困难": "?", "完成": "?", "在职": "?", "已收": "?",
      ]),
    Group(.truth, nil, ["是": "是", "否": "否"]),
  ]

  /// The fields that texts under one header are read as, each read on a sheet of its own.
  private func fields(of group: Group) throws -> [RecordField] {
    let (ledger, header, field) = group.place.header
    let reader = LedgerReader(catalog: try .standard, options: .init(ledger: ledger))
    return try group.values.map { text, _ in
      let sheet = Sheet(name: "表", values: [[.text(header), "备注"], [.text(text), "x"]])
      let table = try #require(reader.read(sheet: sheet, path: "甲.xlsx").first, "\(text)")
      return table.field(field, of: try #require(table.records.first, "\(text)"))
    }
  }

  private func short(_ value: FieldValue) -> String {
    switch value {
    case .text(let text): text
    case .number(let number): "\(number)"
    case .date(let date): date.description
    case .month(let month): month.description
    case .year(let year): String(year)
    case .boolean(let truth): truth ? "是" : "否"
    case .list(let names): names.joined(separator: "、")
    case .missing, .none, .notApplicable, .openEnd, .unreadable: "?"
    }
  }

  @Test(
    "each value has the meaning and the class it was given, and what is written without asking says the same",
    arguments: dates + numbers + persons + terms)
  func classes(_ group: Group) throws {
    for ((text, value), field) in zip(group.values, try fields(of: group)) {
      #expect(short(field.value) == value, "\(group.place) \(text)")
      #expect(field.change?.sameness == group.sameness, "\(group.place) \(text)")
      #expect((field.change?.written != nil) == (field.change.map { $0.sameness != .reading } ?? false))
      #expect(field.original == text)
      if let change = field.change, change.sameness == .spelling {
        #expect(SameWords.same(text, shown(change)), "\(group.place) \(text) became \(shown(change))")
      }
    }
  }

  private func shown(_ change: ValueChange) -> String {
    switch change.written {
    case .number(let serial) where change.format != nil:
      DateSystem.base1900.date(ofSerial: serial)?.description ?? ""
    case .number(let number): number == number.rounded() ? String(Int(number)) : String(number)
    case .text(let text): text
    default: ""
    }
  }

  @Test("● beside it tells what ○ means")
  func circles() throws {
    let sheet = Sheet(
      name: "表",
      values: [["姓名", "是否流动党员"], ["张三", "●"], ["李四", "○"], ["王五", "〇"]])
    let reader = LedgerReader(catalog: try .standard, options: .init(ledger: "member"))
    let table = try #require(reader.read(sheet: sheet, path: "甲.xlsx").first)
    #expect(
      table.records.map { table.value("mobile", of: $0) } == [
        .boolean(true), .boolean(false), .boolean(false),
      ])
  }

  @Test("the cell's own 元 is heard under a header that says 万元")
  func ownUnit() throws {
    let reader = LedgerReader(catalog: try .standard, options: .init(ledger: "funding"))
    for (text, value) in [("12000元", 12_000), ("1.2", 12_000), ("1.2万元", 12_000), ("壹万贰仟元整", 12_000)] {
      let sheet = Sheet(
        name: "表", values: [["党支部", "年度", "预算（万元）"], ["甲支部", 2025, .text(text)]])
      let table = try #require(reader.read(sheet: sheet, path: "甲.xlsx").first)
      let field = table.field("budget", of: try #require(table.records.first))
      #expect(field.value.number == FieldValue.number(.init(value)).number, "\(text)")
      #expect(field.change?.safety != .safe, "\(text)")
    }
  }

  @Test("同上 is the value above, but none that is in doubt, and is written only where a person has looked")
  func ditto() throws {
    let sheet = Sheet(
      name: "表",
      values: [
        ["姓名", "身份证号", "联系电话", "民族", "入党时间"],
        ["张三", "11010519491231002X", "13800138000", "汉族", "2005年6月18日 星期一"],
        ["李四", "同上", "〃", "同上", "同上"],
      ])
    let reader = LedgerReader(catalog: try .standard, options: .init(ledger: "member"))
    let table = try #require(reader.read(sheet: sheet, path: "甲.xlsx").first)
    let last = try #require(table.records.last)
    #expect(table.value("id_number", of: last) == .unreadable)
    #expect(table.value("phone", of: last) == .unreadable)
    #expect(table.value("joined", of: last) == .unreadable)
    #expect(table.value("ethnicity", of: last) == .text("汉族"))
    #expect(table.field("ethnicity", of: last).change?.sameness == .suggestion)
  }
}
