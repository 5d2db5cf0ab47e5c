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
  private var isInText = false
  private var isInPhoneticRun = false

  init(parsing: SharedStringsParsing) {
    self.parsing = parsing
  }

  mutating func startElement(_ element: borrowing XMLElement<SharedStringsName>) {
    switch element.name {
    case .table: parsing.isAtItems = !element.isPrefixed && element.depth == 0
    case .text: isInText = true
    case .phoneticRun: isInPhoneticRun = true
    case .item, nil: break
    }
  }

  mutating func endElement(_ name: SharedStringsName?) {
    switch name {
    case .table: parsing.isAtItems = false
    case .text: isInText = false
    case .phoneticRun: isInPhoneticRun = false
    case .item: parsing.builder.finishText()
    case nil: break
    }
  }

  mutating func text(_ bytes: Span<UInt8>) {
    if isInText, !isInPhoneticRun { parsing.builder.append(bytes) }
  }
}
