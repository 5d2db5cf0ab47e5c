import Formula
import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// What cells share across a workbook while they are edited.
struct SharedTables {
  var styles: EditedStyles?
  var strings: EditedStrings?
  var dateSystem: DateSystem
  /// The number of the cell metadata that dynamic array formulas refer to, where some are entered.
  var dynamicArrayMark: Int?
  /// Shared strings past this size are not appended to: writing the huge part anew for a few texts
  /// would cost more than keeping them in the sheet.
  static let appendableSize = 8 * 1024 * 1024

  func sharedText(at index: Int) throws(EditError) -> String? { try strings?.text(at: index) }
}

/// Plans the splices that bring cell edits into a worksheet part.
struct SheetSplicer {
  let sheet: String
  let index: SheetIndex
  private var sharing: SharedFormulaRehoming
  private(set) var patch = PartPatch()
  private(set) var changes: [CellChange] = []
  /// Whether a formula came or went, so that the calculation chain no longer fits.
  private(set) var changesFormulas = false
  private(set) var columns: SheetColumns
  private var grown: CellRange?
  private var merges: [CellRange] = []

  private var document: MarkupDocument { index.document }
  private var prefix: String { String(decoding: document.prefix, as: UTF8.self) }

  init(sheet: String, index: SheetIndex, groups: FormulaGroups) throws(EditError) {
    self.sheet = sheet
    self.index = index
    sharing = SharedFormulaRehoming(index: index, groups: groups)
    columns = try SheetColumns(index)
  }

  /// Plans all edits of the sheet, by row and column.
  ///
  /// - Parameter used: Cells that something else than their content comes to.
  mutating func apply(
    _ edits: [Int: [Int: CellEdit]], alsoUsed used: [CellReference], tables: inout SharedTables
  ) throws(EditError) {
    let edits = try sharing.completing(edits)
    if edits.values.contains(where: { $0.values.contains(where: \.widensColumn) }) {
      merges = try index.mergedRanges()
    }
    var appended = ""
    for (row, cells) in edits.sorted(by: { $0.key < $1.key }) {
      var rest = cells
      let spans = index.rows(at: row)
      // Of several cells for one place the last counts for readers: it is met first.
      for span in spans.reversed() {
        let isAlone = spans.count == 1
        try edit(
          span, &rest, isLast: span.range == spans.first?.range, isAlone: isAlone, tables: &tables)
      }
      guard spans.isEmpty else { continue }
      let text = try newCells(rest, row: row, rowStyle: nil, tables: &tables)
      guard !text.isEmpty else { continue }
      let element = "<\(prefix)row r=\"\(row + 1)\">\(text.map(\.text).joined())</\(prefix)row>"
      let next = index.insertionIndex(of: row)
      if next < index.rows.count {
        patch.insert(element, at: index.rows[next].range.lowerBound)
        number(index.rows[next])
      } else {
        appended += element
      }
    }
    if !appended.isEmpty { document.append(appended, to: index.sheetData, in: &patch) }
    for cell in used { grow(to: cell) }
    widenDimension()
    try columns.plan(in: &patch)
  }

  // MARK: Rows

