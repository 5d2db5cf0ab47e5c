/// One record of an archive's directory as it stands (APPNOTE.TXT 4.3.12), not yet held against any rules.
package struct ZIPDirectoryRecord: Sendable {
  /// The name's bytes, in whatever encoding.
  package let name: ArraySlice<UInt8>
  /// General purpose flags (4.4.4).
  package let flags: Int
  /// The number of the compression method (4.4.5).
  package let method: Int
  /// CRC-32 of the unpacked bytes.
  package let crc32: UInt32
  /// Bytes in the archive.
  package let compressedSize: Int
  /// Bytes once unpacked.
  package let size: Int
  /// Where the entry's local header is.
  package let headerOffset: Int
  /// The extra field: blocks of a kind, a length and bytes (4.5).
  package let extra: ArraySlice<UInt8>
  /// The system whose attributes the entry has (4.4.2).
  package let system: Int
  /// The entry's attributes, as its system writes them.
  package let attributes: Int

  /// The fixed part of a record here, and of its header in front of its data.
  private static let recordSize = 46
  private static let headerSize = 30
  /// Greatest size of a directory, in bytes: 20,000 entries of 200 bytes are 4 MB.
  private static let sizeLimit = 64 << 20

  /// All records of an archive, at most so many.
  package static func all(
    of bytes: ArchiveBytes, _ end: DirectoryEnd, limit: Int
  ) throws(PackageError) -> [ZIPDirectoryRecord] {
    guard end.count <= end.directory.count / recordSize else {
      throw PackageError(.damaged, detail: "\(end.count) entries in \(end.directory.count) bytes")
    }
    guard end.count <= limit else {
      throw PackageError(.tooManyEntries, detail: "\(end.count) entries, \(limit) allowed")
    }
    guard end.directory.count <= sizeLimit else {
      throw PackageError(.tooManyEntries, detail: "a directory of \(end.directory.count) bytes")
    }
    let directory = LittleEndian(try bytes.bytes(in: end.directory))
    var records: [ZIPDirectoryRecord] = []
    records.reserveCapacity(end.count)
    var position = 0
    while position < directory.count {
      let (record, next) = try record(at: position, number: records.count, directory, lead: end.lead)
      position = next
      guard records.count < limit else {
        throw PackageError(.tooManyEntries, detail: "more than the \(limit) allowed")
      }
      records.append(record)
    }
    guard end.hasZIP64 ? records.count == end.count : records.count & 0xFFFF == end.count else {
      throw PackageError(
        .damaged, detail: "a directory of \(records.count) entries where \(end.count) are claimed")
    }
    return records
  }

  /// The positions of the records whose bytes cannot be theirs alone: entries lie beside one another in front of
  /// the directory, and such as share bytes are made to unpack to far more than the archive's size.
  package static func misplaced(
    _ records: [ZIPDirectoryRecord], before directory: Int
  ) -> [(position: Int, isShared: Bool)] {
    var found: [(position: Int, isShared: Bool)] = []
    var reached = 0
    let order = records.indices.sorted { (records[$0].headerOffset, $0) < (records[$1].headerOffset, $1) }
    for position in order {
      let record = records[position]
      let (end, overflow) = record.headerOffset.addingReportingOverflow(headerSize + record.compressedSize)
      if record.headerOffset < reached {
        found.append((position, true))
      } else if overflow || end > directory {
        found.append((position, false))
      } else {
        reached = end
      }
    }
    return found
  }

  /// The bytes of the first block of a kind in the extra field.
  package func extraBlock(_ kind: Int) -> ArraySlice<UInt8>? {
    let blocks = LittleEndian(extra)
    var position = 0
    while let found = blocks.uint16(position), let count = blocks.uint16(position + 2) {
      guard let block = blocks.slice(position + 4, count) else { return nil }
      if found == kind { return block }
      position += 4 + count
    }
    return nil
  }

  private static func record(
    at position: Int, number: Int, _ directory: LittleEndian, lead: Int
  ) throws(PackageError) -> (ZIPDirectoryRecord, next: Int) {
    guard directory.uint32(position) == 0x0201_4B50, let madeBy = directory.uint16(position + 4),
      let flags = directory.uint16(position + 8), let method = directory.uint16(position + 10),
      let crc32 = directory.uint32(position + 16), let compressedSize = directory.uint32(position + 20),
      let size = directory.uint32(position + 24), let nameCount = directory.uint16(position + 28),
      let extraCount = directory.uint16(position + 30), let commentCount = directory.uint16(position + 32),
      let attributes = directory.uint32(position + 38), let offset = directory.uint32(position + 42)
    else { throw PackageError(.damaged, detail: "entry \(number) has no directory record") }
    let nameStart = position + recordSize
    let next = nameStart + nameCount + extraCount + commentCount
    guard next <= directory.count, let name = directory.slice(nameStart, nameCount),
      let extra = directory.slice(nameStart + nameCount, extraCount)
    else { throw PackageError(.damaged, detail: "entry \(number) is cut short in the directory") }
    let record = ZIPDirectoryRecord(
      name: name, flags: flags, method: method, crc32: UInt32(truncatingIfNeeded: crc32),
      compressedSize: compressedSize, size: size, headerOffset: offset, extra: extra, system: madeBy >> 8,
      attributes: attributes)
    return (try record.withLargeNumbers(number: number, lead: lead), next)
  }

  /// The record with what its 32-bit numbers have no room for taken from its extra field (APPNOTE.TXT 4.5.3),
  /// and its place counted from the file's first byte.
  private func withLargeNumbers(number: Int, lead: Int) throws(PackageError) -> ZIPDirectoryRecord {
    var (size, compressedSize, offset) = (size, compressedSize, headerOffset)
    let full = Int(UInt32.max)
    if size == full || compressedSize == full || offset == full, let block = extraBlock(1) {
      let numbers = LittleEndian(block)
      var position = 0
      func next(_ number: inout Int) {
        guard number == full, let large = numbers.uint64(position) else { return }
        number = Int(clamping: large)
        position += 8
      }
      next(&size)
      next(&compressedSize)
      next(&offset)
    }
    guard max(compressedSize, offset) <= Int.max / 4 else {
      throw PackageError(.damaged, detail: "entry \(number) has an impossible size")
    }
    return ZIPDirectoryRecord(
      name: name, flags: flags, method: method, crc32: crc32, compressedSize: compressedSize, size: size,
      headerOffset: offset + lead, extra: extra, system: system, attributes: attributes)
  }
}
