import SpreadsheetModel
import XMLStreaming

/// One `<c>` of a row, taken apart as far as an edit needs it.
struct CellMarkup {
  /// Zero-based column.
  var column: Int
  /// Whether the cell says where it is (`r`).
  var isNumbered: Bool
  var element: MarkupElement
  var attributes: [MarkupAttribute]
  /// The elements inside.
  var formula: MarkupElement?
  var value: MarkupElement?
  var inline: MarkupElement?
  /// What else is inside (`extLst`), kept as it is.
  var others: [MarkupElement]

  init(_ element: MarkupElement, column: Int, isNumbered: Bool, in document: MarkupDocument) throws(EditError)
  {
    self.element = element
    self.column = column
    self.isNumbered = isNumbered
    attributes = document.attributes(of: element)
    others = []
    for child in try document.children(of: element) {
      if document.is(child, "f") {
        formula = child
      } else if document.is(child, "v") {
        value = child
      } else if document.is(child, "is") {
        inline = child
      } else {
        others.append(child)
      }
    }
  }

  /// The cells of a row, columns implied where they are not written.
  static func cells(
    of row: SheetIndex.RowSpan, in document: MarkupDocument
  ) throws(EditError) -> [CellMarkup] {
    guard !row.isEmptyTag else { return [] }
    let inside = row.startTag.upperBound..<Self.contentEnd(of: row, in: document.bytes)
    var cells: [CellMarkup] = []
    var next = 0
    for element in try document.elements(in: inside) where document.is(element, "c") {
      var column = next
      var isNumbered = false
      if let written = document.value("r", of: element) {
        guard let reference = CellReference(markup: written) else {
          // It stands nowhere, nor do those that follow it without a place of their own.
          next = CellReference.columnLimit
          continue
        }
        guard reference.row == Int(row.row) else {
          throw EditError(
            .malformedPart, part: document.part, offset: element.startTag.lowerBound,
            detail: "cell '\(written)' in row \(row.row + 1)")
        }
        column = reference.column
        isNumbered = true
      }
      guard column < CellReference.columnLimit else { continue }
      cells.append(
        try CellMarkup(element, column: column, isNumbered: isNumbered, in: document))
      next = column + 1
    }
    return cells
  }

  /// Where the content of a row ends: at its end tag.
  static func contentEnd(of row: SheetIndex.RowSpan, in bytes: [UInt8]) -> Int {
    guard !row.isEmptyTag else { return row.range.upperBound }
    return bytes[row.startTag.upperBound..<row.range.upperBound].lastIndex(of: .lessThan)
      ?? row.range.upperBound
  }

  /// Index into the workbook's cell formats (`s`), if written.
  func style(in document: MarkupDocument) -> Int? {
    attributes.first { document.bytes.equals($0.name, "s") }
      .flatMap { document.bytes.wholeNumber(in: $0.value) }
  }

  /// The cell's type (`t`), `n` if not written.
  func type(in document: MarkupDocument) -> String {
    attributes.first { document.bytes.equals($0.name, "t") }
      .map { MarkupText.string(document.bytes[$0.value]) } ?? "n"
  }

  /// Whether the value is an index into the shared strings.
  func sharedStringIndex(in document: MarkupDocument) -> Int? {
    guard let value, type(in: document) == "s" else { return nil }
    return document.bytes.wholeNumber(in: value.content)
  }

  /// The stored value; `strings` gives the text of a shared string.
  func storedValue(
    in document: MarkupDocument, strings: (Int) throws(EditError) -> String?
  ) throws(EditError) -> CellValue {
    let type = type(in: document)
    if type == "inlineStr" {
      guard let inline else { return .empty }
      return .text(try EditedStrings.text(of: inline, in: document))
    }
    guard let value else { return .empty }
    let text = try document.text(of: value)
    switch type {
    case "s":
      guard let index = Int(markup: text.trimmingMarkupSpace) else { return .empty }
      return try strings(index).map { .text($0) } ?? .empty
    case "str", "d": return .text(EscapedCharacters.decoded(text))
    case "b": return .boolean(["1", "true"].contains(text.trimmingMarkupSpace))
    case "e": return .error(CellError(spelling: text.trimmingMarkupSpace))
    default:
      guard let number = Double(text.trimmingMarkupSpace) else {
        return text.trimmingMarkupSpace.isEmpty ? .empty : .text(text)
      }
      return .number(number)
    }
  }
}

extension String {
  /// Without XML white space at the ends.
  var trimmingMarkupSpace: String {
    let bytes = Array(utf8)
    guard let first = bytes.firstIndex(where: { !$0.isMarkupSpace }),
      let last = bytes.lastIndex(where: { !$0.isMarkupSpace })
    else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }
}
