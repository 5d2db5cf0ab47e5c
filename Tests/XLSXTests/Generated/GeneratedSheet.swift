import SpreadsheetModel
import TestSupport

/// A worksheet part made by lot from every shape of cell, and what it holds: readers, editors and whoever else
/// takes a sheet apart are held against the truth that wrote it.
///
/// The same seed gives the same sheet.
struct GeneratedSheet {
  /// One cell with content.
  struct TrueCell: Equatable {
    var reference: CellReference
    var value: TrueValue
    var formula: String?
    var style = 0
  }

  /// What a cell holds.
  enum TrueValue: Equatable {
    case empty, boolean(Bool), text(String), error(String)
    /// The number, and the digits of a whole number that no double holds.
    case number(Double, digits: String?)
  }

  /// The part's bytes, in whatever encoding.
  private(set) var bytes: [UInt8] = []
  /// The part's text.
  private(set) var markup = ""
  /// What the cells hold, in the order of the sheet.
  private(set) var cells: [TrueCell] = []
  /// Zero-based rows that are hidden.
  private(set) var hiddenRows: Set<Int> = []

  private var generator: SeededGenerator
  private let strings: GeneratedStrings
  /// Whether scanners read it: no CDATA, comments or prefixes.
  private let isPlain: Bool
  private let prefix: String

  init(seed: UInt64, strings: GeneratedStrings) {
    generator = SeededGenerator(seed: seed)
    self.strings = strings
    isPlain = seed % 3 != 0
    prefix = seed % 30 == 7 ? "x:" : ""
    var rows = ""
    var row = 0
    for _ in 0..<Int.random(in: 1...6, using: &generator) { rows += makeRow(&row) }
    // One sheet in forty drifts against the window of the readers, whose end then cuts it anywhere.
    let drift = seed % 40 == 1 ? String(repeating: " ", count: (1 << 18) - 400 - Int(seed / 40 % 800)) : ""
    let name = prefix.isEmpty ? "xmlns" : "xmlns:x"
    markup = """
      <\(prefix)worksheet \(name)="\(OddWorkbook.main)"><\(prefix)sheetData>\(drift)\(prefixed(rows))\
      </\(prefix)sheetData></\(prefix)worksheet>
      """
    encode(seed)
  }

