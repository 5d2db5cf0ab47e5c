import OpenPackaging
import Synchronization
import XMLStreaming

extension OPCPackage {
  /// The relationships of a part, or of the package for an empty name.
  func links(of source: String) throws(XLSXError) -> Relationships {
    do { return try relationships(of: source) } catch { throw XLSXError(error) }
  }

  /// Parses a whole part with a handler for SpreadsheetML.
  ///
  /// - Parameter keepsAll: whether what the handler keeps grows with the part.
  func parse<Handler: XMLHandler>(
    _ part: String, with handler: Handler, keepsAll: Bool = true
  ) throws(XLSXError) -> Handler {
    let bytes: [UInt8]
    do { bytes = try self.bytes(of: part) } catch { throw XLSXError(error) }
    do {
      return try XMLPushParser.parse(
        bytes.span, part: part, handler: handler, namespaces: SpreadsheetNamespace.main,
        limits: XMLLimits(limits, keepsAll: keepsAll))
    } catch { throw XLSXError(error) }
  }
}

/// A value made when first asked for, and kept.
final class Once<Value: Sendable>: Sendable {
  private let stored = Mutex<Value?>(nil)

  /// The value, made by the closure unless it has been made before. Others wait meanwhile.
  func value(_ make: () throws(XLSXError) -> Value) throws(XLSXError) -> Value {
    try stored.withLock { (stored: inout sending Value?) throws(XLSXError) in
      if let value = stored { return value }
      let value = try make()
      stored = value
      return value
    }
  }
}
