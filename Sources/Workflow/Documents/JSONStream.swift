import Foundation

/// Writes an object of the command line's JSON formats member by member and its arrays element by element, so
/// that memory holds one of them; the bytes are those of `JSONDocument` for the whole.
///
/// Members come in alphabetical order.
public struct JSONStream {
  /// Takes the bytes.
  public typealias Sink = ([UInt8]) throws -> Void

  private let sink: Sink
  private let encoder = JSONEncoder.documents
  private var hasMembers = false
  private var hasElements = false

  /// Begins an object.
  public init(_ sink: @escaping Sink) { self.sink = sink }

  /// Writes a member.
  public mutating func member(_ key: String, _ value: some Encodable) throws {
    try begin(key)
    try write(value, depth: 1)
  }

  /// Begins a member that is an array.
  public mutating func beginArray(_ key: String) throws {
    try begin(key)
    try sink(Array("[".utf8))
    hasElements = false
  }

  /// Writes the next element of the array begun.
  public mutating func element(_ value: some Encodable) throws {
    try sink(Array((hasElements ? ",\n    " : "\n    ").utf8))
    hasElements = true
    try write(value, depth: 2)
  }

  /// Ends the array begun.
  public mutating func endArray() throws {
    try sink(Array((hasElements ? "\n  ]" : "\n\n  ]").utf8))
  }

  /// Writes a member that is an array.
  public mutating func array(_ key: String, _ elements: some Sequence<some Encodable>) throws {
    try beginArray(key)
    for value in elements { try element(value) }
    try endArray()
  }

  /// Ends the object.
  public mutating func end() throws { try sink(Array("\n}\n".utf8)) }

  private mutating func begin(_ key: String) throws {
    try sink(Array((hasMembers ? ",\n  " : "{\n  ").utf8))
    hasMembers = true
    try write(key, depth: 1)
    try sink(Array(" : ".utf8))
  }

  /// Writes a value with its lines moved in; strings hold no line ends as such.
  private func write(_ value: some Encodable, depth: Int) throws {
    let indent = [UInt8](repeating: UInt8(ascii: " "), count: depth * 2)
    let lineEnd = UInt8(ascii: "\n")
    var bytes: [UInt8] = []
    var isAtStart = false
    for byte in try encoder.encode(value) {
      if isAtStart, byte != lineEnd { bytes += indent }
      isAtStart = byte == lineEnd
      bytes.append(byte)
    }
    try sink(bytes)
  }
}
