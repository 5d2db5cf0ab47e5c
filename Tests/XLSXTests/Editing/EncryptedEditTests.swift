import Foundation
import OpenPackaging
import SpreadsheetModel
import TestSupport
import Testing
import XLSX

@Suite("Editing encrypted workbooks")
struct EncryptedEditTests {
  @Test(
    "An edited workbook opens with the password it came with, and the same edit gives the same bytes",
    arguments: [
      ("encrypted-agile", "密码123" as String?), ("encrypted-standard", "Secret"), ("encrypted-silently", nil),
    ])
  func staysEncrypted(name: String, password: String?) throws {
    let bytes = try [UInt8](Data(contentsOf: try Fixture.url(name)))
    func edited() throws -> [UInt8] {
      var editor = try XLSXEditor(bytes: bytes, password: password)
      let sheet = try #require(editor.sheetNames.first)
      try editor[sheet].set("Z9", to: .text("更正"))
      return try editor.save().bytes
    }
    let result = try edited()
    #expect(try result == edited())
    #expect(!result.starts(with: Array("PK".utf8)))
    let reader = try XLSXReader(bytes: result, password: password)
    #expect(reader.package.encryption != nil)
    #expect(try reader.workbook().sheets[0][try #require(CellReference(a1: "Z9"))]?.value == .text("更正"))
    if password != nil { #expect(throws: XLSXError.self) { try XLSXReader(bytes: result) } }
  }

  @Test("Without an edit the bytes are those that came, written to a file as well")
  func untouched() throws {
    let url = try Fixture.url("encrypted-agile")
    try withTemporaryFolder { folder in
      var editor = try XLSXEditor(path: url.path, password: "密码123")
      try editor.save(to: folder + "/same.xlsx", replacing: false)
      #expect(try Data(contentsOf: url) == Data(contentsOf: URL(fileURLWithPath: folder + "/same.xlsx")))
      editor = try XLSXEditor(path: url.path, password: "密码123")
      let sheet = try #require(editor.sheetNames.first)
      try editor[sheet].set("A1", to: .number(1))
      try editor.save(to: folder + "/other.xlsx", replacing: false)
      let again = try XLSXReader(
        contentsOf: URL(fileURLWithPath: folder + "/other.xlsx"), password: "密码123")
      #expect(try again.workbook().sheets[0][try #require(CellReference(a1: "A1"))]?.value == .number(1))
    }
  }

  @Test("A wrong password and none are told as such")
  func refusals() throws {
    let path = try Fixture.url("encrypted-agile").path
    #expect(throws: EditError.self) { try XLSXEditor(path: path) }
    #expect(throws: EditError.self) { try XLSXEditor(path: path, password: "wrong") }
  }
}
