import Foundation
import OpenPackaging
import TestSupport
import Testing

@testable import Archives

/// The path of an archive that another program has made.
func fixture(_ name: String) throws -> String {
  try #require(Bundle.module.url(forResource: "Fixtures/" + name, withExtension: "zip")).path
}

extension FileArchive {
  /// The paths of the files.
  var paths: [String] { entries.map { $0.path.joined(separator: "/") } }

  /// The code of the error that an entry ends with; `nil` where it can be read.
  func failure(_ entry: ArchiveEntry) -> ArchiveError? {
    do throws(ArchiveError) {
      _ = try bytes(of: entry)
      return nil
    } catch {
      return error
    }
  }
}

@Suite("Archives of other programs")
struct ArchiveReadingTests {
  private static let short = Array("姓名,性别\r\n王五,男\r\n".utf8)

  @Test(
    "Encrypted entries are read under their password: the old kind (Info-ZIP) and AES (7-Zip)",
    arguments: ["zipcrypto", "aes128", "aes192", "aes256"])
  func passwords(_ name: String) throws {
    let archive = try FileArchive(path: fixture(name), password: "ledger2025")
    #expect(archive.paths == ["报送/乙/名册.csv", "报送/名册.csv"])
    #expect(try archive.bytes(of: archive.entries[0]) == Self.short)
    #expect(try archive.bytes(of: archive.entries[1]).count == 10_722)
    for (password, code) in [(nil, ArchiveError.Code.passwordNeeded), ("ledger2024", .wrongPassword)] {
      let closed = try FileArchive(path: fixture(name), password: password)
      #expect(closed.entries.map { closed.failure($0)?.code } == [code, code])
    }
  }

  @Test("A password in Chinese opens archives made with its bytes in GBK, as archivers on Windows do")
  func chinesePassword() throws {
    let archive = try FileArchive(path: fixture("gbk-password"), password: "台账2025")
    #expect(try archive.bytes(of: archive.entries[0]) == Self.short)
  }

  @Test("Other methods than deflate are unpacked, or told by their names (7-Zip)")
  func methods() throws {
    for name in ["bzip2", "lzma", "xz", "deflate64", "ppmd"] {
      let archive = try FileArchive(path: fixture(name))
      #expect(try archive.bytes(of: archive.entries[0]) == Self.short, "a stored entry beside it")
      if let failure = archive.failure(archive.entries[1]) {
        #expect(failure.code == .unsupportedMethod)
        #expect(failure.detail.lowercased() == name)
      } else {
        #expect(try archive.bytes(of: archive.entries[1]).count == 10_722)
      }
    }
    let bzip2 = try FileArchive(path: fixture("bzip2"))
    #expect(bzip2.failure(bzip2.entries[1]) == nil)
  }

  @Test("Names in GBK without a flag, as Windows writes them")
  func windows() throws {
    let archive = try FileArchive(path: fixture("windows"))
    #expect(
      Set(archive.paths) == ["员.csv", "繁體與㐂.csv", "第一党支部/党费（第四季度）.csv", "第一党支部/名册.csv"])
  }

  @Test("Names of macOS are composed")
  func mac() throws {
    let archive = try FileArchive(path: fixture("mac"))
    let path = try #require(archive.paths.last)
    #expect(Array(path.unicodeScalars) == Array("第一党支部/名册\u{E9}.csv".unicodeScalars))
    #expect(archive.paths.contains("第一党支部/.DS_Store"))
  }

  @Test("An archive inside another is opened out of memory or, large, out of a file without a name")
  func nested() throws {
    for size in [100, 3 << 20] {
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
      let inner = ZIPWriter()
      try inner.add("名册.csv", bytes: bytes, level: .stored)
      let outer = ZIPWriter()
      for name in ["a.zip", "b.zip"] { try outer.add(name, bytes: inner.finish(), level: .stored) }
      let archive = try FileArchive(bytes: outer.finish())
      let spool = ArchiveSpool()
      let opened = try archive.entries.map { try FileArchive($0, of: archive, in: spool) }
      for inside in opened {
        #expect(inside.paths == ["名册.csv"])
        #expect(try inside.bytes(of: inside.entries[0]) == bytes)
      }
    }
  }
}
