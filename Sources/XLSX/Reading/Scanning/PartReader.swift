import OpenPackaging
import XMLStreaming

/// Reads a part through the XML parser, but for the stretch that a scanner can read faster: the two
/// share one window, and either goes on where the other stops.
final class PartReader<Handler: XMLHandler> {
  /// The window over the part's bytes; scanners move its position.
  let window: PartWindow
  /// The part's name.
  let part: String
  /// Whether a scanner has read bytes that the parser has not seen.
  var hasScanned = false
  /// The parser's handler, with what it has gathered.
  var handler: Handler { parser.handler }
  private let parser: XMLPushParser<Handler>
  private var hasStarted = false

  init(part: String, of package: OPCPackage, handler: Handler) throws(XLSXError) {
    self.part = part
    do {
      window = PartWindow(
        try PartStream(package.entry(of: part), of: package.archive), limit: package.limits.textBytes)
    } catch { throw XLSXError(error) }
    do {
      parser = try XMLPushParser(
        part: part, handler: handler, namespaces: SpreadsheetNamespace.main,
        limits: XMLLimits(package.limits))
    } catch { throw XLSXError(error) }
  }

  /// What became of looking for the start of the stretch.
  enum Prologue {
    /// It has not been met so far; ask again.
    case going
    /// The position stands behind a start tag of the name; the parser's handler knows whether it is
    /// the one meant.
    case atTag
    /// The part is nothing for scanners, or over.
    case notScannable
  }

  /// Gives the parser what stands before a start tag (`<sheetData`), and the tag itself.
  func parsePrologue(to tag: String) throws(XLSXError) -> Prologue {
    if !hasStarted {
      hasStarted = true
      try moveWindow()
      guard ScannableEncoding.isUTF8(window.bytes(to: window.end)) else { return .notScannable }
    }
    let bytes = window.bytes(to: window.end)
    if let start = bytes.firstOffset(of: tag.utf8) {
      if let close = bytes[start...].firstIndex(of: UInt8(ascii: ">")) {
        try feed(to: window.position + close + 1)
        return .atTag
      }
      try feed(to: window.position + start)
    } else {
      try feed(to: window.position + max(bytes.count - tag.utf8.count, 0))
    }
    return try moveWindow() ? .going : .notScannable
  }

  /// Moves to the next occurrence of a piece of markup, the parser seeing nothing of what lies between;
  /// to the end if there is none.
  func skip(to markup: String) throws(XLSXError) {
    hasScanned = true
    while true {
      let bytes = window.bytes(to: window.end)
      if let start = bytes.firstOffset(of: markup.utf8) {
        window.position += start
        return
      }
      window.position += max(bytes.count - markup.utf8.count, 0)
      if try !moveWindow() { return }
    }
  }

  /// Gives the parser what the window still holds, or moves the window; false once the part is over
  /// and the parser agrees.
  func parsePiece() throws(XLSXError) -> Bool {
    hasStarted = true
    if window.position < window.end {
      try feed(to: window.end)
      return true
    }
    if try moveWindow() { return true }
    do { try parser.finish() } catch { throw placed(error) }
    return false
  }

  /// Gives the parser bytes that are not in the part: the start of an element a scanner has read.
  func inject(_ markup: StaticString) throws(XLSXError) {
    let bytes = UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount)
    do { try parser.feed(bytes.span) } catch { throw placed(error) }
  }

  /// Moves the window on; false at the part's end.
  @discardableResult
  func moveWindow() throws(XLSXError) -> Bool {
    do { return try window.advance() } catch { throw XLSXError(error) }
  }

  private func feed(to end: Int) throws(XLSXError) {
    let bytes = window.bytes(to: end)
    window.position = max(end, window.position)
    do { try parser.feed(bytes.span) } catch { throw placed(error) }
  }

  /// The parser's error. Its line means nothing once a scanner has read a stretch of the part.
  private func placed(_ error: XMLError) -> XLSXError {
    var placed = XLSXError(error)
    if hasScanned {
      placed.line = nil
      placed.column = nil
      placed.byte = window.offset + window.position
    }
    return placed
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where a short run of bytes first occurs.
  fileprivate func firstOffset(of piece: String.UTF8View) -> Int? {
    guard let first = piece.first, count >= piece.count else { return nil }
    var index = 0
    while index <= count - piece.count {
      if self[index] == first, self[index..<index + piece.count].elementsEqual(piece) { return index }
      index += 1
    }
    return nil
  }
}
