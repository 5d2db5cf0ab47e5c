import Foundation

/// Little-endian numbers read from bytes, `nil` beyond their end.
package struct LittleEndian: Sendable {
  private let bytes: ArraySlice<UInt8>

  /// Reads a part of some bytes; offsets count from its start.
  package init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// Reads bytes.
  package init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

  /// Number of bytes.
  package var count: Int { bytes.count }

  /// The byte at an offset.
  package func byte(_ offset: Int) -> UInt8? {
    guard offset >= 0, offset < bytes.count else { return nil }
    return bytes[bytes.startIndex + offset]
  }

  /// The 16-bit number at an offset.
  package func uint16(_ offset: Int) -> Int? {
    guard let low = byte(offset), let high = byte(offset + 1) else { return nil }
    return Int(low) | Int(high) << 8
  }

  /// The 32-bit number at an offset.
  package func uint32(_ offset: Int) -> Int? {
    guard let low = uint16(offset), let high = uint16(offset + 2) else { return nil }
    return low | high << 16
  }

  /// The 64-bit number at an offset.
  package func uint64(_ offset: Int) -> UInt64? {
    guard let low = uint32(offset), let high = uint32(offset + 4) else { return nil }
    return UInt64(low) | UInt64(high) << 32
  }

  /// The double at an offset.
  package func double(_ offset: Int) -> Double? { uint64(offset).map { Double(bitPattern: $0) } }

  /// So many bytes from an offset; `nil` if there are fewer.
  package func slice(_ offset: Int, _ count: Int) -> ArraySlice<UInt8>? {
    guard offset >= 0, count >= 0, count <= bytes.count, offset <= bytes.count - count else { return nil }
    let start = bytes.startIndex + offset
    return bytes[start..<start + count]
  }

  /// Where a 32-bit number stands in front of an offset, in order.
  package func positions(of number: UInt32, before end: Int) -> [Int] {
    bytes.withUnsafeBytes { all in
      guard let start = all.baseAddress, end >= 4, end <= all.count else { return [] }
      var positions: [Int] = []
      var position = 0
      while position <= end - 4,
        let match = memchr(start + position, Int32(number & 0xFF), end - 3 - position)
      {
        position = start.distance(to: UnsafeRawPointer(match))
        if all.loadUnaligned(fromByteOffset: position, as: UInt32.self).littleEndian == number {
          positions.append(position)
        }
        position += 1
      }
      return positions
    }
  }

  /// UTF-16 text of so many units.
  package func utf16(_ offset: Int, units: Int) -> String? {
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
