import Foundation
@testable import OpenPackaging
import TestSupport
import Testing

@Suite("Compound files written anew")
struct CompoundRewritingTests {
  private func encrypted() throws -> CompoundFile {
    let url = SampleFiles.folder.appendingPathComponent("broken/加密.xlsx")
    return try CompoundFile(bytes: [UInt8](Data(contentsOf: url)))
  }

  @Test(
    "Streams hold what was put into them, of whatever length, and all others stay",
    arguments: [0, 1, 64, 4095, 4096, 512 * 1000 + 7, 512 * 128 * 109, 512 * 128 * 400])
  func keepsStreams(count: Int) throws {
    let original = try encrypted()
    let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 9) }
    let again = try CompoundFile(bytes: original.replacing(["encryptedpackage": content]))
    #expect(again.entries.map(\.name) == original.entries.map(\.name))
    for (entry, other) in zip(original.entries, again.entries) where entry.isStream {
      let expected = entry.name == "EncryptedPackage" ? content : original.bytes(of: entry)
      #expect(again.bytes(of: other) == expected, "\(entry.name)")
    }
  }

  @Test(
    "Another package under the same password opens with it, and with no other",
    arguments: [1, 16, 4096, 100_001])
  func encryptsAlike(count: Int) throws {
    let url = SampleFiles.folder.appendingPathComponent("broken/加密.xlsx")
    let original = try [UInt8](Data(contentsOf: url))
    let plain = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let locked = try OPCPackage.encrypt(plain, like: original, password: "123456")
    #expect(try EncryptedPackage.decrypt(locked, password: "123456").bytes == plain)
    #expect(throws: PackageError.self) { try EncryptedPackage.decrypt(locked, password: "other") }
    #expect(throws: PackageError.self) { try OPCPackage.encrypt(plain, like: original, password: "other") }
  }
}
