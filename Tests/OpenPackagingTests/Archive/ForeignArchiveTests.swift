import Foundation
import TestSupport
import Testing

@testable import OpenPackaging

/// Archives as other tools leave them, put together byte by byte.
@Suite("Archives of other making")
struct ForeignArchiveTests {
  static let parts = [("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>")]

  static func contents(_ bytes: [UInt8]) throws -> [String] {
    let archive = try ZIPArchive(bytes: bytes)
    return try archive.entries.map { String(decoding: try archive.bytes(of: $0), as: UTF8.self) }
  }

  @Test("Bytes in front of an archive and behind it are passed over")
  func surroundings() throws {
    let archive = RawArchive(Self.parts).bytes()
    let expected = Self.parts.map(\.1)
    #expect(try Self.contents(Array("#!/bin/sh\n".utf8) + archive) == expected)
    #expect(try Self.contents([0xEF, 0xBB, 0xBF] + archive) == expected)
    #expect(try Self.contents(archive + Array("\r\n--boundary--\r\n".utf8)) == expected)
    #expect(try Self.contents(archive + [UInt8](repeating: 0, count: 40_000)) == expected)
  }

  @Test("An archive whose offsets count from its file's start reads behind a lead as well")
  func movedOffsets() throws {
    // A stub of which the offsets know: nothing is to be shifted.
    let lead = Array("stub".utf8)
    var archive = RawArchive(Self.parts)
    archive.lead = lead.count
    #expect(try Self.contents(lead + archive.bytes()) == Self.parts.map(\.1))
  }

  @Test("A comment is part of the archive, whatever it looks like")
  func comments() throws {
    var archive = RawArchive(Self.parts).bytes()
    // A comment that begins like an end record, and leads nowhere.
    let comment: [UInt8] = [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0xFF, count: 40)
    archive[archive.count - 2] = UInt8(comment.count)
    #expect(try Self.contents(archive + comment) == Self.parts.map(\.1))
  }

  @Test("A second archive in the comment of the first leaves open which of them is meant")
  func archiveInComment() throws {
    var archive = RawArchive(Self.parts).bytes()
    var other = RawArchive([("xl/workbook.xml", "<other/>")])
    other.lead = archive.count
    let comment = other.bytes()
    archive[archive.count - 2] = UInt8(comment.count & 0xFF)
    archive[archive.count - 1] = UInt8(comment.count >> 8)
    #expect(ZIPArchiveTests.failure(archive + comment) == .damaged)
  }

  @Test("An archive cut short is not taken for the archive that is stored in it")
  func storedArchive() throws {
    let inner = RawArchive(Self.parts).bytes()
    var outer = RawArchive([("a.txt", "a"), ("b.xlsx", "")])
    outer.entries[1].bytes = inner
    let whole = outer.bytes()
    #expect(try ZIPArchive(bytes: whole).entries.count == 2)
    for left in [1, 30, 60, 100] {
      #expect(ZIPArchiveTests.failure(Array(whole.dropLast(left))) == .truncated, "\(left)")
    }
  }

  @Test("Sizes may be missing from headers in front of the data, where the directory has them")
  func dataDescriptors() throws {
    var archive = RawArchive(Self.parts)
    for index in archive.entries.indices {
      archive.entries[index].flags = 8
      archive.entries[index].hasDataDescriptor = true
    }
    #expect(try Self.contents(archive.bytes()) == Self.parts.map(\.1))
  }

  @Test("Numbers of 64 bits are read, behind a lead too")
  func largeNumbers() throws {
    var archive = RawArchive(Self.parts)
    for index in archive.entries.indices { archive.entries[index].isZIP64 = true }
    archive.hasZIP64End = true
    #expect(try Self.contents(archive.bytes()) == Self.parts.map(\.1))
    #expect(try Self.contents(Array("lead".utf8) + archive.bytes()) == Self.parts.map(\.1))
  }

  @Test("Entries that share bytes are refused: so are the densest archives made")
  func sharedBytes() throws {
    var archive = RawArchive(Self.parts)
    archive.entries[1].dataOf = 0
    #expect(ZIPArchiveTests.failure(archive.bytes()) == .damaged)
  }

  @Test("A directory of more or fewer entries than it claims is refused")
  func counts() throws {
    var archive = RawArchive(Self.parts)
    archive.claimedCount = 1
    #expect(ZIPArchiveTests.failure(archive.bytes()) == .damaged)
    archive.claimedCount = 3
    #expect(ZIPArchiveTests.failure(archive.bytes()) == .damaged)
  }

  @Test("Names that are no UTF-8 stay apart from one another")
  func foreignNames() throws {
    var archive = RawArchive([("a", "1"), ("b", "2")])
    archive.entries[0].rawName = [0xD6, 0xD0]
    archive.entries[1].rawName = [0xD6, 0xD1]
    #expect(try Self.contents(archive.bytes()) == ["1", "2"])
  }

  @Test("A file is read as its bytes are, small or large", arguments: [10, 3 << 20])
  func files(size: Int) throws {
    let content = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
    let writer = ZIPWriter()
    try writer.add("a", bytes: content, level: .stored)
    try writer.add("b", bytes: content)
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).zip")
    defer { try? FileManager.default.removeItem(at: url) }
    try Data(writer.finish()).write(to: url)
    let archive = try ZIPArchive(path: url.path)
    for entry in archive.entries { #expect(try archive.bytes(of: entry) == content) }
  }

  @Test("A folder and a missing file cannot be read", arguments: ["/", "/nonexistent/file.xlsx"])
  func noFiles(path: String) {
    #expect(throws: PackageError.self) { try ZIPArchive(path: path) }
  }
}
