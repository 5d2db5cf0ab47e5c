import CLibXML2

/// The side of a parser that libxml2 calls back, its handler's type erased for C's sake.
@usableFromInline
class XMLReceiving {
  @inlinable init() {}

  @usableFromInline func startElement(
    _ localName: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?,
    _ namespace: UnsafePointer<xmlChar>?,
    _ attributes: UnsafeBufferPointer<UnsafePointer<xmlChar>?>,
    _ declared: UnsafeBufferPointer<UnsafePointer<xmlChar>?>
  ) {}
  @usableFromInline func endElement(_ localName: UnsafePointer<xmlChar>, _ namespace: UnsafePointer<xmlChar>?)
  {}
  @usableFromInline func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
  @usableFromInline func documentType() {}
  @usableFromInline func problem(code: Int32, line: Int32, column: Int32, message: String) {}
}

/// Passes libxml2's callbacks on to a handler, and keeps the first thing that went wrong.
@usableFromInline
final class XMLReceiver<Handler: XMLHandler>: XMLReceiving {
  @usableFromInline let part: String
  @usableFromInline var handler: Handler
  @usableFromInline var names: XMLNameTable<Handler.Name>?
  @usableFromInline var context: xmlParserCtxtPtr?
  @usableFromInline var isStopped = false
  @usableFromInline var sawElement = false
  @usableFromInline let limits: XMLLimits
  @usableFromInline var depth = 0
  @usableFromInline var elements = 0
  @usableFromInline var failure: XMLError?
  /// Picks alternatives, for a handler that knows which namespaces it understands.
  @usableFromInline var alternates: AlternateContent?

  @inlinable
  init(part: String, handler: Handler, limits: XMLLimits) {
    self.part = part
    self.handler = handler
    self.limits = limits
    super.init()
  }

  /// Throws what a callback has noted.
  @inlinable
  func check() throws(XMLError) {
    if let failure { throw failure }
  }

  @inlinable
  override func startElement(
    _ localName: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?,
    _ namespace: UnsafePointer<xmlChar>?,
    _ attributes: UnsafeBufferPointer<UnsafePointer<xmlChar>?>,
    _ declared: UnsafeBufferPointer<UnsafePointer<xmlChar>?>
  ) {
    guard let names, !isStopped else { return }
    sawElement = true
    elements += 1
    guard elements <= limits.elements else {
      return fail(.tooManyElements, "more than \(limits.elements) elements")
    }
    guard depth < limits.depth else {
      return fail(.tooDeep, "more than \(limits.depth) elements inside one another")
    }
    let isSeen =
      alternates?.start(
        localName, namespace, depth: depth, declared: declared, attributes: attributes,
        understands: { names.accepts($0) }) ?? true
    guard isSeen else {
      depth += 1
      return
    }
    handler.startElement(
      XMLElement(
        name: names.name(localName, namespace: namespace), depth: depth, localName: localName,
        prefix: prefix, namespaceURI: namespace, attributes: attributes, names: names, context: context))
    depth += 1
    stopIfFinished()
  }

  @inlinable
  override func endElement(
    _ localName: UnsafePointer<xmlChar>, _ namespace: UnsafePointer<xmlChar>?
  ) {
    guard let names, !isStopped else { return }
    depth -= 1
    guard alternates?.end(depth: depth) ?? true else { return }
    handler.endElement(names.name(localName, namespace: namespace))
    stopIfFinished()
  }

  @inlinable
  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard !isStopped, !(alternates?.isHidden ?? false) else { return }
    handler.text(bytes.span)
    stopIfFinished()
  }

  @inlinable
  override func documentType() {
    fail(.documentType, "a document type declaration is not allowed")
  }

  @inlinable
  override func problem(code: Int32, line: Int32, column: Int32, message: String) {
    guard failure == nil, !isStopped else { return }
    let trimmed = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    // libxml2 has one code for what is missing before the root element's end and what follows it.
    let isOver = sawElement && depth == 0
    let early =
      !isOver
      && (code == Int32(XML_ERR_DOCUMENT_END.rawValue)
        || code == Int32(XML_ERR_TAG_NOT_FINISHED.rawValue))
    failure = XMLError(
      code: early ? .truncated : .malformed, part: part, line: Int(line), column: Int(column),
      detail: trimmed)
    stop()
  }

  @inlinable var line: Int { context.map { Int(xmlSAX2GetLineNumber($0)) } ?? 0 }
  @inlinable var column: Int { context.map { Int(xmlSAX2GetColumnNumber($0)) } ?? 0 }

  @inlinable
  func fail(_ code: XMLError.Code, _ detail: String) {
    guard failure == nil else { return }
    failure = XMLError(code: code, part: part, line: line, column: column, detail: detail)
    stop()
  }

  @inlinable
  func stopIfFinished() {
    if handler.isFinished { stop() }
  }

  @inlinable
  func stop() {
    isStopped = true
    if let context { xmlStopParser(context) }
  }
}

/// The functions libxml2 calls; each finds its receiver in the user data.
@usableFromInline
func saxCallbacks() -> xmlSAXHandler {
  var callbacks = xmlSAXHandler()
  callbacks.initialized = UInt32(XML_SAX2_MAGIC)
  callbacks.startElementNs = {
    userData, localName, prefix, namespace, declarationCount, declarations, count, _, attributes in
    guard let userData, let localName else { return }
    let receiver = Unmanaged<XMLReceiving>.fromOpaque(userData).takeUnretainedValue()
    let table = UnsafeBufferPointer(
      start: attributes.map { UnsafePointer($0) }, count: attributes == nil ? 0 : Int(count) * 5)
    let declared = UnsafeBufferPointer(
      start: declarations.map { UnsafePointer($0) },
      count: declarations == nil ? 0 : Int(declarationCount) * 2)
    receiver.startElement(localName, prefix, namespace, table, declared)
  }
  callbacks.endElementNs = { userData, localName, _, namespace in
    guard let userData, let localName else { return }
    Unmanaged<XMLReceiving>.fromOpaque(userData).takeUnretainedValue()
      .endElement(localName, namespace)
  }
  let text: charactersSAXFunc = { userData, characters, count in
    guard let userData, let characters else { return }
    Unmanaged<XMLReceiving>.fromOpaque(userData).takeUnretainedValue()
      .text(UnsafeBufferPointer(start: characters, count: Int(count)))
  }
  callbacks.characters = text
  callbacks.ignorableWhitespace = text
  callbacks.cdataBlock = text
  callbacks.internalSubset = { userData, _, _, _ in
    guard let userData else { return }
    Unmanaged<XMLReceiving>.fromOpaque(userData).takeUnretainedValue().documentType()
  }
  callbacks.externalSubset = callbacks.internalSubset
  callbacks.serror = { userData, error in
    // Namespace slips (level error) leave the document readable; only fatal ones end it.
    guard let userData, let error, error.pointee.level == XML_ERR_FATAL else { return }
    Unmanaged<XMLReceiving>.fromOpaque(userData).takeUnretainedValue()
      .problem(
        code: error.pointee.code, line: error.pointee.line, column: error.pointee.int2,
        message: error.pointee.message.map { String(cString: $0) } ?? "")
  }
  return callbacks
}
