import Diagnostics
import Ledgers
import SpreadsheetModel
import Testing

/// One example: a cell under a header, and how it must be read.
struct ValueExample: Sendable, CustomTestStringConvertible {
  var ledger: LedgerID
  var header: String
  var field: FieldID
  var cell: CellValue
  /// The value in short: its text, or `missing`, `none`, `notApplicable`, `openEnd`, `unreadable`.
  var value: String
  /// What was done, `nil` where nothing was.
  var kind: ValueChange.Kind?
  var safety: FixSafety?
  var testDescription: String { "\(ledger) \(header): \(cell)" }

  init(
    _ ledger: LedgerID, _ header: String, _ field: FieldID, _ cell: CellValue, _ value: String,
    _ kind: ValueChange.Kind? = nil, _ safety: FixSafety? = nil
  ) {
    (self.ledger, self.header, self.field, self.cell) = (ledger, header, field, cell)
    (self.value, self.kind, self.safety) = (value, kind, safety)
  }

  static func joined(
    _ cell: CellValue, _ value: String, _ kind: ValueChange.Kind? = nil, _ safety: FixSafety? = nil
  ) -> ValueExample { ValueExample("member", "入党时间", "joined", cell, value, kind, safety) }
  static func name(
    _ cell: CellValue, _ value: String, _ kind: ValueChange.Kind? = nil, _ safety: FixSafety? = nil
  ) -> ValueExample { ValueExample("member", "姓名", "name", cell, value, kind, safety) }
  static func number(
    _ cell: CellValue, _ value: String, _ kind: ValueChange.Kind? = nil, _ safety: FixSafety? = nil
  ) -> ValueExample { ValueExample("member", "身份证号", "id_number", cell, value, kind, safety) }
  static func amount(
    _ cell: CellValue, _ value: String, _ kind: ValueChange.Kind? = nil, _ safety: FixSafety? = nil
  ) -> ValueExample { ValueExample("care", "慰问金额", "amount", cell, value, kind, safety) }
}

/// What real ledgers hold, example by example: the value, what was done to it and whether that is certain.
@Suite("Values as real ledgers hold them")
struct RealWorldValueTests {
  private static let dateExamples: [ValueExample] = [
    .joined("2023.5", "2023-05", .dateForm, .safe), .joined("2023.05.06", "2023-05-06", .dateForm, .safe),
    .joined("2023年5月", "2023-05", .dateForm, .safe), .joined("二〇二三年五月", "2023-05", .dateForm, .safe),
    .joined("二零二三年十二月三十一日", "2023-12-31", .dateForm, .safe),
    .joined("20230506", "2023-05-06", .dateForm, .safe), .joined(20_230_506, "2023-05-06", .dateForm, .safe),
    .joined("230506", "2023-05-06", .ambiguous, .suggested),
    .joined("2023/5/6", "2023-05-06", .dateForm, .safe),
    .joined(45052, "2023-05-06", .dateForm, .safe), .joined("45052", "2023-05-06", .dateForm, .safe),
    .joined("至今", "openEnd"), .joined("1958.7（候补）", "1958-07", .annotation, .suggested),
    .joined("2023", "2023"), .joined(2023, "2023"), .joined("2023年", "2023"),
    .joined("2023.2.30", "unreadable", .impossible), .joined("2023-13-01", "unreadable", .impossible),
    .joined("２０２３．５．６", "2023-05-06", .dateForm, .safe), .joined("2023-05-06", "2023-05-06"),
    .joined("2023-05", "2023-05"), .joined("23.5.6", "2023-05-06", .ambiguous, .suggested),
    .joined(2023.1, "unreadable", .ambiguous), .joined("明年春天", "unreadable", .unreadable),
  ]

  private static let personExamples: [ValueExample] = [
    .name("张　三", "张三", .whitespace, .safe), .name("张\u{200B}三", "张三", .whitespace, .safe),
    .name("张三\u{FEFF}", "张三", .whitespace, .safe), .name("\u{202D}张三\u{202C}", "张三", .whitespace, .safe),
    .name("阿依古丽·买买提", "阿依古丽·买买提"), .name("阿依古丽•买买提", "阿依古丽·买买提", .middleDot, .safe),
    .name("阿依古丽‧买买提", "阿依古丽·买买提", .middleDot, .suggested), .name("阿依古丽・买买提", "阿依古丽·买买提", .middleDot, .safe),
    .name("阿依古丽.买买提", "阿依古丽·买买提", .middleDot, .suggested), .name("张三（预备）", "张三", .annotation, .suggested),
    .number(370_983_198_001_011_000, "unreadable", .digitsLost),
    .number("3.70983E+17", "unreadable", .digitsLost),
    .number("11010519491231002x", "11010519491231002X", .idSpelling, .safe),
    .number("110105 19491231 002X", "11010519491231002X", .idSpelling, .safe),
    .number("110105491231002", "11010519491231002X", .idLength, .suggested),
    .number("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X", .width, .safe),
    ValueExample("member", "联系电话", "phone", 13_800_138_000, "13800138000"),
    ValueExample("member", "联系电话", "phone", "138-0013-8000", "13800138000", .phoneSpelling, .safe),
    ValueExample("member", "性别", "gender", "男性", "男", .codeSynonym),
    ValueExample("member", "民族", "ethnicity", "滿族", "满族", .script),
    ValueExample("member", "是否流动党员", "mobile", "√", "是", .codeSynonym),
    ValueExample("member", "籍贯", "native_place", "无", "none"),
    ValueExample("member", "籍贯", "native_place", "—", "notApplicable"),
    ValueExample("member", "籍贯", "native_place", "/", "notApplicable"),
    ValueExample("member", "籍贯", "native_place", "待补", "missing"),
    ValueExample("member", "籍贯", "native_place", "　", "missing"),
  ]

