import Foundation

/// A document of the command line's JSON formats.
public protocol JSONDocument: Encodable {}

extension JSONDocument {
  /// The document as indented UTF-8, keys in alphabetical order so that the same content gives the
  /// same bytes, with a line end.
  public func json() throws -> [UInt8] { Array(try JSONEncoder.documents.encode(self)) + [0x0A] }
}

extension JSONEncoder {
  /// The encoder of every document.
  static var documents: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
