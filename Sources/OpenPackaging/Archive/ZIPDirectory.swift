/// An archive's directory (APPNOTE.TXT 4.3.12), read once and held against the rules for packages.
struct ZIPDirectory {
  private(set) var entries: [ZIPEntry] = []
  /// Positions by normalised name.
  private(set) var index: [String: Int] = [:]

  /// The fixed part of an entry's record here, and of its header in front of its data.
  private static let recordSize = 46
  private static let headerSize = 30
  /// Greatest size of a directory, in bytes: 20,000 entries of 200 bytes are 4 MB.
  private static let sizeLimit = 64 << 20

  init(of bytes: ArchiveBytes, limits: PackageLimits) throws(PackageError) {
    let end = try DirectoryEnd(of: bytes)
    guard end.count <= end.directory.count / Self.recordSize else {
      throw PackageError(.damaged, detail: "\(end.count) entries in \(end.directory.count) bytes")
    }
    guard end.count <= limits.entries else {
      throw PackageError(.tooManyEntries, detail: "\(end.count) entries, \(limits.entries) allowed")
    }
    guard end.directory.count <= Self.sizeLimit else {
      throw PackageError(.tooManyEntries, detail: "a directory of \(end.directory.count) bytes")
    }
    let records = LittleEndian(try bytes.bytes(in: end.directory))
    entries.reserveCapacity(end.count)
    var position = 0
    var total = 0
    while position < records.count {
      let (entry, next) = try Self.entry(at: position, number: entries.count, records, end)
      position = next
      guard entries.count < limits.entries else {
        throw PackageError(.tooManyEntries, detail: "more than the \(limits.entries) allowed")
      }
      entries.append(entry)
      if entry.isFolder { continue }
      guard index.updateValue(entry.index, forKey: PartName.key(entry.name)) == nil else {
        throw PackageError(.duplicateName, part: entry.name)
      }
      // Claimed sizes: refusing on them is cheap; what is really unpacked is counted again.
      guard entry.size <= limits.partBytes else {
        throw PackageError(.partTooLarge, part: entry.name, detail: "\(entry.size) bytes")
      }
      let (sum, overflow) = total.addingReportingOverflow(entry.size)
      guard !overflow, sum <= limits.totalBytes else {
        throw PackageError(.packageTooLarge, detail: "more than \(limits.totalBytes) bytes")
      }
      total = sum
    }
    guard end.hasZIP64 ? entries.count == end.count : entries.count & 0xFFFF == end.count else {
      throw PackageError(
        .damaged, detail: "a directory of \(entries.count) entries where \(end.count) are claimed")
    }
    try checkPlaces(before: end.directory.lowerBound)
  }

  /// Entries lie beside one another in front of the directory: such as share bytes are made to unpack
  /// to far more than the archive's size.
  private func checkPlaces(before directory: Int) throws(PackageError) {
    var reached = 0
    for entry in entries.sorted(by: { $0.headerOffset < $1.headerOffset }) {
      guard entry.headerOffset >= reached else {
        throw PackageError(.damaged, part: entry.name, detail: "its bytes are another entry's as well")
      }
      let (end, overflow) = entry.headerOffset.addingReportingOverflow(
        Self.headerSize + entry.compressedSize)
      guard !overflow, end <= directory else {
        throw PackageError(
          .damaged, part: entry.name, detail: "the entry's data is not where the directory says")
      }
      reached = end
    }
  }

  private static func entry(
    at position: Int, number: Int, _ records: LittleEndian, _ end: DirectoryEnd
  ) throws(PackageError) -> (ZIPEntry, next: Int) {
    guard records.uint32(position) == 0x0201_4B50, let flags = records.uint16(position + 8),
      let code = records.uint16(position + 10), let checksum = records.uint32(position + 16),
      var compressedSize = records.uint32(position + 20), var size = records.uint32(position + 24),
      let nameCount = records.uint16(position + 28), let extraCount = records.uint16(position + 30),
      let commentCount = records.uint16(position + 32), var offset = records.uint32(position + 42)
    else { throw PackageError(.damaged, detail: "entry \(number) has no directory record") }
    let nameStart = position + recordSize
    let extraStart = nameStart + nameCount
    let next = extraStart + extraCount + commentCount
    guard next <= records.count, let rawName = records.slice(nameStart, nameCount) else {
      throw PackageError(.damaged, detail: "entry \(number) is cut short in the directory")
    }
    let name = name(rawName)
    // Bit 0: encrypted; bit 13: its directory encrypted as well.
    guard flags & 0x2001 == 0 else { throw PackageError(.encryptedEntry, part: name) }
    guard PartName.isSafe(name) else { throw PackageError(.unsafeName, part: name) }
    guard let method = UInt16(exactly: code).flatMap({ ZIPEntry.Method(rawValue: $0) }) else {
      throw PackageError(.unsupportedMethod, part: name, detail: "method \(code)")
    }
    let extra = extraStart..<extraStart + extraCount
    largeNumbers(records, extra, &size, &compressedSize, &offset)
    guard max(compressedSize, offset) <= Int.max / 4, let crc32 = UInt32(exactly: checksum) else {
      throw PackageError(.damaged, part: name, detail: "impossible size")
    }
    let entry = ZIPEntry(
      index: number, name: name, method: method, compressedSize: compressedSize, size: size,
      crc32: crc32, headerOffset: offset + end.lead)
    return (entry, next)
  }

  /// Takes from an entry's extra field what its 32-bit numbers have no room for (APPNOTE.TXT 4.5.3).
  private static func largeNumbers(
    _ records: LittleEndian, _ extra: Range<Int>, _ size: inout Int, _ compressedSize: inout Int,
    _ offset: inout Int
  ) {
    let full = Int(UInt32.max)
    guard size == full || compressedSize == full || offset == full else { return }
    var position = extra.lowerBound
    while let kind = records.uint16(position), let count = records.uint16(position + 2),
      position + 4 + count <= extra.upperBound
    {
      if kind == 1 {
        var field = position + 4
        let end = field + count
        func next(_ number: inout Int) {
          guard number == full, field + 8 <= end, let large = records.uint64(field) else { return }
          number = Int(clamping: large)
          field += 8
        }
        next(&size)
        next(&compressedSize)
        next(&offset)
        return
      }
      position += 4 + count
    }
  }

  /// A name is UTF-8, whether it says so or not; bytes that are none each stand for one character, so
  /// that different names stay different.
  private static func name(_ bytes: ArraySlice<UInt8>) -> String {
    if let name = String(validating: bytes, as: UTF8.self) { return name }
    var name = ""
    for byte in bytes { name.unicodeScalars.append(Unicode.Scalar(byte)) }
    return name
  }
}
