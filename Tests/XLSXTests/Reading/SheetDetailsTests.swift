import Foundation
import SpreadsheetModel
import Testing

@testable import XLSX

@Suite("What sheets say beside their cells")
struct SheetDetailsTests {
  static let fixtures = ["kinds-openpyxl", "kinds-libreoffice"]

  static func details(_ name: String, sheet: String) throws -> SheetDetails {
    let reader = try XLSXReader(contentsOf: Fixture.url(name))
    return try reader.details(of: #require(reader.sheet(named: sheet)))
  }

  @Test("Merges, columns, panes and protection", arguments: fixtures)
  func layout(name: String) throws {
    let details = try Self.details(name, sheet: "党员名册")
    #expect(details.mergedRanges.map(\.description) == ["A1:E1"])
    #expect(details.columns.contains { $0.columns == 3...3 && $0.isHidden })
    #expect(details.columns.contains { $0.columns == 0...0 && abs(($0.width ?? 0) - 20) < 1 })
    // LibreOffice without a screen drops the panes.
    if name == "kinds-openpyxl" { #expect(details.frozenAt == CellReference(a1: "B3")) }
    #expect(details.protection?.isProtected == true)
    #expect(details.protection?.hasPassword == true)
    #expect(details.protection?.allowed.contains("formatCells") == false)
    #expect(details.protection?.allowed.contains("selectLockedCells") == true)
  }

  @Test("Links inside and outside", arguments: fixtures)
  func links(name: String) throws {
    let details = try Self.details(name, sheet: "党员名册")
    let byCell = Dictionary(details.links.map { ($0.range.description, $0.hyperlink) }) { first, _ in first }
    #expect(byCell["E3"]?.destination == .outside("https://example.org/a?b=1&c=2"))
    guard case .inside(let place) = byCell["E2"]?.destination else {
      Issue.record("no link inside")
      return
    }
    #expect(place.hasSuffix("汇总!A1") || place.hasSuffix("汇总.A1"))
  }

  @Test("Notes with their author", arguments: fixtures)
  func notes(name: String) throws {
    let note = try #require(Self.details(name, sheet: "党员名册").notes.values.first)
    #expect(note.text.contains("请核对身份证号"))
  }

  @Test("Validations with rule, prompt and alert", arguments: fixtures)
  func validations(name: String) throws {
    let validations = try Self.details(name, sheet: "党员名册").validations
    let list = try #require(validations.first { $0.rule == .list(["是", "否"]) })
    #expect(list.ranges.map(\.description) == ["D3:D9"])
    #expect(list.prompt == CellValidation.Message(title: "提示", text: "请选择"))
    #expect(list.alert == CellValidation.Message(title: "错误", text: "只能填是或否"))
    #expect(validations.contains { $0.rule == .decimal(.between("0", "100")) })
  }

  @Test("Conditional formats with their looks", arguments: fixtures)
  func conditionalFormats(name: String) throws {
    let reader = try XLSXReader(contentsOf: Fixture.url(name))
    let formats = try reader.details(of: reader.sheets[0]).conditionalFormats
    #expect(Set(formats.map(\.type)) == ["cellIs", "colorScale"])
    let rule = try #require(formats.first { $0.type == "cellIs" })
    #expect(rule.comparison == "greaterThan")
    #expect(rule.formulas == ["10"])
    #expect(rule.ranges.map(\.description) == ["C3:C9"])
    let look = try reader.styles().differentialStyles[#require(rule.style)]
    #expect(look.fill?.background == .rgb(0xFF0000) || look.fill?.foreground == .rgb(0xFF0000))
  }

  @Test("Tables and filters", arguments: fixtures)
  func tables(name: String) throws {
    let details = try Self.details(name, sheet: "汇总")
    let table = try #require(details.tables.first)
    #expect(table.range.description == "A1:B3")
    #expect(table.columns == ["支部", "人数"])
    #expect(table.name == "支部表")
    #expect(table.headerRows == 1)
    #expect(details.autoFilter?.description == "D1:E3")
  }

  @Test("Looks of cells", arguments: fixtures)
  func styles(name: String) throws {
    let reader = try XLSXReader(contentsOf: Fixture.url(name))
    let styles = try reader.styles()
    var looks: [String: CellStyle] = [:]
    let rows = try reader.rows(of: reader.sheets[0])
    while try rows.advance() {
      for cell in rows.row.cells {
        looks[CellReference(row: rows.row.index, column: Int(cell.column)).description] =
          styles.style(at: Int(cell.style))
      }
    }
    let name = try #require(looks["A3"])
    #expect(name.font?.name.isEmpty == false)
    #expect(name.font?.size == 14)
    #expect(name.font?.isBold == true)
    #expect(name.font?.isItalic == true)
    #expect(name.font?.underline == .single)
    #expect(name.font?.color == .rgb(0xC00000))
    #expect(name.fill?.pattern == .solid)
    #expect(name.fill?.foreground == .rgb(0xFFFF00))
    #expect(name.border?.left == Border.Line(style: .thin, color: .rgb(0x0000FF)))
    #expect(name.border?.top?.style == .double)
    #expect(name.border?.right == nil)
    #expect(name.alignment?.horizontal == .center)
    #expect(name.alignment?.vertical == .top)
    #expect(name.alignment?.wrapsText == true)
    #expect(looks["B3"]?.numberFormat?.isDate == true)
    #expect(looks["C3"]?.isLocked == false)
    #expect(looks["C3"]?.isFormulaHidden == true)
  }

  @Test("A workbook without styles, links or tables says so")
  func nothing() throws {
    let reader = try XLSXReader(bytes: OddWorkbook(rows: "<row><c s='9'><v>1</v></c></row>").bytes())
    #expect(try reader.details(of: reader.sheets[0]) == SheetDetails())
    #expect(try reader.styles().style(at: 9) == nil)
    #expect(try reader.workbook().sheets[0].rows[0].cells[0].format == 0)
  }
}
