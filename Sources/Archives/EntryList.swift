import OpenPackaging

/// The files that an archive's directory lists, under names of which no two are the same.
struct EntryList {
  /// The files in name order.
  private(set) var entries: [ArchiveEntry] = []
  /// Whether the names are those of one document's parts.
  let isDocument: Bool

  init(
    _ records: [ZIPDirectoryRecord], misplaced: [(position: Int, isShared: Bool)], limits: PackageLimits
  ) {
    let names = EntryNames(records)
    let misplaced = Dictionary(misplaced.map { ($0.position, $0.isShared) }) { first, _ in first }
    var numbering = EntryNumbering()
    var total = 0
    var isDocument = false
    for (position, record) in records.enumerated() {
      let name = names.name(of: record)
      if DocumentMark.isPart(name) { isDocument = true }
      var path = EntryPath(name)
      if path.isFolder || record.isFolder { continue }
      let isTaken = path.makeUnique(&numbering)
      // Claimed sizes: refusing on them is cheap; what is really unpacked is counted again.
      let (sum, overflow) = total.addingReportingOverflow(record.size)
      let isBeyond = overflow || sum > limits.totalBytes
      if !isBeyond { total = sum }
      let fault: ArchiveError? =
        switch misplaced[position] {
        case true?: ArchiveError(.sharedBytes)
        case false?: ArchiveError(.damaged, detail: "its data is not where the directory says")
        case nil where record.isSymbolicLink: ArchiveError(.symbolicLink)
        case nil where path.isTooDeep: ArchiveError(.folderTooDeep)
        case nil where isBeyond: ArchiveError(.archiveTooLarge, detail: "\(limits.totalBytes >> 20)")
        case nil: nil
        }
      entries.append(
        ArchiveEntry(
          index: position, path: path.components,
          nameChange: path.isMended ? .unsafe : isTaken ? .taken : nil, size: record.size,
          compressedSize: record.compressedSize, isAuthenticated: record.isAuthenticated, fault: fault))
    }
    self.isDocument = isDocument
    entries.sort { $0.path.lexicographicallyPrecedes($1.path) }
  }
}

extension ZIPDirectoryRecord {
  /// The file's mode, where a system like Unix has written the entry.
  private var mode: Int { system == 3 || system == 19 ? attributes >> 16 : 0 }

  /// Whether AES's field says so (AE-2), and there is no checksum.
  fileprivate var isAuthenticated: Bool {
    crc32 == 0 && extraBlock(0x9901).flatMap { LittleEndian($0).uint16(0) } == 2
  }

  fileprivate var isSymbolicLink: Bool { mode & 0xF000 == 0xA000 }

  /// Whether the attributes say so, DOS's or Unix's: some archivers leave out the slash at the name's end.
  fileprivate var isFolder: Bool { size == 0 && (mode & 0xF000 == 0x4000 || attributes & 0x10 != 0) }
}
