#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Counts the attributes of each tag in bytes on their way to libxml2, which takes time by the square of
/// their number and tells of a tag only once it has read the whole of it.
///
/// Equals signs outside quotes are counted; what else a document holds is told apart only as far as that
/// needs. UTF-16 and every encoding that keeps ASCII as it is are understood.
@usableFromInline
struct AttributeCounter {
  private enum Place {
    /// Text, or a comment, an instruction or CDATA.
    case outside
    /// Behind a `<`.
    case tagStart
    case tag
    case value(quote: UInt8)
  }

  private enum Width {
    case unknown, bytes, littleEndian, bigEndian
  }

  private let limit: Int
  private var count = 0
  private var place = Place.outside
  private var width = Width.unknown
  /// The first half of a unit of two bytes that came with the piece before.
  private var half: UInt8?

  @usableFromInline
  init(limit: Int) { self.limit = limit }

  /// Takes the next bytes. False where a tag has more attributes than the limit allows.
  @usableFromInline
  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if case .unknown = width { width = Self.width(of: bytes) }
    guard case .bytes = width else { return addUnits(bytes) }
    var index = 0
    while index < bytes.count {
      // Most of a document is no tag.
      if case .outside = place {
        guard let start = bytes.baseAddress,
          let tag = memchr(start + index, Int32(UInt8(ascii: "<")), bytes.count - index)
        else { return true }
        index = UnsafeRawPointer(tag) - UnsafeRawPointer(start)
      }
      if !add(bytes[index]) { return false }
      index += 1
    }
    return true
  }

  private mutating func addUnits(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in bytes {
      guard let first = half else {
        half = byte
        continue
      }
      half = nil
      var isLittle = false
      if case .littleEndian = width { isLittle = true }
      let (high, low) = isLittle ? (byte, first) : (first, byte)
      if !add(high == 0 ? low : UInt8(ascii: "x")) { return false }
    }
    return true
  }

  @inline(__always)
  private mutating func add(_ byte: UInt8) -> Bool {
    switch place {
    case .outside: if byte == UInt8(ascii: "<") { place = .tagStart }
    case .tagStart:
      count = 0
      place = byte == UInt8(ascii: "!") ? .outside : .tag
    case .tag:
      switch byte {
      case UInt8(ascii: ">"): place = .outside
      case UInt8(ascii: "\""), UInt8(ascii: "'"): place = .value(quote: byte)
      case UInt8(ascii: "="):
        count += 1
        return count <= limit
      default: break
      }
    case .value(let quote): if byte == quote { place = .tag }
    }
    return true
  }

  private static func width(of bytes: UnsafeBufferPointer<UInt8>) -> Width {
    guard bytes.count >= 2 else { return .bytes }
    switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE), (0x3C, 0): return .littleEndian
    case (0xFE, 0xFF), (0, 0x3C): return .bigEndian
    default: return .bytes
    }
  }
}
