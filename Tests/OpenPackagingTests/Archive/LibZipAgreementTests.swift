import CLibZip
import Foundation
import TestSupport
import Testing

@testable import OpenPackaging

/// libzip and our own reader of archives held against each other: the same entries, the same bytes.
@Suite("Agreement with libzip")
struct LibZipAgreementTests {
  struct Content: Equatable {
    var name: String
    var method: UInt16
    var storedSize: Int
    var checksum: UInt32
    var bytes: [UInt8]
  }

  /// The entries as libzip reads them, its consistency checks on.
  private func libZip(_ path: String) throws -> [Content] {
    var code: Int32 = 0
    let archive = try #require(zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code), "libzip error \(code)")
    defer { zip_discard(archive) }
    var contents: [Content] = []
    for index in 0..<UInt64(max(zip_get_num_entries(archive, 0), 0)) {
      var status = zip_stat_t()
      zip_stat_init(&status)
      try #require(zip_stat_index(archive, index, 0, &status) == 0)
      let file = try #require(zip_fopen_index(archive, index, 0))
      defer { zip_fclose(file) }
      var bytes = [UInt8](repeating: 0, count: Int(status.size))
      let count = bytes.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, UInt64($0.count)) }
      try #require(count == Int64(bytes.count))
      contents.append(
        Content(
          name: String(cString: status.name), method: status.comp_method, storedSize: Int(status.comp_size),
          checksum: status.crc, bytes: bytes))
    }
    return contents
  }

  private func ours(_ path: String) throws -> [Content] {
    let archive = try ZIPArchive(path: path)
    return try archive.entries.map { entry in
      Content(
        name: entry.name, method: entry.method.rawValue, storedSize: entry.compressedSize,
        checksum: entry.crc32, bytes: try archive.bytes(of: entry))
    }
  }

  @Test("Workbooks of other programs hold the same parts for both", arguments: SampleFiles.workbooks)
  func samples(_ path: String) throws {
    #expect(try ours(path) == libZip(path))
  }

  @Test("What we write libzip finds consistent, and reads as we do")
  func written() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/written.zip"
      let writer = ZIPWriter()
      var long: [UInt8] = []
      for number in 0..<60_000 { long.append(contentsOf: Array("<c r=\"A\(number)\"/>".utf8)) }
      try writer.add("[Content_Types].xml", bytes: Array("<Types/>".utf8))
      try writer.add("xl/工作表.xml", bytes: long)
      try writer.add("empty.bin", bytes: [])
      try Data(writer.finish()).write(to: URL(fileURLWithPath: path))
      let read = try libZip(path)
      #expect(read.map(\.name) == ["[Content_Types].xml", "xl/工作表.xml", "empty.bin"])
      #expect(read[1].bytes == long)
      #expect(try ours(path) == read)
    }
  }
}
