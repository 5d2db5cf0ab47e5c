import Foundation
import TestSupport
import Testing
import XLSX

@Suite("Every kind of content")
struct GalleryTests {
  @Test(
    "openpyxl reads it without a warning", .enabled(if: Judges.hasOpenpyxl, Judges.missing),
    arguments: Gallery.all.map(\.name)
  )
  func openpyxl(name: String) throws {
    let make = try #require(Gallery.all.first { $0.name == name }?.make)
    try withTemporaryFile("\(name).xlsx") { file in
      try make().save(to: file)
      let seen = Judges.openpyxl(
        """
        import warnings
        warnings.filterwarnings("error")
        warnings.filterwarnings("ignore", message=".*extension is not supported.*")
        book = openpyxl.load_workbook(file)
        print(len(book.sheetnames))
        """, file)
      #expect(seen.status == 0, "\(seen.output)")
    }
  }

  @Test("the same calls give the same bytes", arguments: Gallery.all.map(\.name))
  func determinism(name: String) throws {
    let make = try #require(Gallery.all.first { $0.name == name }?.make)
    #expect(try make().bytes() == make().bytes())
  }
}
