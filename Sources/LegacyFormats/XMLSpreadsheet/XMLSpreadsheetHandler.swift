import SpreadsheetModel
import XMLStreaming

enum XMLSpreadsheetName: String, XMLVocabulary {
  case style = "Style"
  case numberFormat = "NumberFormat"
  case worksheet = "Worksheet"
  case table = "Table"
  case column = "Column"
  case row = "Row"
  case cell = "Cell"
  case data = "Data"
  case comment = "Comment"
  case visible = "Visible"
  case date1904 = "Date1904"
  case application = "AppName"
  case id = "ID"
  case format = "Format"
  case name = "Name"
  case index = "Index"
  case hidden = "Hidden"
  case styleID = "StyleID"
  case mergeAcross = "MergeAcross"
  case mergeDown = "MergeDown"
  case formula = "Formula"
  case type = "Type"
  case span = "Span"
  case parent = "Parent"
}

/// Gathers the sheets of an XML Spreadsheet 2003.
///
/// `ss:Index` leaps over rows and cells; `ss:MergeAcross` and `ss:MergeDown` make merged ranges and take
/// up the columns they cover. What stands behind an index that is none has no place either, up to the
/// next index.
struct XMLSpreadsheetHandler: XMLHandler {
  typealias Name = XMLSpreadsheetName

  private(set) var producer: String?
  private var problems = ReadingProblems()
  private var sheets: [Sheet] = []
  private var dateSystem = DateSystem.base1900
  private var styles = XMLSpreadsheetStyles()
  private var table = OpenTable()
  private var row = OpenRow(index: XMLSpreadsheetIndex(number: 0))
  private var nextColumn = XMLSpreadsheetIndex(number: 1)
  private var cell: OpenCell?
  private var isInComment = false
  private var open: XMLSpreadsheetName?
  private var text: [UInt8] = []
  /// Longest formula taken, in characters; Excel's own bound.
  private static let formulaLimit = 8192

  /// The sheet being read.
  private struct OpenTable {
    var cells = CellCollector()
    var merges: [CellRange] = []
    var hiddenRows: Set<Int> = []
    var columns = XMLSpreadsheetColumns()
    var style: String?
  }

  private struct OpenRow {
    let index: XMLSpreadsheetIndex
    var style: String?
  }

  private struct OpenCell {
    let column: XMLSpreadsheetIndex
    let format: Int
    let formula: String?
    var type = "String"
    var value = CellValue.empty
  }

  /// The content, once the document is read.
  var workbook: Workbook {
    let finished = sheets.map { sheet in
      var sheet = sheet
      sheet.formats = styles.formats
      sheet.dateSystem = dateSystem
      return sheet
    }
    return Workbook(sheets: finished, dateSystem: dateSystem, problems: problems)
  }

  mutating func startElement(_ element: borrowing XMLElement<XMLSpreadsheetName>) {
    func attribute(_ name: XMLSpreadsheetName) -> String? {
      element.prefixedString(name) ?? element.string(name)
    }
    switch element.name {
    case .style: styles.begin(attribute(.id) ?? "", parent: attribute(.parent))
    case .numberFormat: styles.define(attribute(.format) ?? "")
    case .worksheet:
      sheets.append(Sheet(name: attribute(.name) ?? ""))
      table = OpenTable()
      row = OpenRow(index: XMLSpreadsheetIndex(number: 0))
    case .table: table.style = attribute(.styleID)
    case .column:
      table.columns.add(
        index: number(attribute(.index)), span: number(attribute(.span)) ?? 0,
        isHidden: attribute(.hidden) == "1", style: attribute(.styleID))
    case .row:
      row = OpenRow(index: row.index.following(attribute(.index)), style: attribute(.styleID))
      nextColumn = XMLSpreadsheetIndex(number: 1)
      if attribute(.hidden) == "1", let index = row.index.position(below: CellReference.rowLimit) {
        table.hiddenRows.insert(index)
      }
    case .cell:
      beginCell(
        index: attribute(.index), style: attribute(.styleID), across: number(attribute(.mergeAcross)) ?? 0,
        down: number(attribute(.mergeDown)) ?? 0, formula: attribute(.formula))
    case .data:
      if !isInComment { cell?.type = attribute(.type) ?? "String" }
      begin(.data)
    case .comment: isInComment = true
    case .visible: begin(.visible)
    case .date1904: dateSystem = .base1904
    case .application: begin(.application)
    default: break
    }
  }

