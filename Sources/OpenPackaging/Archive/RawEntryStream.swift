/// The stored bytes of one entry, read piece by piece.
struct RawEntryStream {
  private let bytes: ArchiveBytes
  private let entry: ZIPEntry
  private var position: Int
  private let end: Int

  init(archive: ZIPArchive, entry: ZIPEntry) throws(PackageError) {
    bytes = archive.bytes
    self.entry = entry
    let header = LittleEndian(
      try bytes.bytes(in: entry.headerOffset..<entry.headerOffset + 30))
    // The header's name and extra field may have other lengths than the directory's; its sizes may be
    // missing where the data was written before they were known.
    guard header.uint32(0) == 0x0403_4B50, let name = header.uint16(26), let extra = header.uint16(28)
    else {
      throw PackageError(
        .damaged, part: entry.name, detail: "the entry's data is not where the directory says")
    }
    position = entry.headerOffset + 30 + name + extra
    end = position + entry.compressedSize
    guard end <= bytes.count else {
      throw PackageError(.truncated, part: entry.name, detail: "stored bytes are missing")
    }
  }

  /// Fills the buffer from its start and returns how many bytes were read; 0 at the end.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(PackageError) -> Int {
    let room = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(end - position))
    let count = try bytes.read(at: position, into: room)
    guard count == room.count else {
      throw PackageError(.truncated, part: entry.name, detail: "stored bytes are missing")
    }
    position += count
    return count
  }

  /// Fills the array from its start and returns how many bytes were read; 0 at the end.
  mutating func read(into bytes: inout [UInt8]) throws(PackageError) -> Int {
    try bytes.withUnsafeMutableBufferPointer { (buffer) throws(PackageError) in
      try read(into: UnsafeMutableRawBufferPointer(buffer))
    }
  }
}
