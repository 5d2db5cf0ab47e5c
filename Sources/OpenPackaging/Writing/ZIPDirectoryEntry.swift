/// One entry's facts and its two headers (APPNOTE.TXT 4.3.7 and 4.3.12).
struct ZIPDirectoryEntry {
  var name: String
  var method: UInt16
  var offset: UInt64
  /// Whether the local header keeps room for 64-bit sizes, as the length was not known when it was
  /// written. Until needed, the room is a padding field as OPC has it (ECMA-376 Part 2, growth hint).
  var reservesZIP64: Bool
  var checksum: UInt32 = 0
  var plainCount: UInt64 = 0
  var compressedCount: UInt64 = 0

  private static let limit = UInt64(UInt32.max)
  /// 1980-01-01, the earliest date ZIP knows; the time is midnight.
  private static let date: UInt16 = 0x0021
  /// Names beyond ASCII are UTF-8 and say so.
  private var flags: UInt16 { name.utf8.allSatisfy { $0 < 0x80 } ? 0 : 0x0800 }
  /// The system whose attributes the entry has: Unix where the name is UTF-8, as Info-ZIP takes names of DOS for its
  /// code page whatever their flag says; and what anybody may read and its owner write.
  private var system: UInt16 { flags == 0 ? 0 : 3 << 8 }
  private var attributes: UInt32 { flags == 0 ? 0 : 0o100644 << 16 }
  private var hasLargeSizes: Bool { plainCount >= Self.limit || compressedCount >= Self.limit }

  var localHeader: [UInt8] {
    let large = hasLargeSizes
    var header = LittleEndianBytes()
    header.append(0x0403_4B50 as UInt32)
    header.append(large ? 45 : 20 as UInt16)
    header.append(flags)
    header.append(method)
    header.append(0 as UInt16)
    header.append(Self.date)
    header.append(checksum)
    header.append(large ? .max : UInt32(truncatingIfNeeded: compressedCount))
    header.append(large ? .max : UInt32(truncatingIfNeeded: plainCount))
    header.append(UInt16(truncatingIfNeeded: name.utf8.count))
    header.append(reservesZIP64 || large ? 20 : 0 as UInt16)
    header.append(name)
    if large {
      header.append(0x0001 as UInt16)
      header.append(16 as UInt16)
      header.append(plainCount)
      header.append(compressedCount)
    } else if reservesZIP64 {
      header.append(0xA220 as UInt16)
      header.append(16 as UInt16)
      header.append(0xA028 as UInt16)
      header.append(0 as UInt16)
      header.append(0 as UInt32)
      header.append(0 as UInt64)
    }
    return header.bytes
  }

  var centralHeader: [UInt8] {
    var large = LittleEndianBytes()
    if hasLargeSizes {
      large.append(plainCount)
      large.append(compressedCount)
    }
    if offset >= Self.limit { large.append(offset) }
    let needsZIP64 = !large.bytes.isEmpty
    var header = LittleEndianBytes()
    header.append(0x0201_4B50 as UInt32)
    header.append(system | (needsZIP64 ? 45 : 20))
    header.append(needsZIP64 ? 45 : 20 as UInt16)
    header.append(flags)
    header.append(method)
    header.append(0 as UInt16)
    header.append(Self.date)
    header.append(checksum)
    header.append(hasLargeSizes ? .max : UInt32(truncatingIfNeeded: compressedCount))
    header.append(hasLargeSizes ? .max : UInt32(truncatingIfNeeded: plainCount))
    header.append(UInt16(truncatingIfNeeded: name.utf8.count))
    header.append(needsZIP64 ? UInt16(large.bytes.count + 4) : 0)
    header.append(0 as UInt16)
    header.append(0 as UInt16)
    header.append(0 as UInt16)
    header.append(attributes)
    header.append(offset >= Self.limit ? .max : UInt32(truncatingIfNeeded: offset))
    header.append(name)
    if needsZIP64 {
      header.append(0x0001 as UInt16)
      header.append(UInt16(large.bytes.count))
      header.append(large.bytes)
    }
    return header.bytes
  }

  /// The end of the central directory, with its 64-bit form where a number needs it (4.3.14 to 4.3.16).
  static func endRecords(count: Int, start: UInt64, length: UInt64) -> [UInt8] {
    var end = LittleEndianBytes()
    let needsZIP64 = count >= 0xFFFF || start >= limit || length >= limit
    if needsZIP64 {
      end.append(0x0606_4B50 as UInt32)
      end.append(44 as UInt64)
      end.append(45 as UInt16)
      end.append(45 as UInt16)
      end.append(0 as UInt32)
      end.append(0 as UInt32)
      end.append(UInt64(count))
      end.append(UInt64(count))
      end.append(length)
      end.append(start)
      end.append(0x0706_4B50 as UInt32)
      end.append(0 as UInt32)
      end.append(start + length)
      end.append(1 as UInt32)
    }
    let shownCount: UInt16 = count >= 0xFFFF ? .max : UInt16(count)
    end.append(0x0605_4B50 as UInt32)
    end.append(0 as UInt16)
    end.append(0 as UInt16)
    end.append(shownCount)
    end.append(shownCount)
    end.append(length >= limit ? .max : UInt32(length))
    end.append(start >= limit ? .max : UInt32(start))
    end.append(0 as UInt16)
    return end.bytes
  }
}

/// Bytes of little-endian numbers in a row.
struct LittleEndianBytes {
  private(set) var bytes: [UInt8] = []

  mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func append(_ more: [UInt8]) { bytes.append(contentsOf: more) }
}