  private static let numberExamples: [ValueExample] = [
    .amount("600元", "600", .unit, .safe), .amount("1,200.00", "1200", .unit, .safe),
    .amount("六百", "600", .numeral, .suggested), .amount("陆佰元整", "600", .numeral, .suggested),
    .amount("６００", "600", .width, .safe), .amount(600, "600"),
    .amount("约600", "600", .annotation, .suggested),
    ValueExample("training", "学时", "hours", "32学时", "32", .unit, .safe),
    ValueExample("training", "学时", "hours", "三十二", "32", .numeral, .suggested),
    ValueExample("dues", "比例", "rate", "0.5%", "0.005", .unit),
    ValueExample("dues", "比例", "rate", 0.005, "0.005"),
    ValueExample("dues", "比例", "rate", 0.5, "0.005"),
    ValueExample("meeting", "应到人数", "expected", "23人", "23", .unit, .safe),
    ValueExample("funding", "年度", "year", "2023年度", "2023", .dateForm),
    ValueExample("funding", "年度", "year", "二〇二三年", "2023", .dateForm),
    ValueExample("points", "积分周期", "period", "2025年第三季度", "2025Q3", .dateForm),
    ValueExample("admission", "入党介绍人", "sponsors", "李四、王五", "李四、王五"),
    ValueExample("admission", "入党介绍人", "sponsors", "李 四、 王五", "李四、王五"),
  ]

  @Test("dates", arguments: dateExamples)
  func dates(_ example: ValueExample) throws { try expect(example) }

  @Test("persons, their numbers and their terms", arguments: personExamples)
  func persons(_ example: ValueExample) throws { try expect(example) }

  @Test("amounts, counts, periods and lists", arguments: numberExamples)
  func numbers(_ example: ValueExample) throws { try expect(example) }

  private func expect(_ example: ValueExample) throws {
    let sheet = Sheet(name: "表", values: [[.text(example.header), "备注"], [example.cell, "x"]])
    let reader = LedgerReader(catalog: try .standard, options: .init(ledger: example.ledger))
    let table = try #require(reader.read(sheet: sheet, path: "甲.xlsx").first)
    let field = table.field(example.field, of: try #require(table.records.first))
    #expect(Self.short(field.value) == example.value)
    #expect(field.change?.kind == example.kind)
    #expect(field.change?.safety == example.safety)
    #expect(field.cell == CellReference(row: 1, column: 0))
    if case .text(let text) = example.cell { #expect(field.original == text) }
  }

  private static func short(_ value: FieldValue) -> String {
    switch value {
    case .missing: "missing"
    case .none: "none"
    case .notApplicable: "notApplicable"
    case .openEnd: "openEnd"
    case .unreadable: "unreadable"
    case .text(let text): text
    case .number(let number): "\(number)"
    case .date(let date): date.description
    case .month(let month): month.description
    case .year(let year): String(year)
    case .boolean(let truth): truth ? "是" : "否"
    case .list(let names): names.joined(separator: "、")
    }
  }

  @Test("merged cells, 同上 and 〃 are the value above, told as filled; the first of them is not")
  func filledDown() throws {
    let sheet = Sheet(
      name: "表",
      values: [
        ["所在党支部", "姓名", "性别", "人员类别"], ["机关第一党支部", "张三", "男", "正式党员"], [nil, "李四", "女", "正式党员"],
        ["机关第二党支部", "王五", "男", "正式党员"], ["同上", "赵六", "男", "〃"],
      ], mergedRanges: [CellRange(a1: "A2:A3")].compactMap { $0 })
    let table = try #require(LedgerReader(catalog: try .standard).read(sheet: sheet, path: "甲.xlsx").first)
    let branches = table.records.map { table.field("branch", of: $0) }
    #expect(branches.map(\.value.text) == ["机关第一党支部", "机关第一党支部", "机关第二党支部", "机关第二党支部"])
    #expect(branches.map { $0.change?.kind } == [nil, .filledDown, nil, .filledDown])
    #expect(branches.map { $0.change?.safety } == [nil, nil, nil, .suggested])
    let category = table.field("category", of: try #require(table.records.last))
    #expect(category.value == .text("正式党员") && category.change?.kind == .filledDown)
    #expect(category.original == "〃")
  }
}
