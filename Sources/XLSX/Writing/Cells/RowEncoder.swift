import SpreadsheetModel
import XMLStreaming

/// Turns rows into the bytes of `sheetData`.
///
/// One encoder serves all sheets of a workbook, as they share the texts. Its inner loop reserves room for
/// a cell once and then stores bytes.
struct RowEncoder: ~Copyable {
  var xml = XMLWriter(capacity: 1 << 17)
  var strings: SharedStringTable
  /// Whether some cell holds a dynamic array formula, so that the workbook needs its metadata part.
  private(set) var hasDynamicArrays = false

  /// The letters of every column, packed: up to three bytes from the lowest up, the length in the highest.
  private let columnNames: [UInt32] = (0..<CellReference.columnLimit).map { column in
    var packed: UInt32 = 0
    let name = Array(CellReference.columnName(column).utf8)
    for (index, byte) in name.enumerated() { packed |= UInt32(byte) << UInt32(index * 8) }
    return packed | UInt32(name.count) << 24
  }

  init(strings: SharedStringTable) { self.strings = strings }

  /// Encodes one row.
  mutating func encode(_ row: borrowing StoredRow, formulas: [CellFormula], richTexts: [[TextRun]]) {
    open(row: row.index, layout: row.layout)
    let digits = RowDigits(row.index + 1)
    for cell in row.cells {
      begin(column: Int(cell.column), digits: digits, style: cell.style)
      switch cell.value {
      case .blank: xml.write("/>")
      case .number(let number): put(number)
      case .text(let text): put(text)
      case .boolean(let truth): xml.write(truth ? " t=\"b\"><v>1</v></c>" : " t=\"b\"><v>0</v></c>")
      case .error(let spelling):
        xml.write(" t=\"e\"><v>")
        xml.write(text: spelling)
        xml.write("</v></c>")
      case .formula(let index): put(formulas[Int(index)])
      case .rich(let index):
        xml.write(" t=\"s\"><v>")
        xml.write(integer: strings.index(of: richTexts[Int(index)]))
        xml.write("</v></c>")
      }
    }
    xml.write("</row>")
  }

  mutating func open(row: Int, layout: RowLayout) {
    xml.write("<row r=\"")
    xml.write(integer: row + 1)
    xml.write(byte: UInt8(ascii: "\""))
    if layout != RowLayout() { attributes(of: layout) }
    xml.write(byte: UInt8(ascii: ">"))
  }

  private mutating func attributes(of layout: RowLayout) {
    if let style = layout.style {
      xml.write(" s=\"")
      xml.write(integer: Int(style.index))
      xml.write("\" customFormat=\"1\"")
    }
    if let height = layout.height {
      xml.write(" ht=\"")
      xml.write(number: height)
      xml.write("\" customHeight=\"1\"")
    }
    if layout.isHidden { xml.write(" hidden=\"1\"") }
    if layout.outlineLevel > 0 {
      xml.write(" outlineLevel=\"")
      xml.write(integer: layout.outlineLevel)
      xml.write(byte: UInt8(ascii: "\""))
    }
    if layout.isCollapsed { xml.write(" collapsed=\"1\"") }
  }

  /// Writes a cell's start tag up to its style; the value's type, `>` and the rest follow.
  mutating func begin(column: Int, digits: RowDigits, style: StyleID) {
    let name = columnNames[column]
    xml.fill(upTo: 48) { target in
      let raw = UnsafeMutableRawPointer(target)
      // `<c r="` and two stray bytes, which the column's letters overwrite.
      raw.storeBytes(of: UInt64(0x0000_223D_7220_633C).littleEndian, as: UInt64.self)
      var length = 6
      raw.storeBytes(of: name.littleEndian, toByteOffset: length, as: UInt32.self)
      length &+= Int(name >> 24)
      raw.storeBytes(of: digits.packed.littleEndian, toByteOffset: length, as: UInt64.self)
      length &+= digits.count
      target[length] = UInt8(ascii: "\"")
      return length &+ 1
    }
    if style.index != 0 {
      xml.write(" s=\"")
      xml.write(integer: Int(style.index))
      xml.write(byte: UInt8(ascii: "\""))
    }
  }

  mutating func put(_ number: Double) {
    xml.write("><v>")
    xml.write(number: number)
    xml.write("</v></c>")
  }

  mutating func put(_ text: String) {
    var text = text
    text.withUTF8 { put(utf8: $0) }
  }

  mutating func put(utf8: UnsafeBufferPointer<UInt8>) {
    if let index = strings.index(of: utf8) {
      xml.write(" t=\"s\"><v>")
      xml.write(integer: index)
      xml.write("</v></c>")
    } else {
      xml.write(" t=\"inlineStr\"><is>")
      xml.textElement(utf8)
      xml.write("</is></c>")
    }
  }

  mutating func put(_ formula: CellFormula) {
    if case .dynamic = formula.reach {
      // The first entry of the cell metadata says that the array is dynamic.
      xml.write(" cm=\"1\"")
      hasDynamicArrays = true
    }
    switch formula.result {
    case .empty, .number: break
    case .text: xml.write(" t=\"str\"")
    case .boolean: xml.write(" t=\"b\"")
    case .error: xml.write(" t=\"e\"")
    }
    xml.write(byte: UInt8(ascii: ">"))
    // One without a text was left out for its result.
    if !formula.text.isEmpty { put(textOf: formula) }
    put(resultOf: formula)
    xml.write("</c>")
  }

  private mutating func put(textOf formula: CellFormula) {
    xml.write("<f")
    switch formula.reach {
    case .cell: break
    case .array(let range), .dynamic(let range):
      xml.write(" t=\"array\" ref=\"")
      xml.write(attribute: range.description)
      xml.write(byte: UInt8(ascii: "\""))
    }
    xml.write(byte: UInt8(ascii: ">"))
    xml.write(cellText: formula.text)
    xml.write("</f>")
  }

  private mutating func put(resultOf formula: CellFormula) {
    switch formula.result {
    case .empty: break
    case .number(let number):
      xml.write("<v>")
      xml.write(number: number)
      xml.write("</v>")
    case .text(let text):
      xml.write("<v>")
      xml.write(cellText: text)
      xml.write("</v>")
    case .boolean(let truth): xml.write(truth ? "<v>1</v>" : "<v>0</v>")
    case .error(let error):
      xml.write("<v>")
      xml.write(text: error.spelling)
      xml.write("</v>")
    }
  }
}

/// The digits of a row number, packed into eight bytes from the lowest up.
struct RowDigits {
  let packed: UInt64
  let count: Int

  /// Takes a number of one to seven digits.
  init(_ number: Int) {
    var packed: UInt64 = 0
    var count = 0
    var rest = number
    while rest > 0, count < 8 {
      packed = packed << 8 | UInt64(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
      count += 1
    }
    self.packed = packed
    self.count = count
  }
}
