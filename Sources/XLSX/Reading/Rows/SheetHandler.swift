import SpreadsheetModel
import XMLStreaming

/// What the XML parser and the reader of a sheet have in common while a sheet is read.
final class SheetParsing {
  /// Whether the parser stands directly inside an unprefixed `<sheetData>`, where rows may be scanned.
  var isAtRows = false
  /// Whether the next row's start has been scanned already.
  var isResumingRow = false
  /// Whether cells of a row are being gathered in the builder.
  var isGathering = false
  var builder: RowBuilder
  /// Rows the parser has finished and the reader has not yet taken.
  var finished: [RowBuffer] = []
  /// What stands around the rows.
  var features = SheetFeatures()
  /// The root element where it is no worksheet's and no rows have been met in it.
  var foreignRoot: String?
  /// The first thing for which reading has to stop.
  var failure: XLSXError?
  /// Greatest size of one cell's text, in bytes.
  let textLimit: Int

  init(builder: RowBuilder, textLimit: Int) {
    self.builder = builder
    self.textLimit = textLimit
  }
}

/// Reads a worksheet part from the events of its XML: the way that understands everything, at a fifth
/// of the byte scanner's speed.
struct SheetHandler: XMLHandler {
  typealias Name = SheetName

  private enum Place { case outside, rows, row, cell, value, formula, inlineString, text }

  let part: String
  let parsing: SheetParsing
  private var place = Place.outside
  /// The row that the `row` element stands for, `nil` for none: a row that the grid does not have holds only
  /// those of its cells that tell a place of their own, as openpyxl and LibreOffice have it.
  private var elementRow: Int?
  /// The number of a row that the grid does not have, as it is written.
  private var placelessRow = ""
  private var isElementHidden = false
  private var open = OpenCell()
  /// The texts of the open cell, which holds their ranges: what earlier cells left here is out of its reach.
  private var scratch: [UInt8] = []

  init(part: String, parsing: SheetParsing) {
    self.part = part
    self.parsing = parsing
  }

  var isFinished: Bool { parsing.failure != nil }

  mutating func startElement(_ element: borrowing XMLElement<SheetName>) {
    switch place {
    case .outside:
      if element.depth == 0, element.name != .worksheet {
        parsing.foreignRoot = "\(element.unresolvedName) of \(element.namespace)"
      }
      if element.name == .sheetData {
        place = .rows
        parsing.foreignRoot = nil
        parsing.isAtRows = !element.isPrefixed && element.depth == 1
      } else {
        parsing.features.startElement(element)
      }
    case .rows:
      if element.name == .row { startRow(element) }
    case .row:
      if element.name == .row { startRow(element) } else if element.name == .cell { startCell(element) }
    case .cell:
      switch element.name {
      case .value:
        open.value = scratch.count..<scratch.count
        place = .value
      case .formula: startFormula(element)
      case .inlineString:
        open.text = scratch.count..<scratch.count
        place = .inlineString
      default: break
      }
    case .inlineString:
      if element.name == .t { place = .text }
      if element.name == .phoneticRun { open.phoneticDepth += 1 }
    case .value, .formula, .text: break
    }
  }

  mutating func endElement(_ name: SheetName?) {
    switch (place, name) {
    case (.row, .row):
      finishRow()
      place = .rows
    case (.rows, .sheetData):
      place = .outside
      parsing.isAtRows = false
    case (.cell, .cell): finishCell()
    case (.value, .value), (.formula, .formula), (.inlineString, .inlineString): place = .cell
    case (.text, .t): place = .inlineString
    case (.inlineString, .phoneticRun): open.phoneticDepth -= 1
    default: break
    }
  }

  mutating func text(_ bytes: Span<UInt8>) {
    if scratch.count > parsing.textLimit {
      return fail(.limitExceeded, "a cell of more than \(parsing.textLimit) bytes")
    }
    switch place {
    case .value: open.value = appending(bytes, to: open.value)
    case .formula: open.formula = appending(bytes, to: open.formula)
    case .text: if open.phoneticDepth == 0 { open.text = appending(bytes, to: open.text) }
    case .outside, .rows, .row, .cell, .inlineString: break
    }
  }

  /// Adds a piece to the text that stands last in the scratch; returns the text's range.
  private mutating func appending(_ bytes: Span<UInt8>, to text: Range<Int>) -> Range<Int> {
    bytes.withUnsafeBufferPointer { scratch.append(contentsOf: $0) }
    return text.lowerBound..<scratch.count
  }

  private mutating func startRow(_ element: borrowing XMLElement<SheetName>) {
    place = .row
    parsing.isGathering = true
    if parsing.isResumingRow {
      parsing.isResumingRow = false
      elementRow = parsing.builder.row.index
      isElementHidden = parsing.builder.row.isHidden
      return
    }
    isElementHidden = element.boolean(.hidden) ?? false
    let number = element.withBytes(.r) { span in
      span.withUnsafeBufferPointer { CellAddressBytes.rowNumber($0) }
    }
    if number != .some(nil), number != 0,
      parsing.builder.begin(number: number ?? nil, isHidden: isElementHidden)
    {
      elementRow = parsing.builder.row.index
      return
    }
    elementRow = nil
    parsing.isGathering = false
    placelessRow = element.string(.r) ?? "\(parsing.builder.nextRow + 1)"
    // Row 1 comes after row 0; after any other row that the grid does not have comes none.
    parsing.builder.nextRow = number == 0 ? 0 : CellReference.rowLimit
  }