  mutating func endElement(_ name: XMLSpreadsheetName?) {
    switch name {
    case .data:
      if open == .data { endData() }
      open = nil
    case .comment: isInComment = false
    case .cell: endCell()
    case .style: styles.end()
    case .worksheet: endSheet()
    case .visible:
      let state = String(decoding: self.text, as: UTF8.self)
      if !sheets.isEmpty {
        sheets[sheets.count - 1].visibility =
          state == "SheetHidden" ? .hidden : state == "SheetVeryHidden" ? .veryHidden : .visible
      }
      open = nil
    case .application:
      producer = String(decoding: self.text, as: UTF8.self)
      open = nil
    default: break
    }
  }

  mutating func text(_ bytes: Span<UInt8>) {
    guard open != nil else { return }
    bytes.withUnsafeBufferPointer { text.append(contentsOf: $0) }
  }

  private mutating func begin(_ name: XMLSpreadsheetName) {
    open = name
    text.removeAll(keepingCapacity: true)
  }

  /// A whole number from 0 up to the grid's limits.
  private func number(_ text: String?) -> Int? {
    text.flatMap { Int($0) }.flatMap { (0...CellReference.rowLimit).contains($0) ? $0 : nil }
  }

  // MARK: Cells

  /// Where the open cell is, if that is a place of the grid.
  private var place: CellReference? {
    guard let cell, let row = row.index.position(below: CellReference.rowLimit),
      let column = cell.column.position(below: CellReference.columnLimit)
    else { return nil }
    return CellReference(row: row, column: column)
  }

  /// The open cell's reference as it is written.
  private var reference: String { "R\(row.index)C\(cell?.column.description ?? "?")" }

  /// Formulas come in R1C1 notation.
  private mutating func beginCell(
    index: String?, style: String?, across: Int, down: Int, formula: String?
  ) {
    let column = index.map { XMLSpreadsheetIndex($0) } ?? nextColumn
    nextColumn = column.advanced(by: across + 1)
    let position = column.position(below: CellReference.columnLimit)
    let style = style ?? row.style ?? position.flatMap { table.columns.style(at: $0) } ?? table.style
    var a1: String?
    if let formula, let position, let row = row.index.position(below: CellReference.rowLimit) {
      a1 = formula.utf8.count <= Self.formulaLimit ? R1C1Formula.a1(formula, row: row, column: position) : nil
      if a1.map({ $0.utf8.count > Self.formulaLimit }) ?? true {
        a1 = nil
        problems.add(
          ReadingProblem(
            .longFormula, sheet: sheets.last?.name, cell: CellReference(row: row, column: position),
            value: String(formula.prefix(80))))
      }
    }
    cell = OpenCell(column: column, format: styles.format(style), formula: a1)
    guard across > 0 || down > 0, let place else { return }
    table.merges.append(
      CellRange(
        place,
        CellReference(
          row: min(place.row + down, CellReference.rowLimit - 1),
          column: min(place.column + across, CellReference.columnLimit - 1))))
  }

  private mutating func endData() {
    let content = String(decoding: text, as: UTF8.self)
    guard isInComment else {
      guard let type = cell?.type else { return }
      let value = value(content, type)
      cell?.value = value
      return
    }
    guard !sheets.isEmpty, cell != nil else { return }
    if let place {
      sheets[sheets.count - 1].notes[place] = content
    } else {
      problems.add(
        ReadingProblem(.placelessNote, sheet: sheets.last?.name, reference: reference, value: content))
    }
  }

  private func value(_ content: String, _ type: String) -> CellValue {
    let word = content.trimmingBlanks
    switch type {
    case "Number":
      if let number = Double(word), number.isFinite { return .number(number) }
    case "DateTime":
      if let serial = DateTimeText.serial(content, dateSystem) { return .number(serial) }
    case "Boolean":
      if word == "1" || word.lowercased() == "true" { return .boolean(true) }
      if word == "0" || word.lowercased() == "false" { return .boolean(false) }
    case "Error": return .error(CellError(spelling: content))
    default: break
    }
    return content.isEmpty ? .empty : .text(content)
  }

  private mutating func endCell() {
    guard let cell else { return }
    defer { self.cell = nil }
    guard let place else {
      guard !cell.value.isEmpty else { return }
      problems.add(
        .placelessCell, sheet: sheets.last?.name, reference: reference, value: cell.value)
      return
    }
    table.cells.add(
      Cell(column: place.column, value: cell.value, formula: cell.formula, format: cell.format),
      row: place.row)
  }

  private mutating func endSheet() {
    guard let last = sheets.indices.last else { return }
    let name = sheets[last].name
    sheets[last].rows = table.cells.finish(
      hidden: table.hiddenRows, sheet: name, reporting: &problems)
    let merged = MergedRanges(table.merges)
    for range in merged.dropped {
      problems.add(ReadingProblem(.overlappingMerge, sheet: name, reference: "\(range)"))
    }
    sheets[last].mergedRanges = merged.kept
    sheets[last].hiddenColumns = table.columns.hidden
    table = OpenTable()
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
