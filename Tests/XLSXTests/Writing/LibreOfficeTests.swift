import Foundation
import TestSupport
import Testing
import XLSX

@Suite("LibreOffice opens what we write", .serialized)
struct LibreOfficeTests {
  @Test("and keeps the values, formulas calculated", .enabled(if: Judges.hasLibreOffice, Judges.missing))
  func values() throws {
    try withTemporaryFile("formulas.xlsx") { file in
      try Gallery.formulas().save(to: file)
      let csv = try #require(
        Judges.libreOffice(convert: file, to: "csv:Text - txt - csv (StarCalc):44,34,76"))
      let text = try String(contentsOf: csv, encoding: .utf8)
      let first = text.split(separator: "\n").first.map(String.init) ?? ""
      #expect(first.hasPrefix("甲,1,,15"), "\(text)")
    }
  }

  @Test(
    "and prints every kind of content", .enabled(if: Judges.hasLibreOffice, Judges.missing),
    arguments: Gallery.all.map(\.name))
  func pages(name: String) throws {
    let make = try #require(Gallery.all.first { $0.name == name }?.make)
    try withTemporaryFile("\(name).xlsx") { file in
      try make().save(to: file)
      let pdf = try #require(Judges.libreOffice(convert: file, to: "pdf"))
      #expect(try Data(contentsOf: pdf).starts(with: Array("%PDF".utf8)))
    }
  }
}
