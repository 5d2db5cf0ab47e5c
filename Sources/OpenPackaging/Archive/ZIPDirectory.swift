import CLibZip

/// An archive's directory, read once and held against the rules for packages.
struct ZIPDirectory {
  private(set) var entries: [ZIPEntry] = []
  /// Positions by normalised name.
  private(set) var index: [String: Int] = [:]

  /// Reads the directory of an archive that has `fileSize` bytes.
  init(of archive: OpaquePointer, fileSize: Int, limits: PackageLimits) throws(PackageError) {
    let count = Int(zip_get_num_entries(archive, 0))
    guard count <= limits.entries else {
      throw PackageError(.tooManyEntries, detail: "\(count) entries, \(limits.entries) allowed")
    }
    entries.reserveCapacity(max(count, 0))
    var total = 0
    // Entries that share their data are how a small archive claims to hold more than it can: what is
    // stored in all is never more than the file.
    var stored = 0
    for position in 0..<max(count, 0) {
      let entry = try Self.entry(at: position, of: archive)
      entries.append(entry)
      if entry.isFolder { continue }
      stored += min(entry.compressedSize, fileSize + 1)
      guard stored <= fileSize else {
        throw PackageError(.damaged, part: entry.name, detail: "entries overlap or lie about their size")
      }
      let key = PartName.key(entry.name)
      guard index.updateValue(position, forKey: key) == nil else {
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
  }

  private static func entry(at position: Int, of archive: OpaquePointer) throws(PackageError) -> ZIPEntry {
    var status = zip_stat_t()
    zip_stat_init(&status)
    guard zip_stat_index(archive, UInt64(position), 0, &status) == 0,
      let pointer = status.name
    else { throw PackageError(.damaged, detail: "entry \(position) has no directory record") }
    let name = String(cString: pointer)
    guard status.encryption_method == UInt16(ZIP_EM_NONE) else {
      throw PackageError(.encryptedEntry, part: name)
    }
    guard PartName.isSafe(name) else { throw PackageError(.unsafeName, part: name) }
    guard let method = ZIPEntry.Method(rawValue: status.comp_method) else {
      throw PackageError(.unsupportedMethod, part: name, detail: "method \(status.comp_method)")
    }
    guard let compressedSize = Int(exactly: status.comp_size), let size = Int(exactly: status.size)
    else { throw PackageError(.damaged, part: name, detail: "impossible size") }
    return ZIPEntry(
      index: position, name: name, method: method, compressedSize: compressedSize, size: size,
      crc32: status.crc, modified: Int(status.mtime))
  }
}
