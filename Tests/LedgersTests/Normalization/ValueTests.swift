import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel
import Testing

@Suite("Values as people write them")
struct ValueTests {
  /// Reads cells under headers of a ledger, one record.
  private func read(_ ledger: LedgerID, _ cells: [(String, Cell)]) throws -> ReadRecord {
    var sheet = Sheet(name: "表", values: [cells.map { .text($0.0) }])
    sheet.rows.append(
      SpreadsheetModel.Row(
        index: 1,
        cells: cells.enumerated().map { column, entry in
          var cell = entry.1
          cell.column = column
          return cell
        }))
    let reader = LedgerReader(catalog: try .standard, options: .init(ledger: ledger))
    let table = try #require(reader.read(sheet: sheet, path: "甲.xlsx").first)
    return ReadRecord(table: table, record: try #require(table.records.first))
  }

  private struct ReadRecord {
    let table: LedgerTable
    let record: LedgerRecord
    subscript(id: FieldID) -> RecordField {
      table.definition.index(of: id).map { record.fields[$0] } ?? .absent
    }
  }

  private func member(_ header: String, _ value: CellValue, exact: String? = nil) throws -> ReadRecord {
    try read(
      "member",
      [
        ("姓名", Cell(column: 0, value: "张三")), ("入党时间", Cell(column: 0, value: "2001-07-01")),
        (header, Cell(column: 0, value: value, exactDigits: exact)),
      ])
  }

  @Test(
    "ID numbers",
    arguments: [
      ("11010519491231002x", "11010519491231002X", ValueChange.Kind.idSpelling),
      ("110105 19491231 002X", "11010519491231002X", .idSpelling),
      ("'11010519491231002X", "11010519491231002X", .whitespace),
      ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X", .width),
    ])
  func idNumbers(_ text: String, _ value: String, _ kind: ValueChange.Kind) throws {
    let field = try member("身份证号", .text(text))["id_number"]
    #expect(field.value == .text(value))
    #expect(field.change?.kind == kind && field.change?.safety == .safe)
    #expect(field.original == text)
  }

  @Test("digits that a spreadsheet has lost are told, never invented")
  func lostDigits() throws {
    for field in [
      try member("身份证号", .text("3.70983E+17"))["id_number"],
      try member("身份证号", 370_983_198_001_011_000)["id_number"],
      try member("身份证号", 370_983_198_001_011_000, exact: "370983198001011000")["id_number"],
    ] {
      #expect(field.value == .unreadable)
      #expect(
        field.change?.kind == .digitsLost && field.change?.safety == nil && field.change?.written == nil)
    }
    let whole = try member("身份证号", 440_524_188_001_010_014, exact: "440524188001010014")["id_number"]
    #expect(whole.value == .text("440524188001010014") && whole.change?.safety == .safe)
  }

  @Test("fifteen digits stand for eighteen, which a person confirms though the birth date agrees")
  func fifteen() throws {
    let alone = try member("身份证号", "110105491231002")["id_number"]
    #expect(alone.value == .text("11010519491231002X"))
    #expect(alone.change?.kind == .idLength && alone.change?.safety == .suggested)
    let both = try read(
      "member",
      [
        ("姓名", Cell(column: 0, value: "张三")), ("身份证号", Cell(column: 0, value: "110105491231002")),
        ("出生日期", Cell(column: 0, value: "1949.12.31")),
      ])
    #expect(both["id_number"].change?.safety == .suggested)
  }

  @Test(
    "amounts",
    arguments: [
      ("600元", "600"), ("1,200.00", "1200"), ("￥50", "50"), ("0.05万", "500"), ("五十元", "50"), ("陆佰元整", "600"),
      ("６００", "600"),
      ("壹佰贰拾叁元伍角", "123.5"), ("一万二千", "12000"), ("500.0", "500"), ("人民币300元", "300"),
    ])
  func amounts(_ text: String, _ value: String) throws {
    let field = try read(
      "care",
      [
        ("姓名", Cell(column: 0, value: "张三")), ("慰问时间", Cell(column: 0, value: "2025-01-20")),
        ("慰问金额", Cell(column: 0, value: .text(text))),
      ])["amount"]
    #expect(field.value.number == Decimal(string: value), "\(text)")
  }

