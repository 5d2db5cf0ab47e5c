import SpreadsheetModel
import XMLStreaming

/// Pieces of a stylesheet (ECMA-376 Part 1, 18.8) as the writer for new files has them, with the prefix of
/// the stylesheet they are for.
struct StyleMarkup {
  let document: MarkupDocument

  /// The stylesheet's namespace prefix with its colon, mostly empty.
  var prefix: String { document.qualified("") }

  /// What the writer writes.
  func written(_ body: (inout XMLWriter) -> Void) -> String {
    var xml = XMLWriter()
    body(&xml)
    return document.adopting(String(decoding: xml.bytes, as: UTF8.self))
  }

  /// The attributes that an alignment names; what it leaves alone is not among them.
  func attributes(of alignment: Alignment) throws(EditError) -> [(name: String, value: String)] {
    let element = try MarkupDocument(
      part: document.part, bytes: Array(written { $0.alignment(alignment) }.utf8))
    return element.attributes(of: element.root).map {
      (String(decoding: element.raw($0.name), as: UTF8.self), MarkupText.string(element.raw($0.value)))
    }
  }
}

/// Values as they are written between a cell's tags.
enum CellText {
  /// The shortest digits that give the number back.
  static func number(_ number: Double) -> String {
    if abs(number) < 1e15, let whole = Int(exactly: number) { return String(whole) }
    return "\(number)"
  }
}
