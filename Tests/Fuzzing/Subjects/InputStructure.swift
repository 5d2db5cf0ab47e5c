/// How inputs of a language fall into pieces that can be swapped, doubled and dropped.
public enum InputStructure: Sendable {
  /// No pieces: bytes.
  case bytes
  /// Markup: tags and the text between them.
  case markup
  /// Lines.
  case lines
  /// Names, numbers and single signs.
  case tokens
  /// Records with a type and a length of two bytes each, as in BIFF.
  case records
  /// Parts of a package (`PackageParts`), markup each.
  case parts

  /// The pieces of an input; joined they are the input again.
  public func pieces(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    switch self {
    case .bytes: [bytes[...]]
    case .markup: Self.split(bytes) { $0 == UInt8(ascii: "<") || $1 == UInt8(ascii: ">") }
    case .lines: Self.split(bytes) { _, before in before == UInt8(ascii: "\n") }
    case .tokens: Self.split(bytes) { !(Self.isWord($0) && Self.isWord($1)) }
    case .records: Self.records(bytes)
    case .parts: Self.split(bytes) { after, _ in after == PackageParts.separator }
    }
  }

  /// Splits wherever `isEdge` says so of the byte after and the byte before.
  private static func split(
    _ bytes: [UInt8], _ isEdge: (_ after: UInt8, _ before: UInt8) -> Bool
  ) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var start = 0
    for index in bytes.indices.dropFirst() where isEdge(bytes[index], bytes[index - 1]) {
      pieces.append(bytes[start..<index])
      start = index
    }
    if start < bytes.count { pieces.append(bytes[start...]) }
    return pieces
  }

  private static func records(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var start = 0
    while start + 4 <= bytes.count {
      let length = Int(bytes[start + 2]) | Int(bytes[start + 3]) << 8
      let end = min(bytes.count, start + 4 + length)
      pieces.append(bytes[start..<end])
      start = end
    }
    if start < bytes.count { pieces.append(bytes[start...]) }
    return pieces
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...:
      true
    default: false
    }
  }
}
