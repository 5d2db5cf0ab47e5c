/// Little-endian numbers read from bytes, `nil` beyond their end.
struct LittleEndian {
  private let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

  /// Number of bytes.
  var count: Int { bytes.count }

  func byte(_ offset: Int) -> UInt8? {
    guard offset >= 0, offset < bytes.count else { return nil }
    return bytes[bytes.startIndex + offset]
  }

  func uint16(_ offset: Int) -> Int? {
    guard let low = byte(offset), let high = byte(offset + 1) else { return nil }
    return Int(low) | Int(high) << 8
  }

  func uint32(_ offset: Int) -> Int? {
    guard let low = uint16(offset), let high = uint16(offset + 2) else { return nil }
    return low | high << 16
  }

  func uint64(_ offset: Int) -> UInt64? {
    guard let low = uint32(offset), let high = uint32(offset + 4) else { return nil }
    return UInt64(low) | UInt64(high) << 32
  }

  func double(_ offset: Int) -> Double? { uint64(offset).map { Double(bitPattern: $0) } }

  /// So many bytes from an offset; `nil` if there are fewer.
  func slice(_ offset: Int, _ count: Int) -> ArraySlice<UInt8>? {
    guard offset >= 0, count >= 0, count <= bytes.count, offset <= bytes.count - count else { return nil }
    let start = bytes.startIndex + offset
    return bytes[start..<start + count]
  }

  /// UTF-16 text of so many units.
  func utf16(_ offset: Int, units: Int) -> String? {
    guard units >= 0, units <= 1 << 24, let raw = slice(offset, units * 2) else { return nil }
    var text: [UInt16] = []
    text.reserveCapacity(units)
    var index = raw.startIndex
    while index + 1 < raw.endIndex {
      text.append(UInt16(raw[index]) | UInt16(raw[index + 1]) << 8)
      index += 2
    }
    return String(decoding: text, as: UTF16.self)
  }
}
