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
    let declaration = bytes.prefix { $0 != UInt8(ascii: ">") }
    guard let label = declaration.offset(of: "encoding") else { return true }
    let value = declaration[(label + 8)...]
    return value.offset(of: "utf-8") != nil || value.offset(of: "us-ascii") != nil
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// Where a short lower-case word first occurs, in either case.
  fileprivate func offset(of word: StaticString) -> Int? {
    let word = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard count >= word.count else { return nil }
    return (startIndex...endIndex - word.count).first { start in
      self[start..<start + word.count].elementsEqual(word) { byte, letter in
        byte == letter || byte | 0x20 == letter && letter >= UInt8(ascii: "a")
      }
    }
  }
}