  private mutating func finishRow() {
    guard parsing.isGathering else { return }
    parsing.isGathering = false
    parsing.builder.finish()
    parsing.finished.append(parsing.builder.row)
  }

  /// Gathers the cells of a row from here on, whatever the `row` element says.
  private mutating func gather(row: Int) {
    guard !parsing.isGathering || row != parsing.builder.row.index else { return }
    if !parsing.builder.row.cells.isEmpty { finishRow() }
    parsing.builder.enter(row: row, isHidden: row == elementRow && isElementHidden)
    parsing.isGathering = true
  }

  private mutating func startCell(_ element: borrowing XMLElement<SheetName>) {
    open = OpenCell()
    // For the memory's sake alone.
    scratch.removeAll(keepingCapacity: true)
    place = .cell
    if let written = element.withBytes(.t, { span in span.withUnsafeBufferPointer { CellType($0) } }) {
      // A type the standard does not have is read as a number, or kept as text where it is none.
      open.type = written ?? .number
    }
    let address = element.withBytes(.r) { span in
      span.withUnsafeBufferPointer { CellAddressBytes.parse($0) }
    }
    // What a cell says of its own place counts more than the row around it.
    guard address.map({ $0 != nil }) ?? true, let row = address??.row ?? elementRow else {
      open.reference = element.string(.r) ?? ""
      return parsing.builder.losePlace()
    }
    gather(row: row)
    guard let column = parsing.builder.place(address??.column) else { return }
    open.cell = RawCell(column: column, style: 0)
    guard element.withBytes(.style, { _ in true }) != nil else { return }
    if let style = Self.index(.style, of: element), style < parsing.builder.styleLimit {
      open.cell?.style = Int32(truncatingIfNeeded: style)
    } else {
      open.missingStyle = element.string(.style)
    }
  }

  private mutating func startFormula(_ element: borrowing XMLElement<SheetName>) {
    open.hasFormula = true
    open.formula = scratch.count..<scratch.count
    open.sharedIndex = element.string(.t) == "shared" ? Self.index(.sharedIndex, of: element) : nil
    place = .formula
  }

  /// An index as the scanner reads it.
  private static func index(_ attribute: SheetName, of element: borrowing XMLElement<SheetName>) -> Int? {
    element.withBytes(attribute) { span in span.withUnsafeBufferPointer { RowBuffer.index($0) } } ?? nil
  }

  private mutating func finishCell() {
    place = .row
    guard var cell = open.cell else { return tellPlaceless() }
    let isKnown = fill(&cell)
    let column = Int(cell.column)
    if !isKnown {
      parsing.builder.note(.missingText, column: column, reference: text(of: open.value))
    }
    if let style = open.missingStyle, cell.kind != .empty || cell.hasFormula {
      parsing.builder.note(.missingStyle, column: column, reference: style)
    }
    parsing.builder.add(cell)
    if parsing.builder.isOverfull { fail(.malformedPart, "a row of far more cells than columns") }
  }

  /// Gives a cell its value and formula. False if its shared string does not exist.
  private func fill(_ cell: inout RawCell) -> Bool {
    scratch.withUnsafeBufferPointer { scratch in
      func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: scratch[range])
      }
      if open.hasFormula {
        parsing.builder.setFormula(of: &cell, bytes(open.formula), sharedIndex: open.sharedIndex)
      }
      return parsing.builder.row.setValue(
        of: &cell, type: open.type, value: bytes(open.value), inline: bytes(open.text))
    }
  }

  /// Tells of a cell that stands nowhere, if there is something in it.
  private mutating func tellPlaceless() {
    guard !open.value.isEmpty || !open.text.isEmpty || open.hasFormula else { return }
    guard !parsing.builder.problems.isFull(.placelessCell) else {
      return parsing.builder.problems.add(ReadingProblem(.placelessCell))
    }
    // The row's buffer lends its readers of values.
    var cell = RawCell(column: 0, style: 0)
    open.hasFormula = false
    let isKnown = fill(&cell)
    var value = isKnown ? parsing.builder.row.value(of: cell).problemText : text(of: open.value)
    if value.isEmpty, !open.formula.isEmpty { value = "=" + text(of: open.formula) }
    let row = elementRow.map { "\($0 + 1)" } ?? placelessRow
    let reference = open.reference.flatMap { $0.isEmpty ? nil : $0 } ?? "row \(row)"
    parsing.builder.problems.add(
      ReadingProblem(.placelessCell, reference: reference, value: value, part: part))
  }

  private func text(of range: Range<Int>) -> String { String(decoding: scratch[range], as: UTF8.self) }

  private func fail(_ code: XLSXError.Code, _ detail: String) {
    if parsing.failure == nil { parsing.failure = XLSXError(code, part: part, detail: detail) }
  }
}

/// The cell whose element is open. Each begins as a new one, that knows of no other.
private struct OpenCell {
  /// `nil` for a cell that stands nowhere.
  var cell: RawCell?
  /// What is written where the place of a cell that stands nowhere should be.
  var reference: String?
  /// The index of a look that does not exist, as it is written.
  var missingStyle: String?
  var type = CellType.number
  var hasFormula = false
  var sharedIndex: Int?
  var phoneticDepth = 0
  /// Texts, as ranges of the handler's scratch.
  var value = 0..<0
  var formula = 0..<0
  var text = 0..<0
}
