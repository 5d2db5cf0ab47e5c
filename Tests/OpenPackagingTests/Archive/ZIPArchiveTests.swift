import Foundation
import TestSupport
import Testing

@testable import OpenPackaging

@Suite("Opening an archive")
struct ZIPArchiveTests {
  /// The code of the error that opening and unpacking everything ends with.
  static func failure(_ bytes: [UInt8], limits: PackageLimits = .standard) -> PackageError.Code? {
    do throws(PackageError) {
      let archive = try ZIPArchive(bytes: bytes, limits: limits)
      for entry in archive.entries { _ = try archive.bytes(of: entry) }
      return nil
    } catch {
      return error.code
    }
  }

  @Test("Entries are listed with their sizes, and read packed and unpacked")
  func reading() throws {
    let text = Array(String(repeating: "支部会议", count: 5000).utf8)
    let writer = ZIPWriter()
    try writer.add("a/b.txt", bytes: text)
    try writer.add("stored", bytes: [1, 2, 3], level: .stored)
    let archive = try ZIPArchive(bytes: writer.finish())
    #expect(archive.entries.map(\.name) == ["a/b.txt", "stored"])
    let entry = try #require(archive.entry(named: "A/B.TXT"))
    #expect(entry.size == text.count)
    #expect(entry.method == .deflated)
    #expect(try archive.rawBytes(of: entry).count == entry.compressedSize)
    #expect(try archive.bytes(of: entry) == text)
    #expect(try archive.bytes(of: archive.entries[1]) == [1, 2, 3])
  }

  @Test("What is no archive is told apart")
  func signatures() {
    #expect(Self.failure([]) == .empty)
    #expect(Self.failure(Array("\u{89}PNG\r\n\u{1A}\n0000000000000000000000".utf8)) == .notArchive)
    #expect(Self.failure([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]) == .compoundFile)
    let whole = RawArchive([("a", "some text that is long enough")]).bytes()
    #expect(Self.failure(Array(whole.dropLast(30))) == .truncated)
  }

  @Test(
    "Names that leave the archive are refused",
    arguments: ["../evil", "a/../../b", "..\\evil", "C:/x", "c:\\x"])
  func unsafeNames(name: String) {
    #expect(Self.failure(RawArchive([(name, "x")]).bytes()) == .unsafeName)
  }

  @Test("Names that differ only in case are refused")
  func duplicates() {
    #expect(Self.failure(RawArchive([("xl/A.xml", "1"), ("XL/a.xml", "2")]).bytes()) == .duplicateName)
  }

  @Test("Encrypted entries and other methods than deflate are refused")
  func methods() {
    var archive = RawArchive([("a", "text")])
    archive.entries[0].method = 12
    #expect(Self.failure(archive.bytes()) == .unsupportedMethod)
    archive.entries[0].method = 0
    archive.entries[0].flags = 1
    #expect(Self.failure(archive.bytes()) == .encryptedEntry)
  }

  @Test("Sizes and checksums that lie are found out")
  func lies() {
    var archive = RawArchive([("a", "text")])
    archive.entries[0].checksum = 1
    #expect(Self.failure(archive.bytes()) == .damaged)
    var longer = RawArchive()
    var packed: [UInt8] = []
    var scratch: [UInt8] = []
    let plain = [UInt8](repeating: 65, count: 10_000)
    #expect(Deflate.compress(plain, into: &packed, level: .small, isLast: true, scratch: &scratch))
    longer.entries = [
      .init(name: "a", bytes: packed, method: 8, claimedSize: 10, checksum: CRC32.of(plain))
    ]
    #expect(Self.failure(longer.bytes()) == .damaged)
    longer.entries[0].claimedSize = 20_000
    #expect(Self.failure(longer.bytes()) == .damaged)
    longer.entries[0].claimedSize = 10_000
    #expect(Self.failure(longer.bytes()) == nil)
  }

  @Test("Every limit holds")
  func limits() {
    let archive = RawArchive([("a", "0123456789"), ("b", "0123456789")]).bytes()
    #expect(Self.failure(archive, limits: PackageLimits(entries: 1)) == .tooManyEntries)
    #expect(Self.failure(archive, limits: PackageLimits(partBytes: 9)) == .partTooLarge)
    #expect(Self.failure(archive, limits: PackageLimits(totalBytes: 19)) == .packageTooLarge)
    #expect(Self.failure(archive, limits: PackageLimits(bufferedPartBytes: 9)) == .partTooLarge)
    #expect(Self.failure(archive, limits: PackageLimits(partBytes: 10, totalBytes: 20)) == nil)
  }

  @Test("A part that unpacks to a thousand times its size is refused")
  func ratio() throws {
    let writer = ZIPWriter()
    try writer.add("bomb", bytes: [UInt8](repeating: 0, count: 4 << 20), level: .small)
    let bytes = try writer.finish()
    #expect(Self.failure(bytes, limits: PackageLimits(ratioFloor: 1 << 20)) == .ratioTooHigh)
    #expect(Self.failure(bytes) == nil, "small parts may be as dense as they like")
  }

  @Test("A damaged or shortened archive throws or reads, and never traps", arguments: 0..<40)
  func mutations(seed: UInt64) throws {
    let writer = ZIPWriter()
    try writer.add("[Content_Types].xml", bytes: Array("<Types/>".utf8))
    try writer.add("big", bytes: (0..<60_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) })
    let whole = try writer.finish()
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(in: 0...255, using: &generator)
      }
      if Bool.random(using: &generator) {
        bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
      }
      _ = Self.failure(bytes)
    }
  }
}
