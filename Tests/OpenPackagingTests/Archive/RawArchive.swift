@testable import OpenPackaging

/// Archives put together byte by byte, so that they can lie.
struct RawArchive {
  struct Entry {
    var name: String
    var bytes: [UInt8]
    var method: UInt16 = 0
    var flags: UInt16 = 0
    var claimedSize: Int?
    var checksum: UInt32?
  }

  var entries: [Entry] = []

  init(_ parts: [(String, String)] = []) {
    entries = parts.map { Entry(name: $0.0, bytes: Array($0.1.utf8)) }
  }

  func bytes() -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let offset = archive.count
      let common =
        Self.little(entry.flags) + Self.little(entry.method) + [0, 0, 0x21, 0]
        + Self.little(entry.checksum ?? CRC32.of(entry.bytes))
        + Self.little(UInt32(entry.bytes.count))
        + Self.little(UInt32(entry.claimedSize ?? entry.bytes.count))
        + Self.little(UInt16(entry.name.utf8.count)) + [0, 0]
      archive += [0x50, 0x4B, 3, 4, 20, 0] + common + Array(entry.name.utf8) + entry.bytes
      directory += [0x50, 0x4B, 1, 2, 20, 0, 20, 0] + common + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
      directory += Self.little(UInt32(offset)) + Array(entry.name.utf8)
    }
    let count = Self.little(UInt16(entries.count))
    return archive + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count
      + Self.little(UInt32(directory.count)) + Self.little(UInt32(archive.count)) + [0, 0]
  }

  private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}

/// A small generator of the same numbers in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