  private mutating func edit(
    _ row: SheetIndex.RowSpan, _ edits: inout [Int: CellEdit], isLast: Bool, isAlone: Bool,
    tables: inout SharedTables
  ) throws(EditError) {
    let cells = try CellMarkup.cells(of: row, in: document)
    for (position, cell) in cells.enumerated().reversed() {
      guard let edit = edits.removeValue(forKey: cell.column) else { continue }
      let nextIsNumbered = position + 1 >= cells.count || cells[position + 1].isNumbered
      // An earlier cell of the same place would come back with the last one gone.
      let isOnly = isAlone && !cells[..<position].contains { $0.column == cell.column }
      try rewrite(
        cell, row: Int(row.row), with: edit, mayVanish: nextIsNumbered && isOnly, tables: &tables)
    }
    guard isLast, !edits.isEmpty else { return }
    let rowAttributes = document.bytes.attributes(
      ofTag: row.startTag,
      name: row.startTag.lowerBound + 1..<row.startTag.lowerBound + 4 + document.prefix.count)
    var rowStyle: Int?
    if rowAttributes.contains(where: {
      document.bytes.equals($0.name, "customFormat")
        && ["1", "true"].contains(MarkupText.string(document.raw($0.value)))
    }) {
      rowStyle = rowAttributes.first { document.bytes.equals($0.name, "s") }
        .flatMap { document.bytes.wholeNumber(in: $0.value) }
    }
    let added = try newCells(edits, row: Int(row.row), rowStyle: rowStyle, tables: &tables)
    guard !added.isEmpty else { return }
    if row.isEmptyTag {
      let name = "\(prefix)row"
      let slash = row.startTag.upperBound - 2
      patch.replace(
        slash..<row.startTag.upperBound, with: ">\(added.map(\.text).joined())</\(name)>")
    } else {
      for cell in added {
        if let next = cells.first(where: { $0.column > cell.column }) {
          patch.insert(cell.text, at: next.element.range.lowerBound)
          if !next.isNumbered { number(next, row: Int(row.row)) }
        } else {
          patch.insert(cell.text, at: CellMarkup.contentEnd(of: row, in: document.bytes))
        }
      }
    }
    widenSpans(rowAttributes, by: added.map(\.column))
  }

  /// Writes down the number of a row that was only implied, as a new row comes before it.
  private mutating func number(_ row: SheetIndex.RowSpan) {
    guard !row.isNumbered else { return }
    let offset = row.startTag.lowerBound + 4 + document.prefix.count
    if !numberedOffsets.contains(offset) {
      numberedOffsets.append(offset)
      patch.insert(" r=\"\(row.row + 1)\"", at: offset)
    }
  }

  private mutating func number(_ cell: CellMarkup, row: Int) {
    let offset = cell.element.name.upperBound
    if !numberedOffsets.contains(offset) {
      numberedOffsets.append(offset)
      patch.insert(" r=\"\(CellReference(row: row, column: cell.column))\"", at: offset)
    }
  }

  private var numberedOffsets: [Int] = []

  /// The `spans` hint covers new columns too; one in a form not understood is dropped, being optional.
  private mutating func widenSpans(_ attributes: [MarkupAttribute], by columns: [Int]) {
    guard let spans = attributes.first(where: { document.bytes.equals($0.name, "spans") }),
      let low = columns.min(), let high = columns.max()
    else { return }
    let parts = MarkupText.string(document.raw(spans.value)).split(separator: ":").map { Int(markup: $0) }
    guard parts.count == 2, let first = parts[0], let last = parts[1] else {
      return patch.remove(spans.range)
    }
    if low + 1 < first || high + 1 > last {
      patch.replace(spans.value, with: "\(min(first, low + 1)):\(max(last, high + 1))")
    }
  }

  // MARK: Cells

  private mutating func newCells(
    _ edits: [Int: CellEdit], row: Int, rowStyle: Int?, tables: inout SharedTables
  ) throws(EditError) -> [(column: Int, text: String)] {
    var cells: [(column: Int, text: String)] = []
    for (column, edit) in edits.sorted(by: { $0.key < $1.key }) {
      let cell = CellReference(row: row, column: column)
      let base = rowStyle ?? columns.style(of: column)
      let style = try self.style(of: edit, on: base, tables: &tables)
      let content = try edit.entry.map { (entry) throws(EditError) in
        try markup(of: entry, at: cell, tables: &tables)
      }
      let isEmpty = content?.inner.isEmpty ?? true
      if isEmpty, style == base { continue }
      var text = "<\(prefix)c r=\"\(cell)\""
      if style != 0 { text += " s=\"\(style)\"" }
      text += content?.attributes ?? ""
      text += isEmpty ? "/>" : ">\(content?.inner ?? "")</\(prefix)c>"
      cells.append((column, text))
      grow(to: cell)
      if !isEmpty, let entry = edit.entry {
        record(cell, before: CellState(), entry: entry, tables.dateSystem)
        if edit.widensColumn { try makeRoom(for: entry, at: cell, style: style, tables) }
      }
    }
    return cells
  }

  /// Notes that a cell is in use.
  private mutating func grow(to cell: CellReference) {
    grown = grown?.union(CellRange(cell)) ?? CellRange(cell)
  }

