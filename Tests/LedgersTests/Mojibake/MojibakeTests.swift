import Diagnostics
import Foundation
import SpreadsheetModel
import Testing

@testable import Ledgers

@Suite("Text read in a wrong encoding and saved again")
struct MojibakeTests {
  /// A way in which UTF-8 or GBK is read wrongly.
  enum Misreading: String, CaseIterable {
    case utf8AsGBK, utf8AsWindows1252, utf8AsLatin1, gbkAsLatin1

    private static let gbk = String.Encoding(rawValue: 0x8000_0632)

    /// What becomes of a text; `nil` where some of its bytes are lost.
    func spoil(_ text: String) -> String? {
      switch self {
      case .utf8AsGBK: String(data: Data(text.utf8), encoding: Self.gbk)
      case .utf8AsWindows1252:
        // Five bytes are undefined there; programs make control characters of them.
        text.utf8.map { byte in
          String(data: Data([byte]), encoding: .windowsCP1252) ?? String(Unicode.Scalar(byte))
        }.joined()
      case .utf8AsLatin1: String(data: Data(text.utf8), encoding: .isoLatin1)
      case .gbkAsLatin1:
        text.data(using: Self.gbk).flatMap { String(data: $0, encoding: .isoLatin1) }
      }
    }
  }

  /// Every title, synonym and term that the ledgers know.
  private static func words() throws -> [String] {
    let catalog = try LedgerCatalog.standard
    var words: Set<String> = []
    for ledger in catalog.ledgers {
      words.insert(ledger.title.zh)
      words.formUnion(ledger.synonyms)
      for field in ledger.fields {
        words.insert(field.title.zh)
        words.formUnion(field.synonyms)
        words.formUnion(catalog.codeList(of: field)?.terms.map(\.term) ?? [])
      }
    }
    return words.filter { $0.unicodeScalars.contains(where: TextFolding.isHan) }.sorted()
  }

  @Test("No title, synonym or term is taken for damage")
  func precision() throws {
    let words = try Self.words()
    #expect(words.count > 1500)
    for word in words { #expect(Mojibake(word) == nil, "\(word)") }
    for text in [
      "张三", "王玥", "欧阳娜娜", "阿不都·买买提", "郗鄱", "××××", "Ménage", "Müller Straße", "学习(第二次)", "①②③", "100％", "—",
      "人員類別：正式黨員", "镕堃喆", "～", "Ⅷ", "㎡", "囗囗囗",
    ] { #expect(Mojibake(text) == nil, "\(text)") }
  }

  @Test("What is misread comes back exactly", arguments: Misreading.allCases)
  func recall(_ way: Misreading) throws {
    var tried = 0
    var missed: [String] = []
    for word in try Self.words() {
      let han = word.unicodeScalars.count(where: TextFolding.isHan)
      guard han > 1, let spoiled = way.spoil(word), !spoiled.contains("\u{FFFD}") else { continue }
      // Pairs of a marked letter and a plain one are traditional characters in GBK, and French.
      if way == .gbkAsLatin1, ScriptTable.standard.hasTraditional(word) { continue }
      tried += 1
      guard let found = Mojibake(spoiled) else {
        missed.append(word)
        continue
      }
      #expect(found.certainty == .certain && found.text == word, "\(word)")
    }
    #expect(tried > 300)
    #expect(missed.count * 200 <= tried, "\(missed)")
  }

  @Test(
    "Text that lost bytes is told, and left as it is",
    arguments: ["鍏氭敮閮\u{FFFD}", "鍏氭敮閮?", "鍏氭敮閮"])
  func lost(_ text: String) throws {
    let found = try #require(Mojibake(text))
    #expect(found.certainty == .lost && found.text == text)
  }

  @Test(
    "A sheet is recognised through its damage, and every restored value keeps its original",
    arguments: Misreading.allCases)
  func sheet(_ way: Misreading) throws {
    let sound = [
      ["姓名", "性别", "民族", "出生年月", "人员类别"], ["阿不都·买买提", "男", "维族", "1985-07-16", "正式党员"],
      ["欧阳建国", "女", "汉族", "1979-01-02", "预备党员"],
    ]
    let spoiled = sound.map { row in
      row.map { way.spoil($0).flatMap { $0.contains("\u{FFFD}") ? nil : $0 } ?? $0 }
    }
    let values = spoiled.map { $0.map { CellValue.text($0) } }
    let table = try #require(
      LedgerReader(catalog: .standard).read(sheet: Sheet(name: "名册", values: values), path: "甲.xlsx").first)
    #expect(table.definition.id == "member")
    #expect(table.columns.map(\.field) == ["name", "gender", "ethnicity", "birth", "category"])
    let record = try #require(table.records.first)
    let name = table.field("name", of: record)
    #expect(name.value == .text("阿不都·买买提"))
    #expect(name.original == spoiled[1][0])
    #expect(name.change?.kind == .mojibake && name.change?.safety == .safe)
    #expect(name.change?.written == .text("阿不都·买买提"))
    // The word behind the damage is understood, and stays the office's.
    #expect(table.field("ethnicity", of: record).value == .text("维吾尔族"))
  }
}
