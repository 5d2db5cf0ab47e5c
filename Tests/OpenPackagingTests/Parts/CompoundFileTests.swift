import OpenPackaging
import Testing

@Suite("Compound files")
struct CompoundFileTests {
  /// A compound file of one short and one long stream, laid out by [MS-CFB] 3.
  static func file(long: [UInt8], table: [UInt32]) -> [UInt8] {
    func words(_ numbers: [UInt32]) -> [UInt8] {
      numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    }
    func entry(_ name: String, kind: UInt8, start: UInt32, size: Int) -> [UInt8] {
      var bytes = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      bytes += [UInt8](repeating: 0, count: 64 - bytes.count)
      bytes += [UInt8(name.utf16.count * 2 + 2), 0, kind, 1]
      bytes += words([0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF]) + [UInt8](repeating: 0, count: 36)
      return bytes + words([start, UInt32(size), 0])
    }
    var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    header += [UInt8](repeating: 0, count: 16) + [0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]
    header += [UInt8](repeating: 0, count: 10)
    header += words([1, 1, 0, 4096, 2, 1, 0xFFFF_FFFE, 0, 0] + [UInt32](repeating: 0xFFFF_FFFF, count: 108))
    let fat = words(table + [UInt32](repeating: 0xFFFF_FFFF, count: 128 - table.count))
    let directory =
      entry("Root Entry", kind: 5, start: 3, size: 64)
      + entry("Workbook", kind: 2, start: 4, size: long.count)
      + entry("短", kind: 2, start: 0, size: 5) + [UInt8](repeating: 0, count: 128)
    let miniTable = words([0xFFFF_FFFE] + [UInt32](repeating: 0xFFFF_FFFF, count: 127))
    let mini = Array("short".utf8) + [UInt8](repeating: 0, count: 507)
    return header + fat + directory + miniTable + mini + long
  }

  static let long = (0..<5120).map { UInt8(truncatingIfNeeded: $0 / 7) }
  static let table: [UInt32] =
    [0xFFFF_FFFD, 0xFFFF_FFFE, 0xFFFF_FFFE, 0xFFFF_FFFE] + (5...13).map { UInt32($0) } + [0xFFFF_FFFE]

  @Test("streams are found by name without regard to case, short ones in the mini stream")
  func streams() throws {
    let file = try CompoundFile(bytes: Self.file(long: Self.long, table: Self.table))
    let long = try #require(file.entry(named: "WORKBOOK"))
    #expect(file.bytes(of: long) == Self.long)
    #expect(try file.bytes(of: #require(file.entry(named: "短"))) == Array("short".utf8))
    #expect(try file.bytes(of: #require(file.entry(named: "Root Entry"))).isEmpty)
  }

  @Test("a chain in a circle ends, one that leaves the file is cut there")
  func chains() throws {
    var circle = Self.table
    circle[13] = 4
    let round = try CompoundFile(bytes: Self.file(long: Self.long, table: circle))
    #expect(try round.bytes(of: #require(round.entry(named: "Workbook"))) == Self.long)
    let whole = Self.file(long: Self.long, table: Self.table)
    let cut = try CompoundFile(bytes: Array(whole.dropLast(1000)))
    let entry = try #require(cut.entry(named: "Workbook"))
    #expect(cut.bytes(of: entry) == Array(Self.long.dropLast(1000)) && entry.size == 5120)
    for count in stride(from: 0, to: 1100, by: 50) {
      _ = try? CompoundFile(bytes: Array(whole.prefix(count)))
    }
    let error = #expect(throws: PackageError.self) { try CompoundFile(bytes: Array(whole.prefix(300))) }
    #expect(error?.code == .truncated)
  }
}
