import Foundation
import Ledgers
import SpreadsheetModel
import Testing

@Suite("Blank ledgers and canonical tables")
struct TemplateTests {
  static let ledgers = (try? LedgerCatalog.standard.ledgers.map(\.id)) ?? []

  /// A template drawn as a sheet: title, form line, header, example row, and filled rows.
  private func draw(_ template: TemplateDescription, rows: Int) -> Sheet {
    var values: [[CellValue]] = [[.text(template.title)], template.formLine.map { .text($0) }]
    values.append(template.columns.map { .text($0.header) })
    values.append(template.columns.map(\.example))
    for number in 0..<rows {
      values.append(
        template.columns.map { $0.field == "seq" ? .number(Double(number + 1)) : $0.example })
    }
    var sheet = Sheet(name: template.sheetName, values: values)
    sheet.formats = [.general]
    for (column, description) in template.columns.enumerated() {
      sheet.formats.append(description.format)
      for row in sheet.rows.indices where sheet.rows[row].index > TemplateDescription.headerRow {
        for cell in sheet.rows[row].cells.indices where sheet.rows[row].cells[cell].column == column {
          sheet.rows[row].cells[cell].format = column + 1
        }
      }
    }
    return sheet
  }

  @Test("a template filled in is recognised with every field right", arguments: ledgers)
  func filledTemplate(_ id: LedgerID) throws {
    let catalog = try LedgerCatalog.standard
    let definition = try #require(catalog[id])
    let template = TemplateDescription(definition, catalog: catalog)
    let table = try #require(
      LedgerReader(catalog: catalog).read(sheet: draw(template, rows: 2), path: "模板.xlsx").first)
    #expect(table.definition.id == id)
    #expect(table.columns.map(\.field) == template.columns.map(\.field))
    #expect(table.unmapped.isEmpty)
    #expect(table.records.count == 2)
    #expect(table.skippedRows.map(\.reason) == [.example])
    for field in definition.fields where field.isRequired {
      let index = try #require(definition.index(of: field.id))
      #expect(table.records.first?.fields[index].value.isPresent == true, "\(field.id)")
      #expect(table.records.first?.fields[index].change == nil, "\(field.id)")
    }
  }

  @Test("a canonical table read back gives the same values", arguments: ledgers)
  func roundTrip(_ id: LedgerID) throws {
    let catalog = try LedgerCatalog.standard
    let definition = try #require(catalog[id])
    let reader = LedgerReader(catalog: catalog)
    let template = TemplateDescription(definition, catalog: catalog)
    var sheet = draw(template, rows: 3)
    // Absences of every class.
    for (index, word) in ["无", "—", "/", "待补"].enumerated() {
      let last = sheet.rows.count - 1
      let position = sheet.rows[last].cells.count - 1 - index
      if position > 1 { sheet.rows[last].cells[position].value = .text(word) }
    }
    let first = try #require(reader.read(sheet: sheet, path: "甲.xlsx").first)
    let canonical = try #require(CanonicalTable([first]))
    let again = try #require(reader.read(sheet: canonical.sheet(withProvenance: true), path: "乙.xlsx").first)
    #expect(again.definition.id == id)
    #expect(again.columns.map(\.field) == canonical.fields.map { definition.fields[$0].id })
    #expect(again.records.count == first.records.count)
    for (old, new) in zip(first.records, again.records) {
      for field in canonical.fields where definition.fields[field].id != "seq" {
        #expect(old.fields[field].value == new.fields[field].value, "\(definition.fields[field].id)")
        #expect(new.fields[field].change == nil, "\(definition.fields[field].id)")
      }
    }
    // Twice gives the same bytes as once.
    let second = try #require(CanonicalTable([again]))
    #expect(second.lines() == canonical.lines())
  }

  @Test("a record as a line of JSON")
  func jsonLine() throws {
    let catalog = try LedgerCatalog.standard
    let table = try #require(
      LedgerReader(catalog: catalog).read(
        sheet: Sheet(
          name: "表",
          values: [
            ["姓名", "慰问时间", "慰问金额（万元）", "慰问人", "慰问类别", "所在党支部"],
            ["张 三", "2025.1.20", 0.05, "李四、王五", "春节\"慰问\"", "—"],
          ]), path: "甲.csv"
      ).first)
    let record = try #require(table.records.first)
    #expect(
      JSONLines.line(record, of: table)
        == #"{"ledger":"care","file":"甲.csv","sheet":"表","row":2,"values":{"branch":{"absent":"notApplicable","original":"—"},"name":"张三","date":"2025-01-20","kind":"春节\"慰问\"","amount":500,"visitor":["李四","王五"]}}"#
    )
  }
}
