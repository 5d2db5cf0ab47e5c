import XMLStreaming

enum SharedStringsName: String, XMLVocabulary {
  case table = "sst"
  case item = "si"
  case text = "t"
  case phoneticRun = "rPh"
}

/// What the XML parser and the scanner of shared strings have in common.
final class SharedStringsParsing {
  var builder = SharedStringsBuilder()
  /// Whether the parser stands directly inside an unprefixed `<sst>`, where items may be scanned.
  var isAtItems = false
}

/// Gathers shared strings from the events of their part.
struct SharedStringsHandler: XMLHandler {
  typealias Name = SharedStringsName
  let parsing: SharedStringsParsing
  /// The item that is open, `nil` between items: text is taken inside one only.
  private var item: Item?

  /// Where in an item the parser stands. Each item begins with a new one.
  private struct Item {
    var isInText = false
    var phoneticDepth = 0
  }

  init(parsing: SharedStringsParsing) {
    self.parsing = parsing
  }

  mutating func startElement(_ element: borrowing XMLElement<SharedStringsName>) {
    switch element.name {
    case .table: parsing.isAtItems = !element.isPrefixed && element.depth == 0
    case .item: item = Item()
    case .text: item?.isInText = true
    case .phoneticRun: item?.phoneticDepth += 1
    case nil: break
    }
  }

  mutating func endElement(_ name: SharedStringsName?) {
    switch name {
    case .table: parsing.isAtItems = false
    case .text: item?.isInText = false
    case .phoneticRun: item?.phoneticDepth -= 1
    case .item:
      if item != nil { parsing.builder.finishText() }
      item = nil
    case nil: break
    }
  }

  mutating func text(_ bytes: Span<UInt8>) {
    if let item, item.isInText, item.phoneticDepth == 0 { parsing.builder.append(bytes) }
  }
}
