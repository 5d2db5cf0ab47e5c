import CLibXML2

/// Reads one XML document from pieces of bytes, in one pass, and tells a handler what it meets.
///
/// A safe face for libxml2's SAX2 push parser: no network, no external or internal entities, no
/// document type, limits on depth and attributes (`XMLLimits`), and none of the options that lift libxml2's own limits (10 MB for
/// one name, attribute or comment). UTF-8, UTF-16 and what else an XML declaration may name are read.
///
/// ```swift
/// let parser = try XMLPushParser(part: "xl/workbook.xml", handler: WorkbookHandler())
/// try parser.feed(bytes.span)
/// let handler = try parser.finish()
/// ```
public final class XMLPushParser<Handler: XMLHandler> {
  /// The handler, with what it has gathered so far.
  @inlinable public var handler: Handler {
    get { receiver.handler }
    set { receiver.handler = newValue }
  }

  @usableFromInline let receiver: XMLReceiver<Handler>
  @usableFromInline let context: xmlParserCtxtPtr
  @usableFromInline var attributes: AttributeCounter
  @usableFromInline let limits: XMLLimits

  /// Sets up a parser. `part` names the document in errors; `namespaces` are those whose names the
  /// vocabulary means (none: any namespace will do; the empty string stands for no namespace). With
  /// namespaces given, the alternatives of `mc:AlternateContent` that are not for them stay unseen.
  @inlinable
  public init(
    part: String, handler: Handler, namespaces: [String] = [], limits: XMLLimits = .standard
  ) throws(XMLError) {
    receiver = XMLReceiver(part: part, handler: handler, limits: limits)
    attributes = AttributeCounter(limit: limits.attributes)
    self.limits = limits
    var callbacks = saxCallbacks()
    let userData = Unmanaged.passUnretained(receiver as XMLReceiving).toOpaque()
    taizhang_xml_silence()
    guard let context = xmlCreatePushParserCtxt(&callbacks, userData, nil, 0, nil) else {
      throw XMLError(code: .noMemory, part: part)
    }
    self.context = context
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    xmlCtxtUseOptions(context, Int32(bitPattern: options))
    guard let dictionary = context.pointee.dict,
      let names = XMLNameTable<Handler.Name>(dictionary: dictionary, namespaces: namespaces)
    else { throw XMLError(code: .noMemory, part: part) }
    receiver.names = names
    if !namespaces.isEmpty { receiver.alternates = AlternateContent(dictionary: dictionary) }
    receiver.context = context
  }

  @inlinable
  deinit {
    xmlFreeParserCtxt(context)
  }

  /// Whether the handler has stopped the parser; further bytes are ignored.
  @inlinable
  public var isFinished: Bool { receiver.isStopped }

  /// Whether every prefix met so far was declared.
  @inlinable
  public var declaresItsPrefixes: Bool { context.pointee.nsWellFormed != 0 }

  /// Gives the parser the next bytes of the document.
  @inlinable
  public func feed(_ bytes: Span<UInt8>) throws(XMLError) {
    var start = 0
    // libxml2 counts in Int32, and large pieces only grow its buffers.
    let piece = 1 << 20
    while start < bytes.count, !receiver.isStopped {
      let end = min(start + piece, bytes.count)
      let isWithinLimit = bytes.extracting(start..<end).withUnsafeBufferPointer { attributes.add($0) }
      guard isWithinLimit else {
        throw XMLError(
          code: .tooManyAttributes, part: receiver.part, line: receiver.line, column: receiver.column,
          detail: "an element with more than \(limits.attributes) attributes")
      }
      bytes.extracting(start..<end).withUnsafeBufferPointer { buffer in
        buffer.withMemoryRebound(to: CChar.self) { characters in
          _ = xmlParseChunk(context, characters.baseAddress, Int32(characters.count), 0)
        }
      }
      try check()
      start = end
    }
  }

  /// Throws what went wrong. Where the decoder gives up, libxml2 only stops.
  @inlinable
  func check() throws(XMLError) {
    try receiver.check()
    guard context.pointee.disableSAX == 0 || receiver.isStopped else {
      throw XMLError(
        code: .malformed, part: receiver.part, line: receiver.line, column: receiver.column,
        detail: "bytes that are no character of the encoding")
    }
  }

  /// Tells the parser that the document has ended, and takes the handler back.
  @inlinable
  @discardableResult
  public func finish() throws(XMLError) -> Handler {
    if !receiver.isStopped {
      _ = xmlParseChunk(context, nil, 0, 1)
      try check()
      guard context.pointee.wellFormed != 0, receiver.sawElement || receiver.isStopped else {
        throw XMLError(
          code: .truncated, part: receiver.part, line: receiver.line, column: receiver.column,
          detail: "document ends early")
      }
    }
    return receiver.handler
  }

  /// Reads a whole document at once.
  @inlinable
  public static func parse(
    _ bytes: Span<UInt8>, part: String, handler: Handler, namespaces: [String] = [],
    limits: XMLLimits = .standard
  ) throws(XMLError) -> Handler {
    let parser = try XMLPushParser(
      part: part, handler: handler, namespaces: namespaces, limits: limits)
    try parser.feed(bytes)
    return try parser.finish()
  }
}