  private mutating func encode(_ seed: UInt64) {
    switch seed % 20 {
    case 3: bytes = [0xEF, 0xBB, 0xBF] + Array(markup.utf8)
    case 6:
      let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + markup
      bytes = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case 12:
      let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + markup
      bytes = [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    default:
      bytes = Array(("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n" + markup).utf8)
    }
  }

  /// The elements of plain markup under the sheet's prefix; texts hold no `<` but in CDATA and comments, which
  /// prefixed sheets go without.
  private func prefixed(_ markup: String) -> String {
    guard !prefix.isEmpty else { return markup }
    return markup.replacing("</", with: "\u{1}").replacing("<", with: "<\(prefix)")
      .replacing("\u{1}", with: "</\(prefix)")
  }

  // MARK: Rows

  private mutating func makeRow(_ next: inout Int) -> String {
    var attributes: [String] = []
    let isNumbered = chance(2, of: 3)
    if isNumbered {
      next += Int.random(in: 0...3, using: &generator)
      attributes.append("r=\(quoted("\(next + 1)"))")
    }
    let row = next
    next += 1
    if chance(1, of: 3) { attributes.append("spans=\(quoted("1:9"))") }
    if chance(1, of: 6) {
      attributes.append("hidden=\(quoted(pick(["1", "true"])))")
      hiddenRows.insert(row)
    } else if chance(1, of: 6) {
      attributes.append("hidden=\(quoted("0"))")
    }
    let tag = "row" + joined(attributes)
    if chance(1, of: 8) { return blank() + pick(["<\(tag)/>", "<\(tag)></row>"]) }
    var markup = blank() + "<\(tag)>"
    var column = 0
    for _ in 0..<Int.random(in: 0...6, using: &generator) { markup += blank() + makeCell(row, &column) }
    return markup + blank() + "</row" + pick(["", "", " "]) + ">"
  }

  private mutating func makeCell(_ row: Int, _ next: inout Int) -> String {
    var attributes: [String] = []
    if chance(3, of: 4) {
      next += pick([0, 0, 0, 1, 2, 25])
      let plain = CellReference(row: row, column: next).description
      let letters = plain.prefix { $0.isLetter }
      attributes.append(
        "r=\(quoted(chance(1, of: 12) ? pick([plain.lowercased(), "$\(letters)$\(row + 1)", "\(letters)$\(row + 1)"]) : plain))"
      )
    }
    let shape = makeShape()
    var style = 0
    if chance(1, of: 3) {
      style = Int.random(in: 0...2, using: &generator)
      attributes.append("s=\(quoted("\(style)"))")
    }
    if let type = shape.type { attributes.append("t=\(quoted(type))") }
    if chance(1, of: 10) { attributes.append(pick(["cm='1'", "ph=\"1\""])) }
    attributes.shuffle(using: &generator)
    if shape.value != .empty || shape.formula != nil {
      cells.append(
        TrueCell(
          reference: CellReference(row: row, column: next), value: shape.value, formula: shape.formula,
          style: style))
    }
    next += 1
    let tag = "c" + joined(attributes)
    if shape.inner.isEmpty, chance(2, of: 3) { return "<\(tag)/>" }
    return "<\(tag)>\(shape.inner)</c\(pick(["", "", "\n"]))>"
  }

  // MARK: Cells

  /// What stands in a cell, and what it reads as.
  private struct Shape {
    var type: String?
    var inner = ""
    var value = TrueValue.empty
    var formula: String?
  }

  private mutating func makeShape() -> Shape {
    switch Int.random(in: 0..<14, using: &generator) {
    case 0..<3: return makeNumber()
    case 3..<5: return makeSharedText()
    case 5..<7: return makeInlineText()
    case 7: return makeFormula()
    case 8: return makeStoredText()
    case 9:
      let (text, truth) = pick([("1", true), ("0", false), ("true", true), ("false", false), (" 1 ", true)])
      return Shape(type: "b", inner: value(text), value: .boolean(truth))
    case 10:
      let text = pick(["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"])
      return Shape(type: "e", inner: value(text), value: .error(text))
    case 11:
      let (text, serial) = pick([
        ("2024-02-29", 45351.0), ("2024-02-29T12:00:00Z", 45351.5), ("18:00", 0.75), ("1900-01-01", 1),
        ("2024-05-01T06:00:00+08:00", 45413.25),
      ])
      return Shape(type: "d", inner: value(text), value: .number(serial, digits: nil))
    default: return makeNothing()
    }
  }

  private mutating func makeNothing() -> Shape {
    let (type, inner): (String?, String) = pick([
      (nil, ""), ("s", ""), ("n", ""), ("inlineStr", ""), ("b", ""), (nil, "<v/>"), (nil, "<v></v>"),
      ("s", "<v/>"),
      ("inlineStr", "<is/>"), ("inlineStr", "<is></is>"), ("inlineStr", "<is><t/></is>"),
      ("inlineStr", "<is><t></t></is>"), (nil, "<is><r><t></t></r></is>"), (nil, "<v> \n</v>"), ("e", ""),
      ("d", "<v/>"),
    ])
    return Shape(type: type, inner: inner)
  }

  private mutating func makeNumber() -> Shape {
    let text: String
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: text = "\(Int.random(in: -999...999, using: &generator))"
    case 1: text = "\(Double.random(in: -1e6...1e6, using: &generator))"
    case 2:
      text =
        "\(Double(bitPattern: .random(in: 0x3000_0000_0000_0000...0x5000_0000_0000_0000, using: &generator)))"
    case 3: text = "\(Int.random(in: 100_000_000_000_000...999_999_999_999_999_999, using: &generator))"
    case 4:
      text = "\(Int.random(in: 1...99, using: &generator))\(pick(["E+2", "e-7", "E10", "E-20", ".5E3"]))"
    default: text = pick(["0", "-0", ".5", "5.", "-.25", "00012", "+5", "1E-400", "0.1", "45000.5"])
    }
    let written = chance(1, of: 8) ? pick([" ", "\n"]) + text + pick([" ", ""]) : text
    let split =
      !isPlain && chance(1, of: 6) ? written.prefix(1) + "<!-- 1 -->" + written.dropFirst() : written[...]
    let inner = "<v\(pick(["", "", " ", " xml:space=\"preserve\""]))>\(split)</v>"
    return Shape(
      type: chance(1, of: 4) ? "n" : nil, inner: inner,
      value: .number(Double(text) ?? .nan, digits: Self.digits(of: text)))
  }

  /// The digits of a whole number that reads back from no double.
  private static func digits(of text: String) -> String? {
    guard text.count > 15, text.allSatisfy(\.isNumber), let number = Double(text) else { return nil }
    return Int128(number).description == text ? nil : text
  }

  private mutating func makeSharedText() -> Shape {
    let index = Int.random(in: strings.texts.indices, using: &generator)
    let text = chance(1, of: 8) ? " \(index)\n" : "\(index)"
    return Shape(type: "s", inner: value(text), value: .text(strings.texts[index]))
  }

  private mutating func makeInlineText() -> Shape {
    let item = GeneratedItem(&generator, isPlain: isPlain)
    // Text counts in a cell of no type, too.
    return Shape(
      type: chance(1, of: 8) ? nil : "inlineStr", inner: "<is>\(item.markup)</is>",
      value: item.text.isEmpty ? .empty : .text(item.text))
  }

  private mutating func makeStoredText() -> Shape {
    let text = GeneratedText(&generator, isPlain: isPlain, pieces: 0...4)
    return Shape(type: "str", inner: value(text.markup), value: .text(text.text))
  }

  private mutating func makeFormula() -> Shape {
    let text = GeneratedText(&generator, isPlain: isPlain)
    let attributes = pick(["", " ca=\"1\"", " t='array' ref='A1'", " t=\"normal\""])
    let formula = "<f\(attributes)>\(text.markup)</f>"
    var shape: Shape
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: shape = Shape()
    case 1: shape = makeStoredText()
    default: shape = makeNumber()
    }
    shape.inner = formula + blank() + shape.inner
    shape.formula = text.text
    return shape
  }

  // MARK: Lots

  private func value(_ text: String) -> String { "<v>\(text)</v>" }

  private mutating func blank() -> String {
    if !isPlain, prefix.isEmpty, chance(1, of: 12) { return pick(["<!-- <row> -->", "<?pi <c/>?>"]) }
    return pick(["", "", "", " ", "\n", "\r\n\t"])
  }

  private mutating func joined(_ attributes: [String]) -> String {
    attributes.map { pick([" ", " ", "  ", "\n"]) + $0 }.joined() + pick(["", "", " "])
  }

  private mutating func quoted(_ text: String) -> String {
    pick(["\"\(text)\"", "\"\(text)\"", "'\(text)'"])
  }

  private mutating func chance(_ share: Int, of whole: Int) -> Bool {
    Int.random(in: 0..<whole, using: &generator) < share
  }

  private mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[Int.random(in: choices.indices, using: &generator)]
  }
}

extension GeneratedSheet: CustomStringConvertible {
  /// The cells as `SheetReading` tells them.
  var description: String {
    var text = ""
    var row: Int?
    for cell in cells {
      if cell.reference.row != row, hiddenRows.contains(cell.reference.row) { text += "hidden " }
      row = cell.reference.row
      text += "\(cell.reference)="
      switch cell.value {
      case .empty: text += "-"
      case .number(let number, let digits): text += "n:\(number)" + (digits.map { "~\($0)" } ?? "")
      case .text(let string): text += "s:\(string)"
      case .boolean(let truth): text += "b:\(truth)"
      case .error(let spelling): text += "e:\(spelling)"
      }
      if let formula = cell.formula { text += "=\(formula)" }
      if cell.style != 0 { text += "#\(cell.style)" }
      text += " "
    }
    return text
  }
}
