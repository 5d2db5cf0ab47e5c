import Testing
import XLSX

@Suite("Sheet titles")
struct SheetTitleTests {
  @Test(
    "Whatever people call things becomes a name that Excel takes",
    arguments: [
      ("第一支部", "第一支部"), ("一/二:三", "一_二_三"), ("'引号'", "引号"), ("", "Sheet"), ("History", "Sheet"),
    ])
  func allows(wanted: String, expected: String) {
    var names: Set<String> = []
    #expect(SheetTitle.unique(wanted, avoiding: &names) == expected)
  }

  @Test("Names that differ in case or length only are told apart within 31 units")
  func tellsApart() {
    var names: Set<String> = []
    let long = String(repeating: "长", count: 40)
    let titles = (0..<12).map { _ in SheetTitle.unique(long, avoiding: &names) }
    #expect(Set(titles).count == 12)
    #expect(titles.allSatisfy { $0.utf16.count <= 31 })
    #expect(SheetTitle.unique("Abc", avoiding: &names) == "Abc")
    #expect(SheetTitle.unique("aBC", avoiding: &names) == "aBC(2)")
  }
}
