import Foundation
import Testing

@testable import OpenPackaging

@Suite("Packages rewritten")
struct PackageEditTests {
  private func package(_ parts: [(String, String)]) throws -> OPCPackage {
    let writer = ZIPWriter()
    for (name, text) in [("[Content_Types].xml", "<Types/>")] + parts {
      try writer.add(name, bytes: Array(text.utf8), level: .balanced)
    }
    return try OPCPackage(bytes: writer.finish())
  }

  private func saved(_ edit: PackageEdit) throws -> ZIPArchive {
    let writer = ZIPWriter()
    try edit.write(to: writer)
    return try ZIPArchive(bytes: writer.finish())
  }

  @Test("untouched parts keep their stored bytes and their order; new ones come last")
  func fates() throws {
    let text = String(repeating: "党建台账 ", count: 500)
    let original = try package([("a.xml", text), ("B.xml", "old"), ("c/d.bin", "gone")])
    var edit = PackageEdit(original)
    #expect(edit.isUnchanged)
    try edit.set("b.XML", to: Array("new".utf8))
    try edit.set("e.xml", to: Array("added".utf8))
    edit.drop("C/D.bin")
    #expect(edit.fates.map(\.name) == ["[Content_Types].xml", "a.xml", "B.xml", "c/d.bin", "e.xml"])
    #expect(edit.fates.map(\.fate) == [.kept, .kept, .patched, .dropped, .added])
    #expect(!edit.contains("c/d.bin") && edit.contains("E.XML"))
    #expect(throws: PackageError.self) { try edit.bytes(of: "c/d.bin") }
    let result = try saved(edit)
    #expect(result.entries.map(\.name) == ["[Content_Types].xml", "a.xml", "B.xml", "e.xml"])
    let (old, new) = (try original.entry(of: "a.xml"), try #require(result.entry(named: "a.xml")))
    #expect(try original.archive.rawBytes(of: old) == result.rawBytes(of: new))
    #expect(try result.bytes(of: new) == Array(text.utf8))
    #expect(try result.bytes(of: #require(result.entry(named: "B.xml"))) == Array("new".utf8))
  }

  @Test("a part that gets its own bytes back is untouched again")
  func undone() throws {
    var edit = PackageEdit(try package([("a.xml", "one")]))
    try edit.set("a.xml", to: Array("two".utf8))
    try edit.set("a.xml", to: Array("one".utf8))
    try edit.set("n.xml", to: [1])
    edit.drop("n.xml")
    #expect(edit.isUnchanged)
    edit.drop("a.xml")
    try edit.set("a.xml", to: Array("one".utf8))
    #expect(edit.isUnchanged)
  }

  @Test("added parts are found by any spelling of their name, after others were dropped, too")
  func additions() throws {
    var edit = PackageEdit(try package([("a.xml", "one")]))
    for number in 0..<5 { try edit.set("n/\(number).xml", to: [UInt8(number)]) }
    edit.drop("N/1.XML")
    edit.drop("n/1.xml")
    try edit.set("N/4.xml", to: [40])
    try edit.set("n/5.xml", to: [5])
    #expect(edit.names.suffix(5) == ["n/0.xml", "n/2.xml", "n/3.xml", "n/4.xml", "n/5.xml"])
    #expect(!edit.contains("n/1.xml"))
    #expect(
      try ["n/0.xml", "n/2.xml", "/n/3.xml", "n\\4.xml", "n/5.xml"].map(edit.bytes) == [
        [0], [2], [3], [40], [5],
      ])
  }

  @Test("a patch over a large part is applied on the way out")
  func spliced() throws {
    let text = (0..<100_000).map { "<c>\($0)</c>" }.joined()
    let original = try package([("s.xml", text)])
    var edit = PackageEdit(original)
    var patch = PartPatch()
    patch.insert("x", at: 0)
    patch.replace(3..<4, with: "zero")
    patch.remove(text.utf8.count - 4..<text.utf8.count)
    try edit.patch("s.xml", original.bytes(of: "s.xml"), with: patch)
    let expected = "x<c>zero" + text.dropFirst(4).dropLast(4)
    #expect(try edit.bytes(of: "s.xml") == Array(expected.utf8))
    let result = try saved(edit)
    #expect(try result.bytes(of: #require(result.entry(named: "s.xml"))) == Array(expected.utf8))
    // A second patch is laid over the first.
    var second = PartPatch()
    second.remove(0..<1)
    try edit.patch("s.xml", edit.bytes(of: "s.xml"), with: second)
    #expect(try edit.bytes(of: "s.xml") == Array(expected.utf8.dropFirst()))
  }

  @Test("insertions at one place keep their order, and come before what is replaced there")
  func patchOrder() throws {
    var patch = PartPatch()
    patch.replace(2..<3, with: "C")
    patch.insert("1", at: 2)
    patch.insert("2", at: 2)
    patch.insert("3", at: 5)
    #expect(try patch.applied(to: Array("abcde".utf8)) == Array("ab12Cde3".utf8))
  }

  @Test("what is discarded goes with what was planned inside of it")
  func discarded() throws {
    var patch = PartPatch()
    patch.replace(2..<3, with: "C")
    patch.insert("1", at: 1)
    patch.insert("2", at: 5)
    patch.discard(1..<4)
    #expect(try patch.applied(to: Array("abcde".utf8)) == Array("ae2".utf8))
  }

  /// Debug builds stop, others throw; bytes that lack a change are made by neither.
  private static func end(_ body: () throws -> [UInt8]) {
    if (try? body()) == nil { exit(1) }
  }

  @Test("changes that overlap make no bytes")
  func overlapping() async {
    await #expect(processExitsWith: .failure) {
      var patch = PartPatch()
      patch.replace(2..<3, with: "C")
      patch.replace(2..<4, with: "no")
      let planned = patch
      Self.end { try planned.applied(to: Array("abcde".utf8)) }
    }
    await #expect(processExitsWith: .failure) {
      var patch = PartPatch()
      patch.remove(3..<6)
      let planned = patch
      Self.end { try planned.applied(to: Array("abcde".utf8)) }
    }
  }
}
