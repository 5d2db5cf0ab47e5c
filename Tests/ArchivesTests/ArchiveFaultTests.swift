import OpenPackaging
import TestSupport
import Testing

@testable import Archives

@Suite("Archives that lie")
struct ArchiveFaultTests {
  private func failures(
    _ raw: RawArchive, limits: PackageLimits = .standard
  ) throws -> [String: ArchiveError.Code] {
    let archive = try FileArchive(bytes: raw.bytes(), limits: limits)
    var failures: [String: ArchiveError.Code] = [:]
    for entry in archive.entries { failures[entry.name] = archive.failure(entry)?.code }
    return failures
  }

  private func name(_ change: (inout RawArchive.Entry) -> Void) throws -> String? {
    var raw = RawArchive([("x", "text")])
    change(&raw.entries[0])
    return try FileArchive(bytes: raw.bytes()).paths.first
  }

  @Test("A name is in the encoding that it says, that an Info-ZIP field says, or that its bytes are")
  func names() throws {
    let utf8 = Array("名册.csv".utf8)
    let gbk: [UInt8] = [0xC3, 0xFB, 0xB2, 0xE1, 0x2E, 0x63, 0x73, 0x76]
    #expect(try name { ($0.rawName, $0.flags) = (utf8, 0x0800) } == "名册.csv")
    #expect(try name { $0.rawName = utf8 } == "名册.csv")
    #expect(try name { $0.rawName = gbk } == "名册.csv")
    #expect(try name { ($0.rawName, $0.flags) = (gbk, 0x0800) } == "名册.csv", "a flag that lies")
    let checksum = withUnsafeBytes(of: RawArchive.checksum(of: gbk).littleEndian) { Array($0) }
    let field = [1] + checksum + Array("花名册.csv".utf8)
    let extra: [UInt8] = [0x75, 0x70, UInt8(field.count), 0] + field
    #expect(try name { ($0.rawName, $0.extra) = (gbk, extra) } == "花名册.csv")
    #expect(
      try name { ($0.rawName, $0.extra) = (Array("名册2.csv".utf8), extra) } == "名册2.csv", "renamed since")
    // 0xD4 0xB1 is 员 in GBK and a letter of Armenian in UTF-8.
    #expect(try name { $0.rawName = [0xD4, 0xB1, 0x2E, 0x63, 0x73, 0x76] } == "员.csv")
    #expect(try name { ($0.rawName, $0.system) = ([0xC3, 0xA9], 3) } == "é")
    #expect(try name { $0.rawName = [0xFF, 0x41] } == "\u{FF}A", "in no encoding at all")
  }

  @Test("A backslash is a separator, but not inside a character of GBK")
  func backslashes() throws {
    // 0x8C 0x5C is 孿 in GBK; its second byte alone would be a backslash.
    #expect(try name { $0.rawName = [0x8C, 0x5C, 0x5C, 0x61] } == "孿/a")
  }

  @Test("What is damaged is told entry by entry, and the rest is read")
  func damage() throws {
    var raw = RawArchive([("sound", "text"), ("checksum", "text"), ("shared", "text"), ("short", "text")])
    raw.entries[1].checksum = 1
    raw.entries[2].dataOf = 0
    raw.entries[3].claimedSize = 9
    raw.entries.append(RawArchive.Entry(name: "method", bytes: [1, 2], method: 98, claimedSize: 4))
    raw.entries.append(RawArchive.Entry(name: "link", bytes: Array("/etc/passwd".utf8)))
    (raw.entries[5].system, raw.entries[5].attributes) = (3, 0o120777 << 16)
    raw.entries.append(
      RawArchive.Entry(name: "deflate", bytes: [0xFF, 0xFF, 0xFF], method: 8, claimedSize: 4))
    #expect(
      try failures(raw) == [
        "checksum": .checksum, "shared": .sharedBytes, "short": .damaged, "method": .unsupportedMethod,
        "link": .symbolicLink, "deflate": .damaged,
      ])
  }

  @Test("Entries of one name are all read, each under a name of its own")
  func duplicates() throws {
    let archive = try FileArchive(
      bytes: RawArchive([("a.csv", "1"), ("A.csv", "22"), ("a.csv", "333")]).bytes())
    #expect(archive.paths == ["A(2).csv", "a(3).csv", "a.csv"])
    #expect(try archive.entries.map { try archive.bytes(of: $0).count } == [2, 3, 1])
    #expect(archive.entries.map(\.nameChange) == [.taken, .taken, nil])
  }

  @Test("Every limit holds, on what is claimed and on what comes out")
  func limits() throws {
    let raw = RawArchive([("a", "0123456789"), ("b", "0123456789")])
    #expect(throws: ArchiveError(.tooManyEntries, detail: "2 entries, 1 allowed")) {
      try failures(raw, limits: PackageLimits(entries: 1))
    }
    #expect(
      try failures(raw, limits: PackageLimits(bufferedPartBytes: 9)).values.allSatisfy {
        $0 == .entryTooLarge
      })
    #expect(try failures(raw, limits: PackageLimits(totalBytes: 19)) == ["b": .archiveTooLarge])
    let writer = ZIPWriter()
    try writer.add("bomb", bytes: [UInt8](repeating: 0, count: 4 << 20), level: .small)
    let bomb = try FileArchive(bytes: writer.finish(), limits: PackageLimits(ratioFloor: 1 << 20))
    #expect(bomb.failure(bomb.entries[0])?.code == .ratioTooHigh)
  }

  @Test("An archive that cannot be opened says why")
  func unopened() throws {
    let whole = RawArchive([("a", "some text that is long enough")]).bytes()
    #expect(throws: ArchiveError.self) { try FileArchive(bytes: Array(whole.dropLast(30))) }
    #expect(throws: ArchiveError.self) { try FileArchive(path: "/nowhere/a.zip") }
    #expect(try FileArchive(bytes: RawArchive().bytes()).entries.isEmpty)
    let behind = try FileArchive(bytes: Array("a lead of other bytes".utf8) + whole)
    #expect(behind.failure(behind.entries[0]) == nil)
  }

  @Test("A document is told from a folder of files by the names in it")
  func documents() throws {
    for name in ["[Content_Types].xml", "xl/workbook.xml", "mimetype", "Index/Document.iwa"] {
      #expect(try FileArchive(bytes: RawArchive([("a", ""), (name, "")]).bytes()).isDocument)
    }
    let files = RawArchive([("名册.xlsx", ""), ("xl/名册.xlsx", "")]).bytes()
    #expect(try !FileArchive(bytes: files).isDocument)
    #expect(FileArchive.mayBegin(files, name: "a.xlsx"))
    #expect(!FileArchive.mayBegin(RawArchive([("_rels/.rels", "")]).bytes(), name: "a.zip"))
  }

  @Test("A damaged or shortened archive throws or reads, and never traps", arguments: 0..<20)
  func mutations(seed: UInt64) throws {
    let writer = ZIPWriter()
    try writer.add("a.csv", bytes: Array("姓名\r\n".utf8), level: .stored)
    try writer.add("big.csv", bytes: (0..<60_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) })
    let whole = try writer.finish()
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(in: 0...255, using: &generator)
      }
      guard let archive = try? FileArchive(bytes: bytes, password: "x") else { continue }
      for entry in archive.entries { _ = archive.failure(entry) }
    }
  }
}
