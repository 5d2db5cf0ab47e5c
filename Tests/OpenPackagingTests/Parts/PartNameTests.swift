import OpenPackaging
import Testing

@Suite("Names of parts")
struct PartNameTests {
  @Test(
    "Targets resolve from the part that has the relationship",
    arguments: [
      ("worksheets/sheet1.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"),
      ("/xl/styles.xml", "xl/workbook.xml", "xl/styles.xml"),
      ("../media/a.png", "xl/drawings/drawing1.xml", "xl/media/a.png"),
      ("../../../../a", "xl/workbook.xml", "a"),
      ("./a//b.xml", "", "a/b.xml"),
      ("xl\\workbook.xml", "", "xl/workbook.xml"),
      ("worksheets/%E8%A1%A8.xml", "xl/workbook.xml", "xl/worksheets/表.xml"),
      ("sheet1.xml#Sheet1!A1", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet1.xml"),
      ("100%.xml", "", "100%.xml"),
    ])
  func resolution(target: String, source: String, expected: String) {
    #expect(PartName.resolve(target, from: source) == expected)
  }

  @Test(
    "The relationships of a part stand beside it",
    arguments: [
      ("", "_rels/.rels"), ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"),
      ("a.xml", "_rels/a.xml.rels"),
    ])
  func relationshipsPart(source: String, expected: String) {
    #expect(PartName.relationshipsPart(of: source) == expected)
  }

  @Test("Names compare without regard to case, leading slashes and the direction of slashes")
  func keys() {
    #expect(PartName.key("/XL/Workbook.xml") == PartName.key("xl\\workbook.xml"))
    #expect(PartName.key("xl/表.XML") == "xl/表.xml")
  }
}
