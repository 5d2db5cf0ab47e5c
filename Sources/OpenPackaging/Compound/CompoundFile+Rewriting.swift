extension CompoundFile {
  /// The file with other bytes in some of its streams, named without regard to case.
  ///
  /// Storages, names and the order of the directory stay; the sectors are laid out anew: allocation table,
  /// directory, small streams together, large streams one after another.
  func replacing(_ contents: [String: [UInt8]]) -> [UInt8] {
    var layout = CompoundLayout(header: header, sectorSize: sectorSize, miniCutoff: miniCutoff)
    var directory = directory
    for (record, entry) in records.enumerated() {
      guard let entry, entry.isStream else { continue }
      let content = contents[entry.name.lowercased()] ?? bytes(of: entry)
      let start = layout.add(content)
      directory.setNumber(start, at: record * Self.recordSize + 116)
      directory.setNumber(UInt32(truncatingIfNeeded: content.count), at: record * Self.recordSize + 120)
      directory.setNumber(0, at: record * Self.recordSize + 124)
    }
    return layout.finish(directory: directory)
  }
}

/// The sectors of a compound file being written ([MS-CFB] 2.2 to 2.6).
private struct CompoundLayout {
  private enum Mark {
    static let free: UInt32 = 0xFFFF_FFFF
    static let end: UInt32 = 0xFFFF_FFFE
    static let table: UInt32 = 0xFFFF_FFFD
    static let list: UInt32 = 0xFFFF_FFFC
  }

  private var header: [UInt8]
  private let sectorSize: Int
  private let miniCutoff: Int
  private var sectors: [UInt8] = []
  private var table: [UInt32] = []
  private var miniStream: [UInt8] = []
  private var miniTable: [UInt32] = []

  /// Table sectors that the header itself lists.
  private static let listedInHeader = 109

  init(header: [UInt8], sectorSize: Int, miniCutoff: Int) {
    self.header = header + [UInt8](repeating: 0, count: max(0, sectorSize - header.count))
    self.sectorSize = sectorSize
    self.miniCutoff = miniCutoff
  }

  /// Adds a stream and returns its first sector.
  mutating func add(_ content: [UInt8]) -> UInt32 {
    guard !content.isEmpty else { return Mark.end }
    if content.count < miniCutoff {
      return Self.append(content, to: &miniStream, &miniTable, size: CompoundFile.miniSectorSize)
    }
    return Self.append(content, to: &sectors, &table, size: sectorSize)
  }

  private static func append(
    _ content: [UInt8], to bytes: inout [UInt8], _ table: inout [UInt32], size: Int
  ) -> UInt32 {
    let first = table.count
    let count = (content.count + size - 1) / size
    bytes += content
    bytes += [UInt8](repeating: 0, count: count * size - content.count)
    for index in 1...count {
      table.append(index == count ? Mark.end : UInt32(truncatingIfNeeded: first + index))
    }
    return UInt32(truncatingIfNeeded: first)
  }

  /// The whole file; its directory's first record is the root, which the small streams belong to.
  mutating func finish(directory: [UInt8]) -> [UInt8] {
    var directory = directory
    let miniBytes = miniStream.count
    let miniStart =
      miniStream.isEmpty
      ? Mark.end : Self.append(miniStream, to: &sectors, &table, size: sectorSize)
    directory.setNumber(miniStart, at: 116)
    directory.setNumber(UInt32(truncatingIfNeeded: miniBytes), at: 120)
    let miniTableBytes = miniTable.flatMap(\.littleEndianBytes)
    let miniTableSectors = (miniTableBytes.count + sectorSize - 1) / sectorSize
    let miniTableStart =
      miniTableBytes.isEmpty
      ? Mark.end
      : Self.append(
        miniTableBytes + marks(miniTableSectors * sectorSize - miniTableBytes.count), to: &sectors, &table,
        size: sectorSize)
    let directoryStart = Self.append(directory, to: &sectors, &table, size: sectorSize)

    let perSector = sectorSize / 4
    var tableSectors = 0
    var listSectors = 0
    while tableSectors * perSector < table.count + tableSectors + listSectors {
      tableSectors += 1
      listSectors = max(0, tableSectors - Self.listedInHeader + perSector - 2) / (perSector - 1)
    }
    let firstTable = table.count
    table += [UInt32](repeating: Mark.table, count: tableSectors)
    let firstList = table.count
    table += [UInt32](repeating: Mark.list, count: listSectors)
    table += [UInt32](repeating: Mark.free, count: tableSectors * perSector - table.count)
    sectors += table.flatMap(\.littleEndianBytes)
    let places = (firstTable..<firstTable + tableSectors).map { UInt32(truncatingIfNeeded: $0) }
    addLists(places.dropFirst(Self.listedInHeader), first: firstList, count: listSectors)

    let directorySectors = (directory.count + sectorSize - 1) / sectorSize
    // Only files of large sectors count those of the directory.
    header.setNumber(sectorSize > 512 ? UInt32(truncatingIfNeeded: directorySectors) : 0, at: 40)
    header.setNumber(UInt32(truncatingIfNeeded: tableSectors), at: 44)
    header.setNumber(directoryStart, at: 48)
    header.setNumber(miniTableStart, at: 60)
    header.setNumber(UInt32(truncatingIfNeeded: miniTableSectors), at: 64)
    header.setNumber(listSectors == 0 ? Mark.end : UInt32(truncatingIfNeeded: firstList), at: 68)
    header.setNumber(UInt32(truncatingIfNeeded: listSectors), at: 72)
    for index in 0..<Self.listedInHeader {
      header.setNumber(places.indices.contains(index) ? places[index] : Mark.free, at: 76 + index * 4)
    }
    return header + sectors
  }

  /// The sectors that list the table's sectors the header has no room for, each ending with the next one.
  private mutating func addLists(_ places: ArraySlice<UInt32>, first: Int, count: Int) {
    var rest = places
    for index in 0..<count {
      let own = rest.prefix(sectorSize / 4 - 1)
      rest = rest.dropFirst(own.count)
      sectors += own.flatMap(\.littleEndianBytes)
      sectors += marks(sectorSize - 4 - own.count * 4)
      let next = index + 1 < count ? UInt32(truncatingIfNeeded: first + index + 1) : Mark.end
      sectors += next.littleEndianBytes
    }
  }

  /// Bytes that mark sectors as free.
  private func marks(_ count: Int) -> [UInt8] { [UInt8](repeating: 0xFF, count: max(0, count)) }
}

extension UInt32 {
  fileprivate var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian) { Array($0) } }
}

extension [UInt8] {
  /// Writes a number over four bytes, where there are so many.
  fileprivate mutating func setNumber(_ number: UInt32, at offset: Int) {
    guard offset >= 0, offset + 4 <= count else { return }
    replaceSubrange(offset..<offset + 4, with: number.littleEndianBytes)
  }
}
