import Foundation
import OpenPackaging
import TestSupport
import Testing

@testable import Server

@Suite("Archives on the clerk's page")
struct ArchiveUploadTests {
  private static let csv = Array("姓名,性别,民族\n张三,男,汉族\n李四,女,汉族\n".utf8)

  private func files(_ client: PageClient) async throws -> [[String: Any]] {
    try #require(try await client.visit()["files"] as? [[String: Any]])
  }

  @Test("The files of an archive stand on the page as those of a folder, and what is not read is told")
  func unpacked() async throws {
    var archive = RawArchive([("甲/名册.csv", ""), ("坏.csv", "x"), ("合影.jpg", "x")])
    archive.entries[0].bytes = Self.csv
    archive.entries[1].checksum = 1
    let client = try await PageClient.visiting()
    let answer = try await client.upload("台账.zip", archive.bytes())
    #expect(answer.status == 201)
    #expect(answer.text.contains("合影.jpg"))
    let files = try await files(client)
    #expect(files.map { $0["name"] as? String } == ["台账.zip/坏.csv", "台账.zip/甲/名册.csv"])
    #expect(files.map { $0["state"] as? String } == ["failed", "read"])
  }

  @Test("A protected archive asks for its password once, for all its files")
  func protected() async throws {
    let path = SampleFiles.folder.deletingLastPathComponent().appendingPathComponent(
      "Tests/ArchivesTests/Fixtures/aes256.zip")
    let client = try await PageClient.visiting()
    try await client.upload("aes256.zip", [UInt8](try Data(contentsOf: path)))
    let closed = try await files(client)
    #expect(closed.map { $0["name"] as? String } == ["aes256.zip"])
    #expect((closed[0]["failure"] as? [String: Any])?["wantsPassword"] as? Bool == true)
    #expect(try await client.post("/api/files/1/password", ["password": "ledger2025"]).status == 204)
    #expect(try await files(client).map { $0["state"] as? String } == ["read", "read"])
  }

  @Test("An archive with more than the page takes is one file's failure, and leaves the rest alone")
  func limits() async throws {
    let writer = ZIPWriter()
    for name in ["a.csv", "b.csv"] {
      try writer.add(name, bytes: Self.csv + [UInt8](repeating: UInt8(ascii: "\n"), count: 50_000))
    }
    let archive = try writer.finish()
    #expect(archive.count < 5_000)
    let changes: [(inout ServerLimits) -> Void] = [{ $0.files = 2 }, { $0.visitBytes = 90_000 }]
    for change in changes {
      var limits = ServerLimits()
      change(&limits)
      let client = try await PageClient.visiting(limits: limits)
      try await client.upload("c.csv", Self.csv)
      try await client.upload("台账.zip", archive)
      #expect(try await files(client).map { $0["state"] as? String } == ["read", "failed"])
    }
  }
}
