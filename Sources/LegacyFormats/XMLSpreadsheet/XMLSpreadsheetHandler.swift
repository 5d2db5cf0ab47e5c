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
}

/// Gathers the sheets of an XML Spreadsheet 2003.
///
/// `ss:Index` leaps over rows and cells; `ss:MergeAcross` and `ss:MergeDown` make merged ranges and take
/// up the columns they cover.
struct XMLSpreadsheetHandler: XMLHandler {
  typealias Name = XMLSpreadsheetName

  private(set) var producer: String?
  private var sheets: [Sheet] = []
  private var dateSystem = DateSystem.base1900
  private var formats: [NumberFormat] = [.general]
  private var formatOfStyle: [String: Int] = [:]
  private var formatOfCode: [String: Int] = ["General": 0]
  private var styleID = ""
  private var row = Row(index: -1)
  private var column = -1
  private var nextColumn = 0
  private var columnIndex = 0
  private var cell: Cell?
  private var type = ""
  private var isInComment = false
  private var open: XMLSpreadsheetName?
  private var text: [UInt8] = []
  /// Longest formula taken; Excel's own bound is 8,192 characters.
  private static let formulaLimit = 1 << 16

  /// The content, once the document is read.
  var workbook: Workbook {
    let finished = sheets.map { sheet in
      var sheet = sheet
      sheet.formats = formats
      sheet.rows = Self.ordered(sheet.rows)
      sheet.dateSystem = dateSystem
      return sheet
    }
    return Workbook(sheets: finished, dateSystem: dateSystem)
  }

  mutating func startElement(_ element: borrowing XMLElement<XMLSpreadsheetName>) {
    func attribute(_ name: XMLSpreadsheetName) -> String? {
      element.prefixedString(name) ?? element.string(name)
    }
    switch element.name {
    case .style: styleID = attribute(.id) ?? ""
    case .numberFormat: define(attribute(.format) ?? "")
    case .worksheet:
      sheets.append(Sheet(name: attribute(.name) ?? ""))
      row = Row(index: -1)
      columnIndex = 0
    case .column:
      if let index = number(attribute(.index)) { columnIndex = index - 1 }
      let last = min(columnIndex + max(0, number(attribute(.span)) ?? 0), CellReference.columnLimit - 1)
      if attribute(.hidden) == "1", !sheets.isEmpty, columnIndex <= last {
        sheets[sheets.count - 1].hiddenColumns.formUnion(columnIndex...last)
      }
      columnIndex = last + 1
    case .row:
      let index = number(attribute(.index)).map { $0 - 1 } ?? row.index + 1
      row = Row(index: min(index, CellReference.rowLimit - 1), isHidden: attribute(.hidden) == "1")
      nextColumn = 0
    case .cell:
      column = number(attribute(.index)).map { $0 - 1 } ?? nextColumn
      beginCell(
        style: attribute(.styleID), across: number(attribute(.mergeAcross)) ?? 0,
        down: number(attribute(.mergeDown)) ?? 0, formula: attribute(.formula))
    case .data:
      type = attribute(.type) ?? "String"
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
    case .row: endRow()
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

  private mutating func define(_ format: String) {
    guard !format.isEmpty, format != "General" else { return }
    let code = Self.named[format] ?? format
    if formatOfCode[code] == nil {
      formatOfCode[code] = formats.count
      formats.append(NumberFormat(code: code))
    }
    formatOfStyle[styleID] = formatOfCode[code]
  }

  /// Formulas come in R1C1 notation.
  private mutating func beginCell(style: String?, across: Int, down: Int, formula: String?) {
    column = max(0, min(column, CellReference.columnLimit - 1))
    let across = min(across, CellReference.columnLimit - 1 - column)
    nextColumn = column + 1 + across
    cell = Cell(column: column, value: .empty, format: style.flatMap { formatOfStyle[$0] } ?? 0)
    if let formula, formula.count <= Self.formulaLimit {
      cell?.formula = R1C1Formula.a1(formula, row: max(0, row.index), column: column)
    }
    guard across > 0 || down > 0, !sheets.isEmpty, row.index >= 0 else { return }
    sheets[sheets.count - 1].mergedRanges.append(
      CellRange(
        CellReference(row: row.index, column: column),
        CellReference(
          row: min(row.index + down, CellReference.rowLimit - 1), column: column + across)))
  }

  private mutating func endData() {
    let content = String(decoding: text, as: UTF8.self)
    if isInComment {
      if !sheets.isEmpty, row.index >= 0 {
        sheets[sheets.count - 1].notes[CellReference(row: row.index, column: column)] = content
      }
      return
    }
    let value = value(content)
    cell?.value = value
  }

  private func value(_ content: String) -> CellValue {
    switch type {
    case "Number":
      if let number = Double(content.trimmingBlanks), number.isFinite { return .number(number) }
    case "DateTime":
      if let serial = DateTimeText.serial(content, dateSystem) { return .number(serial) }
    case "Boolean": return .boolean(content.trimmingBlanks == "1")
    case "Error": return .error(CellError(spelling: content))
    default: break
    }
    return content.isEmpty ? .empty : .text(content)
  }

  private mutating func endCell() {
    guard let cell, !cell.value.isEmpty || cell.formula != nil else {
      self.cell = nil
      return
    }
    row.cells.append(cell)
    self.cell = nil
  }

  private mutating func endRow() {
    guard !row.cells.isEmpty, !sheets.isEmpty, row.index >= 0 else { return }
    sheets[sheets.count - 1].rows.append(row)
  }

  /// Rows and cells in ascending order; where a careless producer repeats one, the later counts.
  private static func ordered(_ rows: [Row]) -> [Row] {
    var result: [Int: Row] = [:]
    for row in rows {
      var cells: [Int: Cell] = [:]
      for cell in (result[row.index]?.cells ?? []) + row.cells { cells[cell.column] = cell }
      var merged = row
      merged.cells = cells.values.sorted { $0.column < $1.column }
      result[row.index] = merged
    }
    return result.values.sorted { $0.index < $1.index }
  }

  /// The formats that go by names (XML Spreadsheet Reference, ss:Format).
  private static let named: [String: String] = [
    "General Number": "General", "General Date": "yyyy/m/d h:mm", "Long Date": "yyyy\"年\"m\"月\"d\"日\"",
    "Medium Date": "d-mmm-yy", "Short Date": "yyyy/m/d", "Long Time": "h:mm:ss AM/PM",
    "Medium Time": "h:mm AM/PM", "Short Time": "h:mm", "Currency": "\"¥\"#,##0.00",
    "Euro Currency": "[$€-2]#,##0.00", "Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%",
    "Scientific": "0.00E+00", "Yes/No": "\"Yes\";\"Yes\";\"No\"",
    "True/False": "\"True\";\"True\";\"False\"", "On/Off": "\"On\";\"On\";\"Off\"",
  ]
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
