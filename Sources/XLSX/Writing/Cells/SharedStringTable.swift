import Foundation
import XMLStreaming

/// The texts of a workbook, each kept once, in the order of their first use (`xl/sharedStrings.xml`).
///
/// A hash table over bytes in one arena: looking a text up makes no object and compares no `String`s.
/// The table has a limit, past which texts are written into their cells, so that a sheet of any length
/// can be streamed in constant memory.
struct SharedStringTable {
  private struct Entry {
    var start: UInt32
    var length: UInt32
    var hash: UInt32
  }

  private var arena: [UInt8] = []
  private var entries: [Entry] = []
  /// Positions in `entries` plus one, 0 for an empty slot; the length is a power of two.
  private var slots: [UInt32] = Array(repeating: 0, count: 1024)
  private var richTexts: [[TextRun]: Int] = [:]
  private var richByIndex: [Int: [TextRun]] = [:]
  private let byteLimit: Int
  /// Number of cells that refer to the table.
  private(set) var useCount = 0

  init(byteLimit: Int) { self.byteLimit = min(byteLimit, Int(Int32.max)) }

  var isEmpty: Bool { entries.isEmpty }

  /// The index of a text, added if it is new; `nil` if the table is full.
  mutating func index(of utf8: UnsafeBufferPointer<UInt8>) -> Int? {
    let hash = Self.hash(utf8)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      let entry = entries[index]
      if entry.hash == hash, Int(entry.length) == utf8.count, isEqual(entry, utf8) {
        useCount += 1
        return index
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard arena.count + utf8.count <= byteLimit else { return nil }
    slots[slot] = UInt32(entries.count + 1)
    entries.append(Entry(start: UInt32(arena.count), length: UInt32(utf8.count), hash: hash))
    arena.append(contentsOf: utf8)
    useCount += 1
    if entries.count * 2 > slots.count { rehash() }
    return entries.count - 1
  }

  /// The index of a rich text, added if it is new.
  mutating func index(of runs: [TextRun]) -> Int {
    useCount += 1
    if let known = richTexts[runs] { return known }
    let index = entries.count
    // An entry that no plain text finds: it stands in no slot.
    entries.append(Entry(start: 0, length: 0, hash: 0))
    richTexts[runs] = index
    richByIndex[index] = runs
    return index
  }

  private func isEqual(_ entry: Entry, _ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    arena.withUnsafeBytes { arena in
      guard let known = arena.baseAddress, let text = utf8.baseAddress else { return utf8.isEmpty }
      return memcmp(known + Int(entry.start), text, utf8.count) == 0
    }
  }

  private mutating func rehash() {
    slots = Array(repeating: 0, count: slots.count * 4)
    for (index, entry) in entries.enumerated() where richByIndex[index] == nil {
      var slot = Int(entry.hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(index + 1)
    }
  }

  /// FNV-1a over eight bytes at a time: the same in every run, as the output must be. The texts are the
  /// caller's own, and the table's limit bounds what a chosen set of collisions could cost.
  private static func hash(_ utf8: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    let raw = UnsafeRawBufferPointer(utf8)
    var offset = 0
    while offset + 8 <= raw.count {
      hash = (hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
      offset &+= 8
    }
    while offset < raw.count {
      hash = (hash ^ UInt64(raw[offset])) &* 0x0000_0100_0000_01B3
      offset &+= 1
    }
    hash = (hash ^ (hash >> 32)) &* 0x9E37_79B9_7F4A_7C15
    return UInt32(truncatingIfNeeded: hash >> 32)
  }

  /// Writes the part, handing its bytes on piece by piece.
  func write<Failure: Error>(
    into emit: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    var xml = XMLWriter(capacity: 1 << 17)
    xml.declaration()
    xml.open(
      "sst",
      [
        "xmlns": .text(Namespace.main), "count": .integer(useCount),
        "uniqueCount": .integer(entries.count),
      ])
    for (index, entry) in entries.enumerated() {
      xml.write("<si>")
      if let runs = richByIndex[index] {
        xml.runs(runs)
      } else {
        arena.withUnsafeBufferPointer { arena in
          xml.textElement(
            UnsafeBufferPointer(rebasing: arena[Int(entry.start)..<Int(entry.start + entry.length)]))
        }
      }
      xml.write("</si>")
      if xml.count > 1 << 16 {
        try xml.withBytes(emit)
        xml.removeAll()
      }
    }
    xml.close("sst")
    try xml.withBytes(emit)
  }
}
