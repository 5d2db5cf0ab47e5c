import CSV
import LegacyFormats
import SpreadsheetModel
import TestSupport
import Testing

/// A table made from a seed, written as careless programs write: end tags left out, names in either case,
/// characters as references, other elements around and between, and where its cells are.
struct GeneratedTable {
  private(set) var page = ""
  private(set) var cells: [CellReference: CellValue] = [:]
  private(set) var merges: [CellRange] = []
  private var random: SeededGenerator

  private static let words = ["王建国", "党支部", "a<b", "A&B", "100", "é", "—", "“引”", "x  y", "2025年", "©", ""]
  private static let references: [Character: [String]] = [
    "<": ["&lt;", "&#60;", "&#x3C;"], "&": ["&amp;", "&#38;", "&#x26;"],
    "é": ["é", "&eacute;", "&#233;", "&#xE9;"],
    "—": ["—", "&mdash;", "&#8212;", "&#151;"], "“": ["&ldquo;", "&#147;"], "”": ["&rdquo;", "&#148;"],
    "党": ["党", "&#20826;", "&#x515A;"], "©": ["©", "&copy;", "&#169"],
  ]

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    page = chance(2) == 0 ? "<html><body>" : "<!DOCTYPE html><HTML><head><title>a<b</title></head><body>"
    var row = 0
    for _ in 0...chance(3) {
      page += tag("table") + (chance(3) == 0 ? tag("thead") : "")
      row = addTable(at: row)
      page += "</table>" + (chance(3) == 0 ? "<p>x</p>" : "")
    }
  }

  private mutating func chance(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  private mutating func tag(_ name: String, _ attributes: String = "") -> String {
    let other = ["", " class=x", " style='color:red'", " nowrap"][chance(4)]
    return "<\(chance(2) == 0 ? name : name.uppercased())\(other)\(attributes)>"
  }

  /// Lays rows by HTML's own rule: a cell goes to the first column that nothing covers.
  private mutating func addTable(at start: Int) -> Int {
    var covered: Set<CellReference> = []
    var made: [CellRange] = []
    let count = 1 + chance(6)
    for row in start..<start + count {
      page += tag("tr")
      var column = 0
      for _ in 0..<chance(6) {
        while covered.contains(CellReference(row: row, column: column)) { column += 1 }
        var width = chance(4) == 0 ? 1 + chance(3) : 1
        let height = chance(4) == 0 ? 1 + chance(3) : 1
        // Cells that would cross others are made narrower.
        while width > 1,
          (0..<width).contains(where: { covered.contains(CellReference(row: row, column: column + $0)) })
        {
          width -= 1
        }
        addCell(row: row, column: column, width: width, height: height)
        for line in row..<row + height {
          for place in column..<column + width { covered.insert(CellReference(row: line, column: place)) }
        }
        let last = CellReference(row: min(row + height, start + count) - 1, column: column + width - 1)
        let range = CellRange(CellReference(row: row, column: column), last)
        if !range.isSingleCell { made.append(range) }
        column += width
      }
      if chance(3) > 0 { page += "</tr>" }
      if chance(4) == 0 { page += "\n  " }
    }
    merges += made
    return start + count
  }

  private mutating func addCell(row: Int, column: Int, width: Int, height: Int) {
    let spans = [" colspan=\(width)", " COLSPAN=\"\(width)\"", " colspan = '\(width)'"]
    var attributes = width > 1 ? spans[chance(3)] : ""
    if height > 1 { attributes += " rowspan=\(height)" }
    let name = chance(5) == 0 ? "th" : "td"
    page += tag(name, attributes) + ["", " ", "\n\t", "&nbsp;"][chance(4)]
    let word = Self.words[chance(Self.words.count)]
    var written = ""
    for character in word {
      let spellings = Self.references[character] ?? [String(character)]
      written += spellings[chance(spellings.count)]
      if chance(10) == 0 { written += ["<b></b>", "<!-- <td>x -->", "<font size=2>", "</span>"][chance(4)] }
    }
    page += written + (chance(4) == 0 ? "<br>" : "") + (chance(2) == 0 ? "</\(name)>" : "")
    let text = word.replacing("  ", with: " ")
    if !text.isEmpty { cells[CellReference(row: row, column: column)] = .text(text) }
  }
}

@Suite("Tables made from seeds")
struct GeneratedTableTests {
  @Test("every cell stands where HTML puts it, with its text and its merged range", arguments: UInt64(0)..<4)
  func truth(part: UInt64) throws {
    for seed in part * 300..<(part + 1) * 300 {
      let made = GeneratedTable(seed: seed)
      let workbook = try HTMLTableReader(bytes: Array(made.page.utf8), name: "页", stated: .utf8).workbook()
      let sheet = workbook.sheets[0]
      #expect(GeneratedWorkbookTests.content(sheet) == made.cells, "seed \(seed): \(made.page)")
      #expect(sheet.mergedRanges == made.merges, "seed \(seed): \(made.page)")
      #expect(workbook.problems.isEmpty)
    }
  }

  @Test("rows and columns past the grid are left out and told")
  func pastGrid() throws {
    let rows = String(repeating: "<tr>", count: CellReference.rowLimit - 1)
    let spans = String(repeating: "<td colspan=9999>", count: 16)
    let page = "<table>\(rows)<tr><td>末\(spans)<td colspan=382><td>y<td>z<tr><td>外</table>"
    let workbook = try HTMLTableReader(bytes: Array(page.utf8), name: "页").workbook()
    #expect(workbook.sheets[0].rows.map(\.index) == [CellReference.rowLimit - 1])
    #expect(workbook.sheets[0].rows[0].cells.map(\.column) == [0, 16_383])
    #expect(workbook.problems.all.map(\.kind) == [.placelessCell, .placelessCell])
    #expect(workbook.problems.all.map(\.reference) == ["XFE1048576", "A1048577"])
    #expect(workbook.problems.all.map(\.value) == ["z", "外"])
  }

  @Test("merged ranges end with their table, and before the columns of another")
  func spans() throws {
    let page = """
      <table><tr><td rowspan=9>a<td>b</table>
      <table><tr><td>c<td rowspan=2>d<td>e<tr><td colspan=3>f<td>g</table>
      """
    let sheet = try HTMLTableReaderTests.sheet(page)
    #expect(sheet.mergedRanges == [CellRange(a1: "B2:B3")])
    #expect(sheet.rows.map { $0.cells.map(\.column) } == [[0, 1], [0, 1, 2], [0, 3]])
  }

  @Test("many cells that span rows take no longer than their bytes")
  func linear() throws {
    let wide = String(repeating: "<td rowspan=60000>x", count: 16_000)
    let page = "<table><tr>\(wide)" + String(repeating: "<tr><td>y<td>z", count: 20_000) + "</table>"
    let sheet = try HTMLTableReaderTests.sheet(page)
    #expect(sheet.rows.count == 20_001)
    #expect(sheet.rows[20_000].cells.map(\.column) == [16_000, 16_001])
  }
}
