import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// The stylesheet, appended to and never re-indexed: whatever untouched sheets point at stays where
/// it is (ECMA-376 Part 1, 18.8.39).
struct EditedStyles {
  /// A list of the stylesheet: what it has, and what is to be appended.
  struct List {
    let name: String
    let element: MarkupElement?
    let items: [MarkupElement]
    var added: [String] = []
    var count: Int { items.count + added.count }
  }

  /// Cell formats a workbook can hold ([MS-OI29500] 2.1.727).
  static let formatLimit = 65_430

  let document: MarkupDocument
  let markup: StyleMarkup
  private let children: [MarkupElement]
  var numberFormats: List
  var fonts: List
  var fills: List
  var borders: List
  var formats: List
  var differentials: List
  private var codes: [Int: String] = [:]
  private var resolved: [Overlay: Int] = [:]

  private struct Overlay: Hashable {
    var base: Int
    var style: CellStyle
  }

  init(part: String, bytes: [UInt8]) throws(EditError) {
    let document = try MarkupDocument(part: part, bytes: bytes)
    let children = try document.children(of: document.root)
    func list(_ name: StaticString, _ item: StaticString) throws(EditError) -> List {
      let element = children.first { document.is($0, name) }
      let items =
        if let element { try document.children(of: element, item) } else { [MarkupElement]() }
      return List(name: "\(name)", element: element, items: items)
    }
    self.document = document
    self.children = children
    markup = StyleMarkup(document: document)
    numberFormats = try list("numFmts", "numFmt")
    fonts = try list("fonts", "font")
    fills = try list("fills", "fill")
    borders = try list("borders", "border")
    formats = try list("cellXfs", "xf")
    differentials = try list("dxfs", "dxf")
    for item in numberFormats.items {
      if let id = document.number("numFmtId", of: item), let code = document.value("formatCode", of: item) {
        codes[id] = code
      }
    }
  }

  /// Whether anything was appended.
  var isChanged: Bool {
    [numberFormats, fonts, fills, borders, formats, differentials].contains { !$0.added.isEmpty }
  }

  /// The number format code of a cell format.
  func numberFormat(of format: Int) throws(EditError) -> NumberFormat {
    let item = try item(at: format, of: formats)
    let id = item.document.number("numFmtId", of: item.element) ?? 0
    return NumberFormat(code: codes[id] ?? BuiltInNumberFormats.code(id) ?? "General")
  }

  /// The cell format that looks like another one with some properties laid over.
  mutating func format(overlaying style: CellStyle, on base: Int) throws(EditError) -> Int {
    let key = Overlay(base: base, style: style)
    if let known = resolved[key] { return known }
    let (document, element) = try item(at: base, of: formats)
    var patch = PartPatch()
    func point(_ attribute: String, at id: Int, applied: String) {
      document.set(attribute, to: String(id), of: element, in: &patch)
      document.set(applied, to: "1", of: element, in: &patch)
    }
    if let format = style.numberFormat {
      point("numFmtId", at: numberFormatID(format.code), applied: "applyNumberFormat")
    }
    if let font = style.font {
      point("fontId", at: append(markup.written { $0.font(font) }, to: \.fonts), applied: "applyFont")
    }
    if let fill = style.fill {
      point("fillId", at: append(markup.written { $0.fill(fill) }, to: \.fills), applied: "applyFill")
    }
    if let border = style.border {
      point(
        "borderId", at: append(markup.written { $0.border(border) }, to: \.borders), applied: "applyBorder")
    }
    let inside = try document.children(of: element)
    var appended = ""
    if let alignment = style.alignment {
      document.set("applyAlignment", to: "1", of: element, in: &patch)
      let text = markup.written { $0.alignment(alignment) }
      if let old = inside.first(where: { document.is($0, "alignment") }) {
        for (name, value) in try markup.attributes(of: alignment) {
          document.set(name, to: value, of: old, in: &patch)
        }
        // Wrapped text is never shrunk (ECMA-376 Part 1, 18.8.1): the newer wish holds.
        if alignment.shrinksToFit, !alignment.wrapsText {
          document.set("wrapText", to: nil, of: old, in: &patch)
        }
      } else if let first = inside.first {
        patch.insert(text, at: first.range.lowerBound)
      } else {
        appended += text
      }
    }
    if style.isLocked != nil || style.isFormulaHidden != nil {
      document.set("applyProtection", to: "1", of: element, in: &patch)
      if let old = inside.first(where: { document.is($0, "protection") }) {
        for (name, flag) in [("locked", style.isLocked), ("hidden", style.isFormulaHidden)] {
          if let flag { document.set(name, to: flag ? "1" : "0", of: old, in: &patch) }
        }
      } else {
        appended += markup.written {
          $0.protection(isLocked: style.isLocked, isFormulaHidden: style.isFormulaHidden)
        }
      }
    }
    if !appended.isEmpty { document.append(appended, to: element, in: &patch) }
    let text = String(decoding: try document.patched(patch), as: UTF8.self)
    let isSame = base < formats.count && document.raw(element.range).elementsEqual(text.utf8)
    let index = isSame ? base : try appendFormat(text)
    resolved[key] = index
    return index
  }

