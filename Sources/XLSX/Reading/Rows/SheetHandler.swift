import SpreadsheetModel
import XMLStreaming

/// What the XML parser and the reader of a sheet have in common while a sheet is read.
final class SheetParsing {
  /// Whether the parser stands directly inside an unprefixed `<sheetData>`, where rows may be scanned.
  var isAtRows = false
  /// Whether the next row's start has been scanned already.
  var isResumingRow = false
  var builder: RowBuilder
  /// Rows the parser has finished and the reader has not yet taken.
  var finished: [RowBuffer] = []
  /// What stands around the rows.
  var features = SheetFeatures()
  /// The first thing that cannot be read.
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
  private var isInPhoneticRun = false
  private var cell = RawCell(column: 0, style: 0)
  private var type = CellType.number
  /// The row that the `row` element stands for, `nil` for none: a row numbered 0 has only those of its
  /// cells that tell a place of their own, as openpyxl and LibreOffice have it.
  private var elementRow: Int?
  private var isElementHidden = false
  /// Whether the row's cells, and not those of another row told by a cell, are being gathered.
  private var isGathering = false
  private var value: [UInt8] = []
  private var formula: [UInt8] = []
  private var hasFormula = false
  /// Whether the cell stands anywhere.
  private var isPlaced = false
  private var sharedIndex: Int?
  private var text: [UInt8] = []

  init(part: String, parsing: SheetParsing) {
    self.part = part
    self.parsing = parsing
  }

  var isFinished: Bool { parsing.failure != nil }

  mutating func startElement(_ element: borrowing XMLElement<SheetName>) {
    switch place {
    case .outside:
      if element.name == .sheetData {
        place = .rows
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
      case .value: place = .value
      case .formula: startFormula(element)
      case .inlineString: place = .inlineString
      default: break
      }
    case .inlineString:
      if element.name == .t { place = .text }
      if element.name == .phoneticRun { isInPhoneticRun = true }
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
    case (.inlineString, .phoneticRun): isInPhoneticRun = false
    default: break
    }
  }

  mutating func text(_ bytes: Span<UInt8>) {
    if value.count + formula.count + text.count > parsing.textLimit {
      return fail(.limitExceeded, "a cell of more than \(parsing.textLimit) bytes")
    }
    switch place {
    case .value: bytes.withUnsafeBufferPointer { value.append(contentsOf: $0) }
    case .formula: bytes.withUnsafeBufferPointer { formula.append(contentsOf: $0) }
    case .text:
      if !isInPhoneticRun { bytes.withUnsafeBufferPointer { text.append(contentsOf: $0) } }
    case .outside, .rows, .row, .cell, .inlineString: break
    }
  }

  private mutating func startRow(_ element: borrowing XMLElement<SheetName>) {
    place = .row
    isGathering = true
    if parsing.isResumingRow {
      parsing.isResumingRow = false
      elementRow = parsing.builder.row.index
      isElementHidden = parsing.builder.row.isHidden
      return
    }
    let number = element.integer(.r)
    isElementHidden = element.boolean(.hidden) ?? false
    if number == 0 {
      elementRow = nil
      isGathering = false
      parsing.builder.nextRow = 0
      parsing.builder.nextColumn = 0
      return
    }
    guard parsing.builder.begin(number: number, isHidden: isElementHidden) else {
      return fail(.outsideGrid, "a row past \(CellReference.rowLimit)")
    }
    elementRow = parsing.builder.row.index
  }

  private mutating func finishRow() {
    guard isGathering else { return }
    parsing.builder.finish()
    parsing.finished.append(parsing.builder.row)
  }

  /// Gathers the cells of a row from here on, whatever the `row` element says.
  private mutating func gather(row: Int) {
    guard !isGathering || row != parsing.builder.row.index else { return }
    if !parsing.builder.row.cells.isEmpty { finishRow() }
    parsing.builder.enter(row: row, isHidden: row == elementRow && isElementHidden)
    isGathering = true
  }

  private mutating func startCell(_ element: borrowing XMLElement<SheetName>) {
    let address = element.withBytes(.r) { span in
      span.withUnsafeBufferPointer { CellAddressBytes.parse($0) }
    }.flatMap(\.self)
    value.removeAll(keepingCapacity: true)
    formula.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
    hasFormula = false
    sharedIndex = nil
    isInPhoneticRun = false
    isPlaced = false
    place = .cell
    // What a cell says of its own place counts more than the row around it.
    guard let row = address?.row ?? elementRow else { return }
    guard row < CellReference.rowLimit else { return failOutside() }
    gather(row: row)
    guard let column = parsing.builder.place(address?.column) else { return failOutside() }
    isPlaced = true
    type = .number
    if let written = element.withBytes(.t, { span in span.withUnsafeBufferPointer { CellType($0) } }) {
      // A type the standard does not have is read as a number, or kept as text where it is none.
      type = written ?? .number
    }
    cell = RawCell(column: column, style: Self.index(.style, of: element) ?? 0)
  }

  private mutating func failOutside() {
    fail(.outsideGrid, "a cell past column XFD or row \(CellReference.rowLimit)")
  }

  private mutating func startFormula(_ element: borrowing XMLElement<SheetName>) {
    hasFormula = true
    if element.string(.t) == "shared" { sharedIndex = Self.index(.sharedIndex, of: element) }
    place = .formula
  }

  /// An index as the scanner reads it.
  private static func index(_ attribute: SheetName, of element: borrowing XMLElement<SheetName>) -> Int? {
    element.withBytes(attribute) { span in span.withUnsafeBufferPointer { RowBuffer.index($0) } } ?? nil
  }

  private mutating func finishCell() {
    place = .row
    guard isPlaced else { return }
    if hasFormula {
      formula.withUnsafeBufferPointer {
        parsing.builder.setFormula(of: &cell, $0, sharedIndex: sharedIndex)
      }
    }
    let isKnown = value.withUnsafeBufferPointer { value in
      text.withUnsafeBufferPointer { text in
        parsing.builder.row.setValue(of: &cell, type: type, value: value, inline: text)
      }
    }
    guard isKnown else {
      return fail(
        .malformedPart, "its shared string does not exist",
        cell: CellReference(row: parsing.builder.row.index, column: Int(cell.column)))
    }
    parsing.builder.add(cell)
    if parsing.builder.isOverfull { fail(.malformedPart, "a row of more cells than columns") }
  }

  private func fail(_ code: XLSXError.Code, _ detail: String, cell: CellReference? = nil) {
    if parsing.failure == nil {
      parsing.failure = XLSXError(code, part: part, cell: cell, detail: detail)
    }
  }
}
