import Testing

@testable import Archives

@Suite("Names of entries as paths")
struct EntryPathTests {
  @Test(
    "A path stays inside the archive, whatever the name says",
    arguments: [
      ("甲/名册.xlsx", ["甲", "名册.xlsx"], false), ("甲\\名册.xlsx", ["甲", "名册.xlsx"], false),
      ("./甲//名册.xlsx", ["甲", "名册.xlsx"], false), ("../../名册.xlsx", ["名册.xlsx"], true),
      ("甲/../../名册.xlsx", ["甲", "名册.xlsx"], true), ("/etc/名册.xlsx", ["etc", "名册.xlsx"], true),
      ("C:\\台账\\名册.xlsx", ["台账", "名册.xlsx"], true), ("c:名册.xlsx", ["名册.xlsx"], true),
      ("名\u{0}册\u{1B}.xlsx", ["名_册_.xlsx"], true), ("名\u{202E}xslx.册", ["名_xslx.册"], true),
      ("cafe\u{301}.xlsx", ["caf\u{E9}.xlsx"], false),
    ])
  func paths(_ name: String, _ components: [String], _ isMended: Bool) {
    let path = EntryPath(name)
    #expect(path.components.map { Array($0.unicodeScalars) } == components.map { Array($0.unicodeScalars) })
    #expect(path.isMended == isMended)
  }

  @Test("Names that are taken get a number before their ending, whatever their case")
  func numbering() {
    var numbering = EntryNumbering()
    let names = ["名册.xlsx", "名册.xlsx", "名册.XLSX", "名册(2).xlsx", "名册"]
    #expect(
      names.map { numbering.unique($0, in: "甲") } == [
        "名册.xlsx", "名册(2).xlsx", "名册(3).XLSX", "名册(2)(2).xlsx", "名册",
      ])
    #expect(numbering.unique("名册.xlsx", in: "乙") == "名册.xlsx")
  }
}
