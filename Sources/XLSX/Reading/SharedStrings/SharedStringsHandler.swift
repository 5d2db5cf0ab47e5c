import XMLStreaming

enum SharedStringsName: String, XMLVocabulary {
  case item = "si"
  case text = "t"
  case phoneticRun = "rPh"
}

/// Gathers shared strings from the events of their part.
struct SharedStringsHandler: XMLHandler {
  typealias Name = SharedStringsName
  var builder = SharedStringsBuilder()
  private var isInText = false
  private var isInPhoneticRun = false

  init(builder: SharedStringsBuilder = SharedStringsBuilder()) {
    self.builder = builder
  }

  mutating func startElement(_ element: borrowing XMLElement<SharedStringsName>) {
    switch element.name {
    case .text: isInText = true
    case .phoneticRun: isInPhoneticRun = true
    case .item, nil: break
    }
  }

  mutating func endElement(_ name: SharedStringsName?) {
    switch name {
    case .text: isInText = false
    case .phoneticRun: isInPhoneticRun = false
    case .item: builder.finishText()
    case nil: break
    }
  }

  mutating func text(_ bytes: Span<UInt8>) {
    if isInText, !isInPhoneticRun { builder.append(bytes) }
  }
}