  private mutating func rewrite(
    _ cell: CellMarkup, row: Int, with edit: CellEdit, mayVanish: Bool, tables: inout SharedTables
  ) throws(EditError) {
    let reference = CellReference(row: row, column: cell.column)
    let oldStyle = cell.style(in: document)
    let style = try self.style(of: edit, on: oldStyle ?? 0, tables: &tables)
    if let formula = edit.formulaMarkup, edit.entry == nil, let old = cell.formula {
      patch.replace(old.range, with: formula)
    }
    let before = try state(of: cell, at: reference, tables: tables)
    guard let entry = edit.entry,
      entry.state(in: tables.dateSystem) != before || entry.isDynamicArray
        || cell.formula?.isShared(in: document) == true
    else {
      if style != oldStyle ?? 0 {
        document.set("s", to: String(style), of: cell.element, in: &patch)
      }
      return
    }
    if cell.sharedStringIndex(in: document) != nil { tables.strings?.releaseReference() }
    let content = try markup(of: entry, at: reference, tables: &tables)
    let others = cell.others.map { String(decoding: document.raw($0.range), as: UTF8.self) }.joined()
    if content.inner.isEmpty, others.isEmpty, style == 0, oldStyle == nil, mayVanish {
      patch.remove(cell.element.range)
    } else {
      let name = String(decoding: document.raw(cell.element.name), as: UTF8.self)
      var text = "<\(name)"
      if !cell.isNumbered {
        // A cell put before it would give it another place.
        numberedOffsets.append(cell.element.name.upperBound)
        text += " r=\"\(reference)\""
      }
      var hasStyle = false
      for attribute in cell.attributes {
        switch String(decoding: document.raw(attribute.name), as: UTF8.self) {
        case "t", "cm", "vm":
          // The type and the metadata describe the content that goes.
          continue
        case "s":
          hasStyle = true
          if style == oldStyle { fallthrough }
          text += " s=\"\(style)\""
        default: text += String(decoding: document.raw(attribute.range), as: UTF8.self)
        }
      }
      if !hasStyle, style != 0 { text += " s=\"\(style)\"" }
      text += content.attributes
      let inner = content.inner + others
      text += inner.isEmpty ? "/>" : ">\(inner)</\(name)>"
      patch.replace(cell.element.range, with: text)
    }
    if cell.formula != nil { changesFormulas = true }
    record(reference, before: before, entry: entry, tables.dateSystem)
    if edit.widensColumn { try makeRoom(for: entry, at: reference, style: style, tables) }
  }

  private mutating func record(
    _ cell: CellReference, before: CellState, entry: CellContent, _ dates: DateSystem
  ) {
    if case .formula = entry { changesFormulas = true }
    changes.append(CellChange(sheet: sheet, cell: cell, before: before, after: entry.state(in: dates)))
  }

  /// Makes the column of a cell wide enough for a number or day, which does not run over into the next.
  private mutating func makeRoom(
    for entry: CellContent, at cell: CellReference, style: Int, _ tables: SharedTables
  ) throws(EditError) {
    let value = entry.state(in: tables.dateSystem).value
    guard case .number = value,
      let width = try tables.styles?.columnWidth(showing: value, format: style, dates: tables.dateSystem)
    else { return }
    let seen = merges.first { $0.first == cell } ?? CellRange(cell)
    columns.widen(seen.columns, to: width)
  }

  /// The cell format an edited cell gets.
  private func style(
    of edit: CellEdit, on base: Int, tables: inout SharedTables
  ) throws(EditError) -> Int {
    var style = base
    if let overlay = edit.overlay, let changed = try tables.styles?.format(overlaying: overlay, on: base) {
      style = changed
    }
    if edit.suitsFormat, let suitable = edit.entry?.dateFormat,
      let format = try tables.styles?.numberFormat(of: style), format.moment?.showsDay != true,
      let dated = try tables.styles?.format(overlaying: CellStyle(numberFormat: suitable), on: style)
    {
      style = dated
    }
    return style
  }

