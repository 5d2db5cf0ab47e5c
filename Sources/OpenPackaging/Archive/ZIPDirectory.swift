/// An archive's directory (APPNOTE.TXT 4.3.12), read once and held against the rules for packages.
struct ZIPDirectory {
  private(set) var entries: [ZIPEntry] = []
  /// Positions by normalised name.
  private(set) var index: [String: Int] = [:]

  init(of bytes: ArchiveBytes, limits: PackageLimits) throws(PackageError) {
    let end = try DirectoryEnd(of: bytes)
    let records = try ZIPDirectoryRecord.all(of: bytes, end, limit: limits.entries)
    entries.reserveCapacity(records.count)
    var total = 0
    for record in records {
      let entry = try Self.entry(record, number: entries.count)
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
    if let (position, isShared) = ZIPDirectoryRecord.misplaced(records, before: end.directory.lowerBound)
      .first
    {
      throw PackageError(
        .damaged, part: entries[position].name,
        detail: isShared
          ? "its bytes are another entry's as well" : "the entry's data is not where the directory says")
    }
  }

  private static func entry(_ record: ZIPDirectoryRecord, number: Int) throws(PackageError) -> ZIPEntry {
    let name = name(record.name)
    // Bit 0: encrypted; bit 13: its directory encrypted as well.
    guard record.flags & 0x2001 == 0 else { throw PackageError(.encryptedEntry, part: name) }
    guard PartName.isSafe(name) else { throw PackageError(.unsafeName, part: name) }
    guard let method = UInt16(exactly: record.method).flatMap({ ZIPEntry.Method(rawValue: $0) }) else {
      throw PackageError(.unsupportedMethod, part: name, detail: "method \(record.method)")
    }
    return ZIPEntry(
      index: number, name: name, method: method, compressedSize: record.compressedSize, size: record.size,
      crc32: record.crc32, headerOffset: record.headerOffset)
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
