/// A compound file (OLE2, [MS-CFB]): a small file system of streams in one file, the container of
/// encrypted packages and of workbooks of Excel 5 to 2003.
///
/// Everything its header and tables claim is checked against the bytes there are; chains of sectors are
/// followed no further than there are sectors, so that a loop ends.
public struct CompoundFile: Sendable {
  /// A stream or storage.
  public struct Entry: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Whether it holds bytes; a storage holds other entries.
    public let isStream: Bool
    /// Bytes it claims to have.
    public let size: Int
    let firstSector: Int
  }

  /// All entries, in the order of the directory, whatever storage they are in.
  public var entries: [Entry] { records.compactMap(\.self) }

  /// The directory record by record; `nil` for one that is not in use.
  let records: [Entry?]
  /// The directory's bytes.
  let directory: [UInt8]
  let sectorSize: Int
  /// Streams of fewer bytes share sectors.
  let miniCutoff: Int
  private let bytes: [UInt8]
  private let fat: [UInt32]
  private let miniFAT: [UInt32]
  private let miniStream: [UInt8]

  static let miniSectorSize = 64
  static let recordSize = 128
  /// Sector numbers from here on are marks: free, end of chain, part of the table itself.
  private static let firstMark = 0xFFFF_FFFA

  /// Reads the directory of a compound file.
  ///
  /// - Throws: `PackageError` with code `damaged` or `truncated`.
  public init(bytes: [UInt8]) throws(PackageError) {
    let header = LittleEndian(bytes)
    guard bytes.starts(with: ArchiveSignature.compoundFile), let sectorShift = header.uint16(30),
      sectorShift == 9 || sectorShift == 12, header.uint16(32) == 6,
      let fatSectors = header.uint32(44), let directoryStart = header.uint32(48),
      let cutoff = header.uint32(56), let miniStart = header.uint32(60),
      let listStart = header.uint32(68)
    else {
      throw PackageError(
        bytes.count < 512 ? .truncated : .damaged, byte: 0, detail: "compound file header")
    }
    self.bytes = bytes
    let size = 1 << sectorShift
    sectorSize = size
    miniCutoff = cutoff
    let limit = min(fatSectors, bytes.count / size + 1)
    let fat = Self.allocationTable(header, sectorSize: size, limit: limit, listStart: listStart)
    self.fat = fat
    let directory = Self.chain(bytes, fat, from: directoryStart, sectorSize: size)
    guard !directory.isEmpty else {
      throw PackageError(.truncated, byte: bytes.count, detail: "compound file directory")
    }
    self.directory = directory
    records = Self.records(directory)
    miniFAT = Self.words(Self.chain(bytes, fat, from: miniStart, sectorSize: size)[...])
    miniStream =
      records.compactMap(\.self).first.map {
        Self.chain(bytes, fat, from: $0.firstSector, sectorSize: size)
      } ?? []
  }

  /// The bytes before the first sector.
  var header: [UInt8] { Array(bytes.prefix(512)) }

  /// The entry of a name, compared without regard to case.
  public func entry(named name: String) -> Entry? {
    entries.first { $0.name.lowercased() == name.lowercased() }
  }

  /// The bytes of a stream, as many as can be found of those it claims.
  public func bytes(of entry: Entry) -> [UInt8] {
    guard entry.isStream else { return [] }
    let found =
      entry.size < miniCutoff
      ? Self.chain(
        miniStream, miniFAT, from: entry.firstSector, sectorSize: Self.miniSectorSize,
        headerSectors: 0)
      : Self.chain(bytes, fat, from: entry.firstSector, sectorSize: sectorSize)
    return found.count > entry.size ? Array(found[..<entry.size]) : found
  }

  private static func words(_ bytes: ArraySlice<UInt8>) -> [UInt32] {
    let numbers = LittleEndian(bytes)
    return (0..<bytes.count / 4).map { UInt32(truncatingIfNeeded: numbers.uint32($0 * 4) ?? 0) }
  }

  /// The allocation table: its sectors are listed in the header and in a chain of further lists.
  private static func allocationTable(
    _ header: LittleEndian, sectorSize: Int, limit: Int, listStart: Int
  ) -> [UInt32] {
    var sectors: [Int] = []
    for index in 0..<109 where sectors.count < limit {
      if let sector = header.uint32(76 + index * 4) { sectors.append(sector) }
    }
    var list = listStart
    while sectors.count < limit, list < firstMark,
      let part = header.slice((list + 1) * sectorSize, sectorSize)
    {
      let numbers = words(part)
      for sector in numbers.dropLast() where sectors.count < limit { sectors.append(Int(sector)) }
      list = numbers.last.map { Int($0) } ?? firstMark
    }
    var table: [UInt32] = []
    for sector in sectors where sector < firstMark {
      guard let part = header.slice((sector + 1) * sectorSize, sectorSize) else { continue }
      table.append(contentsOf: words(part))
    }
    return table
  }

  /// The bytes of a chain of sectors; what lies beyond the file is left out.
  private static func chain(
    _ bytes: [UInt8], _ table: [UInt32], from start: Int, sectorSize: Int, headerSectors: Int = 1
  ) -> [UInt8] {
    var found: [UInt8] = []
    var sector = start
    // No chain is longer than the file has sectors.
    for _ in 0...bytes.count / sectorSize {
      guard sector < firstMark else { break }
      let offset = (sector + headerSectors) * sectorSize
      guard offset < bytes.count else { break }
      found.append(contentsOf: bytes[offset..<min(offset + sectorSize, bytes.count)])
      guard sector < table.count else { break }
      sector = Int(table[sector])
    }
    return found
  }

  private static func records(_ bytes: [UInt8]) -> [Entry?] {
    let numbers = LittleEndian(bytes)
    return (0..<bytes.count / recordSize).map { index in
      let start = index * recordSize
      guard let length = numbers.uint16(start + 64), let kind = numbers.byte(start + 66),
        (1...5).contains(kind), let first = numbers.uint32(start + 116),
        let size = numbers.uint32(start + 120)
      else { return nil }
      let name = numbers.utf16(start, units: max(0, min(length, 64) / 2 - 1)) ?? ""
      return Entry(name: name, isStream: kind == 2, size: size, firstSector: first)
    }
  }
}
