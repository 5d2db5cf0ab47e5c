import Foundation
import SpreadsheetModel
import TestSupport
import Testing

@testable import XLSX

@Suite("Workbooks written at random")
struct RandomWorkbookTests {
  private static let environment = ProcessInfo.processInfo.environment
  /// More in the long run: `WRITTEN_WORKBOOKS=500`.
  static let count = environment["WRITTEN_WORKBOOKS"].flatMap(UInt64.init) ?? 12

  /// For other judges: `WRITTEN_FOLDER=FOLDER swift test --filter RandomWorkbookTests`.
  private static func keep(_ bytes: [UInt8], as name: String) throws {
    guard let folder = environment["WRITTEN_FOLDER"] else { return }
    try Data(bytes).write(to: URL(fileURLWithPath: folder).appendingPathComponent(name + ".xlsx"))
  }

  @Test("keep to the schemas and please the lint", arguments: 0..<RandomWorkbookTests.count)
  func written(seed: UInt64) throws {
    let bytes = try RandomWorkbook.make(seed: seed).bytes()
    try Self.keep(bytes, as: "written-\(seed)")
    #expect(try SchemaTable().violations(in: bytes).isEmpty)
    let findings = XLSXLinter.lint(bytes: bytes)
    #expect(findings.isEmpty, "\(findings)")
  }

  @Test(
    "join to one that keeps to the schemas, pleases the lint and has every value",
    arguments: 0..<RandomWorkbookTests.count)
  func joined(seed: UInt64) throws {
    let parts = try (0..<3).map { try RandomWorkbook.make(seed: seed * 3 + $0).bytes() }
    var joined = try XLSXEditor(bytes: parts[0])
    var expected = try XLSXReader(bytes: parts[0]).workbook().sheets
    for (number, part) in parts.enumerated().dropFirst() {
      let reader = try XLSXReader(bytes: part)
      guard try reader.dateSystem == joined.dateSystem else {
        var other = joined
        #expect(throws: EditError.self) { try other.append(XLSXEditor(bytes: part)) }
        continue
      }
      let names = reader.sheets.map { ($0.name, "\(number) \($0.name)") }
      _ = try joined.append(
        XLSXEditor(bytes: part), renaming: Dictionary(names, uniquingKeysWith: { first, _ in first }))
      expected += try reader.workbook().sheets
    }
    let bytes = try joined.save().bytes
    try Self.keep(bytes, as: "joined-\(seed)")
    #expect(try SchemaTable().violations(in: bytes).isEmpty)
    let findings = XLSXLinter.lint(bytes: bytes)
    #expect(findings.isEmpty, "\(findings)")
    let found = try XLSXReader(bytes: bytes).workbook().sheets
    #expect(found.count == expected.count)
    for (old, new) in zip(expected, found) {
      #expect(old.rows.map(\.index) == new.rows.map(\.index))
      for (left, right) in zip(old.rows.flatMap(\.cells), new.rows.flatMap(\.cells)) {
        #expect(left.value == right.value && left.column == right.column)
        #expect(old.displayedText(of: left) == new.displayedText(of: right))
      }
      #expect(old.mergedRanges == new.mergedRanges && old.visibility == new.visibility)
    }
  }
}
