import TestSupport
import Testing

@testable import OpenPackaging

@Suite("Packages")
struct OPCPackageTests {
  static let types = """
    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
    <Default Extension="XML" ContentType="application/xml"/>
    <Override PartName="/xl/Workbook.xml" ContentType="application/main"/></Types>
    """

  @Test("Content types go by override, then by extension, without regard to case")
  func contentTypes() throws {
    let package = try OPCPackage(
      bytes: RawArchive([("[Content_Types].xml", Self.types), ("xl/workbook.xml", "<w/>")]).bytes())
    #expect(package.contentTypes.type(of: "XL/workbook.xml") == "application/main")
    #expect(package.contentTypes.type(of: "/a/b.Xml") == "application/xml")
    #expect(package.contentTypes.type(of: "a.png") == nil)
    #expect(package.hasPart("/xl/workbook.XML"))
  }

  @Test("Relationships name parts inside and targets outside")
  func relationships() throws {
    let links = """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Target="worksheets/sheet1.xml" Id="rId1" Type="http://x/relationships/worksheet"/>
      <Relationship Id="rId2" Type="http://y/hyperlink" Target="https://e.org/" TargetMode="External"/>
      </Relationships>
      """
    let package = try OPCPackage(
      bytes: RawArchive([
        ("[Content_Types].xml", Self.types), ("xl/_rels/workbook.xml.rels", links),
      ]).bytes())
    let relationships = try package.relationships(of: "xl/workbook.xml")
    #expect(relationships[id: "rId1"]?.part == "xl/worksheets/sheet1.xml")
    #expect(relationships.first("worksheet")?.id == "rId1")
    #expect(relationships[id: "rId2"]?.part == nil)
    #expect(relationships[id: "rId2"]?.isExternal == true)
    #expect(try package.relationships(of: "xl/other.xml").all.isEmpty)
  }

  @Test("A ZIP archive without content types is no package")
  func bareArchive() {
    #expect(throws: PackageError.self) { try OPCPackage(bytes: RawArchive([("a", "b")]).bytes()) }
  }

  @Test("Content types with a document type are refused")
  func documentType() {
    let evil = "<!DOCTYPE a [<!ENTITY b 'c'>]><Types>&b;</Types>"
    let error = #expect(throws: PackageError.self) {
      try OPCPackage(bytes: RawArchive([("[Content_Types].xml", evil)]).bytes())
    }
    #expect(error?.code == .malformedPart)
  }
}