  /// What a cell holds before the edit, a shared formula's follower with its formula written out.
  private mutating func state(
    of cell: CellMarkup, at reference: CellReference, tables: SharedTables
  ) throws(EditError) -> CellState {
    let value = try cell.storedValue(in: document) { (index) throws(EditError) in
      try tables.sharedText(at: index)
    }
    guard let formula = cell.formula else { return CellState(value: value) }
    let text = try document.text(of: formula)
    if text.isEmpty, let group = document.number("si", of: formula),
      let expanded = try sharing.expanded(group: group, at: reference)
    {
      return CellState(value: value, formula: expanded)
    }
    return CellState(value: value, formula: EscapedCharacters.decoded(text))
  }

  /// What of a cell's markup depends on its content.
  private struct ContentMarkup {
    /// The attributes, each with a blank before it.
    var attributes = ""
    var inner = ""

    init(type: String? = nil, _ inner: String = "") {
      if let type { attributes = " t=\"\(type)\"" }
      self.inner = inner
    }
  }

  private func markup(
    of entry: CellContent, at cell: CellReference, tables: inout SharedTables
  ) throws(EditError) -> ContentMarkup {
    func value(_ text: String) -> String { "<\(prefix)v>\(text)</\(prefix)v>" }
    switch entry {
    case .empty, .text(""): return ContentMarkup()
    case .number(let number): return ContentMarkup(value(CellText.number(number)))
    case .boolean(let truth): return ContentMarkup(type: "b", value(truth ? "1" : "0"))
    case .error(let error): return ContentMarkup(type: "e", value(MarkupText.escaped(error.spelling)))
    case .date, .dateTime:
      guard let serial = entry.serial(in: tables.dateSystem) else {
        throw EditError(.invalidNumber, sheet: sheet, cell: cell)
      }
      return ContentMarkup(value(CellText.number(serial)))
    case .rich(let runs):
      return ContentMarkup(
        type: "inlineStr", fragment { xml in xml.element("is") { xml in xml.runs(runs) } })
    case .text(let text):
      if let size = tables.strings?.size, size <= SharedTables.appendableSize,
        let index = tables.strings?.index(of: text)
      {
        return ContentMarkup(type: "s", value(String(index)))
      }
      return ContentMarkup(type: "inlineStr", EditedStrings.item(text, prefix: prefix, name: "is"))
    case .formula(let content):
      var markup: ContentMarkup
      switch content.result {
      case .empty: markup = ContentMarkup()
      case .number(let number): markup = ContentMarkup(value(CellText.number(number)))
      case .text(let text): markup = ContentMarkup(type: "str", value(MarkupText.escapedXString(text)))
      case .boolean(let truth): markup = ContentMarkup(type: "b", value(truth ? "1" : "0"))
      case .error(let error):
        markup = ContentMarkup(type: "e", value(MarkupText.escaped(error.spelling)))
      }
      var tag = "<\(prefix)f"
      switch content.reach {
      case .cell: break
      case .dynamic(let range):
        if let mark = tables.dynamicArrayMark { markup.attributes += " cm=\"\(mark)\"" }
        tag += " t=\"array\" ref=\"\(range)\""
      case .array(let range): tag += " t=\"array\" ref=\"\(range)\""
      }
      markup.inner = "\(tag)>\(MarkupText.escapedXString(content.text))</\(prefix)f>\(markup.inner)"
      return markup
    }
  }

  /// What the writer for new files writes, made to fit into this part.
  private func fragment(_ body: (inout XMLWriter) -> Void) -> String {
    var xml = XMLWriter()
    body(&xml)
    return document.adopting(String(decoding: xml.bytes, as: UTF8.self))
  }

  // MARK: The sheet

  private mutating func widenDimension() {
    guard let grown, let dimension = index.child("dimension"),
      let written = document.value("ref", of: dimension), let range = CellRange(a1: written)
    else { return }
    let union = range.union(grown)
    if union != range { document.set("ref", to: "\(union)", of: dimension, in: &patch) }
  }
}

extension MarkupElement {
  /// Whether a formula is shared, as master or follower.
  fileprivate func isShared(in document: MarkupDocument) -> Bool {
    document.value("t", of: self) == "shared"
  }
}
