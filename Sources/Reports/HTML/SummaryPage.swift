import Diagnostics
import SpreadsheetModel
import XLSX

/// A summary as one HTML page: the sheets of the workbook as sections, with the same figures, charts as
/// SVG, and a search that narrows every table to the organisations wanted.
struct SummaryPage {
  let title: String
  let subtitle: String
  let sheets: [SummarySheet]
  let language: Language

  private func text(_ zh: String, _ en: String) -> String {
    Phrase(zh: zh, en: en).template(language)
  }

  /// The page in UTF-8.
  func bytes() -> [UInt8] {
    var page = HTMLText()
    page.begin(title: title, language: language, skipTo: text("跳到正文", "Skip to content"), name: "summary")
    page.element("h1", text: title)
    page.element("p", [("class", "soft")], text: subtitle)
    page.element("nav", [("aria-label", text("目录", "Contents"))]) { nav in
      for (index, sheet) in sheets.enumerated() {
        nav.element("a", [("href", "#s\(index)")], text: sheet.name)
      }
    }
    page.raw("<div class=\"filters\">")
    page.element("label", [("for", "search")], text: text("查找党组织", "Find an organisation"))
    page.raw("<input type=\"search\" id=\"search\" autocomplete=\"off\"></div>")
    for (index, sheet) in sheets.enumerated() {
      page.element("section", [("id", "s\(index)")]) { section in
        section.element("h2", text: sheet.name)
        for block in sheet.blocks { add(block, of: sheet, to: &section) }
      }
    }
    page.end(script: ReportScript.tableSearch)
    return Array(page.markup.utf8)
  }

  private func add(_ block: SummarySheet.Block, of sheet: SummarySheet, to page: inout HTMLText) {
    switch block {
    case .section(let title, _, _): page.element("h3", text: title)
    case .note(let note, _): page.element("p", [("class", "soft")], text: note)
    case .cards(let cards, _):
      page.element("ul", [("class", "cards")]) { list in
        for card in cards {
          list.element("li") { item in
            item.element("b", text: shown(card.cell, as: card.kind))
            item.text(card.label)
          }
        }
      }
    case .line(let line):
      page.element("p") { paragraph in
        paragraph.element("b", text: line.title)
        paragraph.text("　" + shown(line.count, as: .whole) + "　" + line.text)
      }
    case .table(let table): add(table, to: &page)
    case .chart(let chart):
      page.raw("<figure>")
      page.raw(SVGChart(chart, values: sheet.cell(at:)).markup)
      page.raw("</figure>")
    }
  }

  private func add(_ table: SummaryTable, to page: inout HTMLText) {
    let most = table.heat.map { columns in
      table.rows.flatMap { row in columns.compactMap { row.indices.contains($0) ? row[$0].number : nil } }
        .max() ?? 0
    }
    page.element(
      "div",
      [
        ("class", "scroll"), ("tabindex", "0"), ("role", "region"),
        ("aria-label", table.columns.first?.title ?? ""),
      ]
    ) { box in
      box.element("table", [("class", "wide")]) { markup in
        markup.raw("<thead><tr>")
        for column in table.columns { markup.element("th", [("scope", "col")], text: column.title) }
        markup.raw("</tr></thead><tbody>")
        for row in table.rows {
          markup.element("tr") { line in
            for (index, cell) in row.prefix(table.columns.count).enumerated() {
              let shade = table.heat.flatMap { heat -> Int? in
                guard heat.contains(index), let most, most > 0, let number = cell.number else { return nil }
                return Int((number / most * 5).rounded(.up))
              }
              add(cell, column: index, of: table, shade: shade, to: &line)
            }
          }
        }
        markup.raw("</tbody>")
        if let totals = table.totals {
          markup.element("tfoot") { foot in
            foot.element("tr") { line in
              for (index, cell) in totals.enumerated() {
                add(cell, column: index, of: table, shade: nil, to: &line)
              }
            }
          }
        }
      }
    }
  }

  private func add(
    _ cell: SummaryCell, column: Int, of table: SummaryTable, shade: Int?, to line: inout HTMLText
  ) {
    let kind = cell.kind ?? table.columns[column].kind
    let words = shown(cell, as: kind)
    if column == 0 {
      line.element("th", [("scope", "row")], text: words)
    } else {
      var names: [String] = kind == .text || kind == .center ? [] : ["number"]
      if let shade, shade > 0 { names.append("h\(min(shade, 5))") }
      let attributes = names.isEmpty ? [] : [("class", names.joined(separator: " "))]
      line.element("td", attributes, text: words)
    }
  }

  /// A cell's value as the workbook shows it.
  private func shown(_ cell: SummaryCell, as kind: SummaryCell.Kind) -> String {
    let value: CellValue
    switch cell.content {
    case .formula(let formula): value = formula.result
    case .text(let text): value = .text(text)
    case .number(let number): value = .number(number)
    default: return ""
    }
    guard let format = SummaryStyles.format(of: cell.kind ?? kind) else {
      return NumberFormat.general.displayedText(of: value, dateSystem: .base1900)
    }
    return NumberFormat(code: format).displayedText(of: value, dateSystem: .base1900)
  }
}
