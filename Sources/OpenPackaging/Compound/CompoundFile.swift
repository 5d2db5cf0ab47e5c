/// A compound file (OLE2, [MS-CFB]): the container of encrypted packages and of Excel 97-2003.
///
/// Everything its header and tables claim is checked against the bytes there are; chains of sectors
/// that run in circles end where they have used up the file.
public struct CompoundFile: Sendable {
  /// A named stream of bytes.
  public struct Stream: Hashable, Sendable {
    /// Its name, without the storages around it.
    public let name: String
    /// Bytes it claims to have.
    public let size: Int
    let start: UInt32
  }

  /// The streams, in the order of the directory.
  public private(set) var streams: [Stream] = []

  private let bytes: [UInt8]
  private let sectorSize: Int
  private var table: [UInt32] = []
  private var miniTable: [UInt32] = []
  private var miniBytes: [UInt8] = []

  private static let endOfChain: UInt32 = 0xFFFF_FFFE
  private static let free: UInt32 = 0xFFFF_FFFF
  private static let miniCutoff = 4096
  private static let miniSize = 64

  /// Reads the tables of a compound file. Throws `compoundFile` if the bytes are none, `damaged` or
  /// `truncated` if the tables lead nowhere.
  public init(bytes: [UInt8]) throws(PackageError) {
    self.bytes = bytes
    guard bytes.starts(with: ArchiveSignature.compoundFile), bytes.count >= 512 else {
      throw PackageError(.truncated, detail: "no compound file")
    }
    switch Self.word(bytes, at: 30) {
    case 9: sectorSize = 512
    case 12: sectorSize = 4096
    default: throw PackageError(.damaged, byte: 30, detail: "impossible sector size")
    }
    table = try readTable()
    let directory = try chain(from: Self.number(bytes, at: 48))
    miniTable = numbers(try chain(from: Self.number(bytes, at: 60)))
    readDirectory(directory)
  }

  /// The first stream of a name.
  public func stream(named name: String) -> Stream? { streams.first { $0.name == name } }

  /// The bytes of a stream.
  public func bytes(of stream: Stream) throws(PackageError) -> [UInt8] {
    let all =
      stream.size < Self.miniCutoff
      ? miniChain(from: stream.start) : try chain(from: stream.start)
    guard all.count >= stream.size else {
      throw PackageError(.truncated, part: stream.name, byte: all.count)
    }
    return Array(all[..<stream.size])
  }

  /// The sector table: its sectors are listed in the header, and further on in sectors of their own.
  private func readTable() throws(PackageError) -> [UInt32] {
    var sectors: [UInt32] = []
    for index in 0..<109 { sectors.append(Self.number(bytes, at: 76 + index * 4)) }
    var next = Self.number(bytes, at: 68)
    var visited = 0
    while next < 0xFFFF_FFFA {
      guard let sector = sector(next), visited <= bytes.count / sectorSize else { break }
      visited += 1
      let listed = numbers(Array(sector))
      sectors.append(contentsOf: listed.dropLast())
      next = listed.last ?? Self.endOfChain
    }
    var table: [UInt32] = []
    for number in sectors where number < 0xFFFF_FFFA {
      guard let sector = sector(number) else { break }
      table.append(contentsOf: numbers(Array(sector)))
      if table.count > bytes.count / sectorSize + sectorSize { break }
    }
    guard !table.isEmpty else { throw PackageError(.damaged, detail: "no sector table") }
    return table
  }

  private mutating func readDirectory(_ directory: [UInt8]) {
    var start = 0
    while start + 128 <= directory.count {
      defer { start += 128 }
      let nameBytes = min(max(Int(Self.word(directory, at: start + 64)) - 2, 0), 62)
      let units = stride(from: 0, to: nameBytes, by: 2).map { Self.word(directory, at: start + $0) }
      let first = Self.number(directory, at: start + 116)
      let size = Int(Self.number(directory, at: start + 120))
      switch directory[start + 66] {
      case 2: streams.append(Stream(name: String(decoding: units, as: UTF16.self), size: size, start: first))
      case 5: miniBytes = (try? chain(from: first)) ?? []
      default: continue
      }
    }
  }

  private func sector(_ number: UInt32) -> ArraySlice<UInt8>? {
    let start = (Int(number) + 1) * sectorSize
    guard start < bytes.count else { return nil }
    return bytes[start..<min(start + sectorSize, bytes.count)]
  }

  private func chain(from first: UInt32) throws(PackageError) -> [UInt8] {
    var result: [UInt8] = []
    var number = first
    while number < 0xFFFF_FFFA {
      guard let sector = sector(number), Int(number) < table.count, result.count <= bytes.count else {
        throw PackageError(.damaged, detail: "a chain of sectors leads out of the file")
      }
      result.append(contentsOf: sector)
      number = table[Int(number)]
    }
    return result
  }

  private func miniChain(from first: UInt32) -> [UInt8] {
    var result: [UInt8] = []
    var number = first
    while number < 0xFFFF_FFFA, Int(number) < miniTable.count, result.count <= Self.miniCutoff {
      let start = Int(number) * Self.miniSize
      guard start + Self.miniSize <= miniBytes.count else { break }
      result.append(contentsOf: miniBytes[start..<start + Self.miniSize])
      number = miniTable[Int(number)]
    }
    return result
  }

  private func numbers(_ bytes: [UInt8]) -> [UInt32] {
    stride(from: 0, to: bytes.count - 3, by: 4).map { Self.number(bytes, at: $0) }
  }

  private static func word(_ bytes: [UInt8], at index: Int) -> UInt16 {
    guard index >= 0, index + 1 < bytes.count else { return 0 }
    return UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8
  }

  private static func number(_ bytes: [UInt8], at index: Int) -> UInt32 {
    guard index >= 0, index + 3 < bytes.count else { return free }
    return UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
      | UInt32(bytes[index + 3]) << 24
  }
}
