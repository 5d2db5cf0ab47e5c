import Foundation
import OpenPackaging
import Testing

@Suite("A file that appears whole or not at all")
struct AtomicFileTests {
  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("atomic-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  private func mode(of file: URL) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
  }

  @Test("is private and beside its target until committed")
  func privacy() throws {
    try inFolder { folder in
      let target = folder.appendingPathComponent("汇总.xlsx")
      let file = try AtomicFile(target.path, replacing: false)
      try file.write([1, 2, 3])
      let name = try #require(names(in: folder).first)
      #expect(name.hasPrefix(".~汇总.xlsx.") && name.hasSuffix(".partial"))
      #expect(try mode(of: folder.appendingPathComponent(name)) == 0o600)
      try file.overwrite(at: 1, with: [9])
      try file.commit()
      #expect(try names(in: folder) == ["汇总.xlsx"])
      #expect(try Data(contentsOf: target) == Data([1, 9, 3]))
    }
  }

  @Test("leaves nothing behind when given up")
  func givenUp() throws {
    try inFolder { folder in
      do {
        let file = try AtomicFile(folder.appendingPathComponent("a").path, replacing: true)
        try file.write([UInt8](repeating: 7, count: 1_000_000))
      }
      #expect(try names(in: folder).isEmpty)
    }
  }

  @Test("takes the place of no pipe and no device")
  func special() throws {
    try inFolder { folder in
      let pipe = folder.appendingPathComponent("pipe").path
      #expect(mkfifo(pipe, 0o600) == 0)
      for target in [pipe, "/dev/null"] {
        let error = #expect(throws: OutputError.self) { try AtomicFile(target, replacing: true) }
        #expect(error?.code == .isNoFile)
      }
      let left = try names(in: folder)
      #expect(left == ["pipe"])
    }
  }

  @Test("replaces a file only if told to, and keeps its mode")
  func replacing() throws {
    try inFolder { folder in
      let target = folder.appendingPathComponent("a")
      try Data([1]).write(to: target)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: target.path)
      #expect(throws: OutputError.self) { try AtomicFile(target.path, replacing: false) }
      let file = try AtomicFile(target.path, replacing: true)
      try file.write([2])
      try file.commit()
      #expect(try Data(contentsOf: target) == Data([2]))
      #expect(try mode(of: target) == 0o640)
    }
  }

  @Test("a target that appears meanwhile is not replaced")
  func race() throws {
    try inFolder { folder in
      let target = folder.appendingPathComponent("a")
      let file = try AtomicFile(target.path, replacing: false)
      try Data([1]).write(to: target)
      #expect { try file.commit() } throws: { ($0 as? OutputError)?.code == .exists }
      #expect(try Data(contentsOf: target) == Data([1]))
    }
  }

  @Test("a folder, a missing folder and an empty name are refused by name")
  func refusals() throws {
    try inFolder { folder in
      #expect { try AtomicFile(folder.path, replacing: true) } throws: {
        ($0 as? OutputError)?.code == .isFolder
      }
      #expect { try AtomicFile(folder.path + "/no/a", replacing: true) } throws: {
        ($0 as? OutputError)?.code == .folderMissing
      }
    }
  }
}
