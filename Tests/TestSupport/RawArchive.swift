/// ZIP archives put together byte by byte, so that they can lie.
public struct RawArchive: Sendable {
  /// One entry and what is claimed of it.
  public struct Entry: Sendable {
    /// The name.
    public var name: String
    /// The bytes as stored.
    public var bytes: [UInt8]
    /// 0 for stored, 8 for deflated.
    public var method: UInt16 = 0
    /// General purpose flags; bit 0 says encrypted.
    public var flags: UInt16 = 0
    /// The unpacked size that is claimed, if not the stored one.
    public var claimedSize: Int?
    /// The checksum that is claimed, if not the true one of stored bytes.
    public var checksum: UInt32?
    /// The entry whose data the directory points at, if not its own.
    public var dataOf: Int?
    /// Whether sizes and offset stand in a ZIP64 field (APPNOTE 4.5.3).
    public var isZIP64 = false
    /// The name's bytes, if not those of `name`.
    public var rawName: [UInt8]?
    /// Blocks of the directory's extra field (APPNOTE 4.5).
    public var extra: [UInt8] = []
    /// The system that is said to have written the entry: 0 for DOS and Windows, 3 for Unix.
    public var system: UInt8 = 0
    /// The entry's attributes, as that system has them.
    public var attributes: UInt32 = 0
    /// Whether sizes and checksum follow the data instead of standing in front of it.
    public var hasDataDescriptor = false

    /// Creates an entry.
    public init(
      name: String, bytes: [UInt8], method: UInt16 = 0, claimedSize: Int? = nil, checksum: UInt32? = nil
    ) {
      self.name = name
      self.bytes = bytes
      self.method = method
      self.claimedSize = claimedSize
      self.checksum = checksum
    }
  }

  /// The entries.
  public var entries: [Entry] = []
  /// The number of entries that is claimed, if not the true one.
  public var claimedCount: UInt16?

  /// What is added to every offset: the size of what stands in front of the archive, if offsets count it.
  public var lead = 0
  /// Whether the directory's end has its numbers in 64 bits (APPNOTE 4.3.14).
  public var hasZIP64End = false

  /// Whether entries that point at the data of others have bytes of their own as well.
  public var keepsDataOfLinkedEntries = true

  /// Creates an archive of texts, nothing compressed.
  public init(_ parts: [(String, String)] = []) {
    entries = parts.map { Entry(name: $0.0, bytes: Array($0.1.utf8)) }
  }

  /// The archive.
  public func bytes() -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    var offsets: [Int] = []
    for entry in entries {
      offsets.append(archive.count)
      if entry.dataOf != nil, !keepsDataOfLinkedEntries { continue }
      var common = Self.common(entry, extra: 0)
      let sizes = common[8..<20]
      if entry.hasDataDescriptor { common.replaceSubrange(8..<20, with: repeatElement(0, count: 12)) }
      archive += [0x50, 0x4B, 3, 4, 20, 0] + common + Self.name(entry) + entry.bytes
      if entry.hasDataDescriptor { archive += [0x50, 0x4B, 7, 8] + sizes }
    }
    for (entry, own) in zip(entries, offsets) {
      let offset = lead + (entry.dataOf.map { offsets[$0] } ?? own)
      var record = entry
      var extra = entry.extra
      if entry.isZIP64 {
        extra += Self.little(UInt16(1)) + Self.little(UInt16(24))
        extra += Self.little(UInt64(entry.claimedSize ?? entry.bytes.count))
        extra += Self.little(UInt64(entry.bytes.count)) + Self.little(UInt64(offset))
        record.claimedSize = 0xFFFF_FFFF
      }
      directory +=
        [0x50, 0x4B, 1, 2, 45, entry.system, 45, 0] + Self.common(record, extra: UInt16(extra.count))
      directory += [0, 0, 0, 0, 0, 0] + Self.little(entry.attributes)
      directory += Self.little(entry.isZIP64 ? .max : UInt32(offset)) + Self.name(entry) + extra
    }
    return archive + directory + end(start: archive.count + lead, length: directory.count)
  }

  private func end(start: Int, length: Int) -> [UInt8] {
    let claimed = claimedCount ?? UInt16(entries.count)
    let count = Self.little(claimed)
    guard hasZIP64End else {
      return [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count + Self.little(UInt32(length))
        + Self.little(UInt32(start)) + [0, 0]
    }
    let count64 = Self.little(UInt64(claimed))
    var bytes: [UInt8] = [0x50, 0x4B, 6, 6] + Self.little(UInt64(44)) + [45, 0, 45, 0, 0, 0, 0, 0]
    bytes += [0, 0, 0, 0] + count64 + count64 + Self.little(UInt64(length)) + Self.little(UInt64(start))
    bytes += [0x50, 0x4B, 6, 7, 0, 0, 0, 0] + Self.little(UInt64(start + length)) + [1, 0, 0, 0]
    return bytes + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + [UInt8](repeating: 0xFF, count: 12) + [0, 0]
  }

  private static func name(_ entry: Entry) -> [UInt8] { entry.rawName ?? Array(entry.name.utf8) }

  private static func common(_ entry: Entry, extra: UInt16) -> [UInt8] {
    let packed = entry.isZIP64 && extra > 0 ? UInt32.max : UInt32(entry.bytes.count)
    return little(entry.flags) + little(entry.method) + [0, 0, 0x21, 0]
      + little(entry.checksum ?? checksum(of: entry.bytes)) + little(packed)
      + little(UInt32(truncatingIfNeeded: entry.claimedSize ?? entry.bytes.count))
      + little(UInt16(name(entry).count)) + little(extra)
  }

  /// CRC-32 (ISO 3309), bit by bit.
  public static func checksum(of bytes: [UInt8]) -> UInt32 {
    var checksum = UInt32.max
    for byte in bytes {
      checksum ^= UInt32(byte)
      for _ in 0..<8 { checksum = (checksum >> 1) ^ (checksum & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~checksum
  }

  private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
