/// Tells from a part's first bytes whether its text is UTF-8, which scanners read as it stands.
enum ScannableEncoding {
  /// Whether the part is UTF-8 (or ASCII): no other byte order mark, no other encoding declared.
  static func isUTF8(_ start: UnsafeBufferPointer<UInt8>) -> Bool {
    var bytes = start.prefix(200)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    guard let first = bytes.first else { return false }
    // UTF-16 and UTF-32 begin with a mark, or have zero bytes beside `<`.
    guard first == UInt8(ascii: "<") || first <= 0x20, first != 0, !bytes.prefix(4).contains(0) else {
      return false
    }
    guard bytes.starts(with: "<?xml".utf8) else { return true }
    let declaration = String(
      decoding: bytes.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self
    ).lowercased()
    guard let label = declaration.firstRange(of: "encoding") else { return true }
    let value = declaration[label.upperBound...]
    return value.contains("utf-8") || value.contains("us-ascii")
  }
}