  /// The differential format of a look, for a conditional format.
  mutating func differential(_ style: CellStyle) -> Int {
    let id = style.numberFormat.map { numberFormatID($0.code, isListed: false) }
    return append(
      markup.written { $0.differential(style, numberFormatID: id) }, to: \.differentials)
  }

  /// The id of a number format code, appended if neither built in nor there.
  mutating func numberFormatID(_ code: String, isListed: Bool = true) -> Int {
    if let id = BuiltInNumberFormats.portableID(of: code) { return id }
    if let id = codes.filter({ $0.value == code }).keys.min() { return id }
    let id = max(codes.keys.max() ?? 0, 163) + 1
    guard isListed else { return id }
    codes[id] = code
    numberFormats.added.append(
      markup.written { $0.element("numFmt", ["numFmtId": .integer(id), "formatCode": .xString(code)]) })
    return id
  }

  /// The index of an item in a list, appended unless one of the same bytes is there.
  mutating func append(_ text: String, to list: WritableKeyPath<EditedStyles, List>) -> Int {
    let items = self[keyPath: list].items
    if let index = items.firstIndex(where: { document.raw($0.range).elementsEqual(text.utf8) }) {
      return index
    }
    let added = self[keyPath: list].added
    if let index = added.firstIndex(of: text) { return items.count + index }
    self[keyPath: list].added.append(text)
    return items.count + added.count
  }

  /// An item of a list and the document it stands in: the stylesheet, or one of its own if it was appended.
  func item(
    at index: Int, of list: List
  ) throws(EditError) -> (document: MarkupDocument, element: MarkupElement) {
    let text: String
    if list.items.indices.contains(index) {
      text = String(decoding: document.raw(list.items[index].range), as: UTF8.self)
    } else if list.added.indices.contains(index - list.items.count) {
      text = list.added[index - list.items.count]
    } else if index != 0, list.count > 0 {
      return try item(at: 0, of: list)
    } else {
      text = "<\(markup.prefix)xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    }
    let own = try MarkupDocument(part: document.part, bytes: Array(text.utf8))
    return (own, own.root)
  }

  /// The index of a cell format, appended unless one of the same bytes is there.
  mutating func appendFormat(_ text: String) throws(EditError) -> Int {
    if formats.count == 0 {
      // Index 0 is what cells without a style have.
      formats.added.append(
        "<\(markup.prefix)xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>")
    }
    let index = append(text, to: \.formats)
    guard formats.count <= Self.formatLimit else {
      throw EditError(.tooManyStyles, part: document.part, detail: String(formats.count))
    }
    return index
  }

  /// What to splice into the part.
  func patch() -> PartPatch {
    var patch = PartPatch()
    for list in [numberFormats, fonts, fills, borders, formats, differentials] where !list.added.isEmpty {
      let text = list.added.joined()
      if let element = list.element {
        if document.attribute("count", of: element) != nil {
          document.set("count", to: String(list.count), of: element, in: &patch)
        }
        if let last = list.items.last {
          patch.insert(text, at: last.range.upperBound)
        } else {
          document.append(text, to: element, in: &patch)
        }
      } else {
        let name = markup.prefix + list.name
        patch.insert(
          "<\(name) count=\"\(list.count)\">\(text)</\(name)>",
          at: ElementOrder.styleSheet.offset(of: list.name, among: children, in: document))
      }
    }
    return patch
  }
}