  @Test("ten thousands from the header or the form line")
  func tenThousands() throws {
    let field = try read(
      "funding",
      [
        ("党支部", Cell(column: 0, value: "机关第一党支部")), ("年度", Cell(column: 0, value: 2025)),
        ("预算（万元）", Cell(column: 0, value: 1.2)), ("支出（元）", Cell(column: 0, value: 800)),
      ])
    #expect(field["budget"].value.number == 12000)
    #expect(field["spent"].value.number == 800)
    let sheet = Sheet(
      name: "经费",
      values: [
        ["党建经费台账"], ["单位：万元"], ["党支部", "年度", "预算", "拨付", "支出"], ["机关第一党支部", "2025年", 1.2, "0.5", "3000元"],
      ])
    let table = try #require(LedgerReader(catalog: try .standard).read(sheet: sheet, path: "甲").first)
    let record = ReadRecord(table: table, record: try #require(table.records.first))
    #expect(record["budget"].value.number == 12000)
    #expect(record["allocated"].value.number == 5000)
  }

  @Test(
    "names",
    arguments: [
      ("张　三", "张三", ValueChange.Kind.whitespace), ("张\u{A0}三\n", "张三", .whitespace),
      ("\u{FEFF}张三\u{200B}", "张三", .whitespace),
      ("古丽.买买提", "古丽·买买提", .middleDot), ("古丽•买买提", "古丽·买买提", .middleDot), ("古丽・买买提", "古丽·买买提", .middleDot),
      ("张三（预备）", "张三", .annotation),
    ])
  func names(_ text: String, _ value: String, _ kind: ValueChange.Kind) throws {
    let field = try read(
      "member", [("姓名", Cell(column: 0, value: .text(text))), ("性别", Cell(column: 0, value: "男"))])["name"]
    #expect(field.value == .text(value))
    #expect(field.change?.kind == kind)
  }

  @Test("lists of names in one cell", arguments: ["李四、王五", "李四,王五", "李四；王五", "李四 王五", "李四\n王五", "李四/王五"])
  func lists(_ text: String) throws {
    let field = try read(
      "admission",
      [
        ("姓名", Cell(column: 0, value: "张三")), ("递交入党申请书时间", Cell(column: 0, value: "2020-01-02")),
        ("入党介绍人", Cell(column: 0, value: .text(text))),
      ])["sponsors"]
    #expect(field.value == .list(["李四", "王五"]))
  }

  @Test("a minority name in a list parted by blanks stays whole")
  func minorityNames() throws {
    let field = try read(
      "admission",
      [
        ("姓名", Cell(column: 0, value: "张三")), ("递交入党申请书时间", Cell(column: 0, value: "2020-01-02")),
        ("入党介绍人", Cell(column: 0, value: "李四 迪丽热巴·艾合买提 王五")),
      ])["sponsors"]
    #expect(field.value == .list(["李四", "迪丽热巴·艾合买提", "王五"]))
  }

  @Test("a telephone number, as number and with separators")
  func phones() throws {
    #expect(try member("联系电话", 13_800_138_000)["phone"].value == .text("13800138000"))
    #expect(try member("联系电话", "138-0013-8000")["phone"].value == .text("13800138000"))
    #expect(try member("联系电话", "+86 138 0013 8000")["phone"].change?.kind == .phoneSpelling)
    #expect(try member("联系电话", "0538-1234567")["phone"].value == .text("0538-1234567"))
  }

  @Test("terms of code lists; unknown ones keep their text")
  func codes() throws {
    let known = try member("民族", "满")["ethnicity"]
    #expect(known.value == .text("满族") && known.change?.kind == .codeSynonym)
    #expect(try member("人员类别", "223_正式党员")["category"].value == .text("正式党员"))
    let unknown = try member("民族", "火星族")["ethnicity"]
    #expect(unknown.value == .text("火星族") && unknown.change?.kind == .unknownTerm)
  }

  @Test(
    "a promise to fill in a number is a number that is missing", arguments: ["待补", "待补身份证", "证件补办中", "后补"])
  func promisedNumber(_ text: String) throws {
    let field = try member("身份证号", .text(text))["id_number"]
    #expect(field.value == .missing && field.change == nil)
  }

  @Test("text of a bad conversion is restored where that is certain")
  func mojibake() throws {
    func topic(_ text: String) throws -> RecordField {
      try read(
        "meeting",
        [
          ("党支部", Cell(column: 0, value: "机关第一党支部")), ("时间", Cell(column: 0, value: "2025-01-20")),
          ("主题", Cell(column: 0, value: .text(text))),
        ])["topic"]
    }
    #expect(try topic("創(chuàng)新机制").value == .text("創新机制"))
    #expect(try topic("å…šå‘˜å\u{AD}¦ä¹\u{A0}").value == .text("党员学习"))
    #expect(try topic("学习(第二次)").change == nil)
  }

  @Test("a formula is never to be overwritten")
  func formulas() throws {
    let field = try read(
      "member",
      [("姓名", Cell(column: 0, value: "张三")), ("性别", Cell(column: 0, value: "男性", formula: "B1"))])["gender"]
    #expect(field.isFormula && field.value == .text("男"))
    #expect(field.change?.safety == nil && field.change?.written == nil)
  }
}
