import Formula
import Foundation
import OpenPackaging
import SpreadsheetModel
import TestSupport
import Testing

@testable import XLSX

/// Random sessions of edits beside a plain model of what the sheets must hold.
@Suite("Sessions of edits against a model")
struct EditModelTests {
  /// What a workbook must hold: values, or formulas without their results.
  struct Model {
    enum Content: Hashable {
      case value(CellValue)
      case formula(String)
    }

    var order: [String] = []
    var sheets: [String: [CellReference: Content]] = [:]

    /// Every formula after a change of the sheets.
    mutating func follow(_ change: SheetChange) {
      for (name, cells) in sheets {
        sheets[name] = cells.mapValues { content in
          guard case .formula(let formula) = content else { return content }
          return .formula(FormulaText(formula).adjusted(for: change, on: name) ?? formula)
        }
      }
    }

    mutating func move(_ sheet: String, by grid: GridEdit) {
      follow(.edit(grid, sheet: sheet))
      var moved: [CellReference: Content] = [:]
      for (cell, content) in sheets[sheet] ?? [:] {
        if let place = grid.moved(cell) { moved[place] = content }
      }
      sheets[sheet] = moved
    }

    mutating func rename(_ old: String, to new: String) {
      follow(.rename(sheet: old, to: new))
      sheets[new] = sheets.removeValue(forKey: old)
      order = order.map { $0 == old ? new : $0 }
    }
  }

  /// A session over one workbook.
  struct Session {
    var random: SeededGenerator
    var editor: XLSXEditor
    var model: Model
    var names = 0
    /// What the lint had against the workbook before.
    let known: Set<LintFinding>

    init(seed: UInt64) throws {
      random = SeededGenerator(seed: seed)
      let spelling = Editing.Spelling.allCases[Int(seed % 3)]
      let bytes = try Editing.respelled(Self.workbook(sharesTexts: seed % 2 == 0, &random), spelling)
      editor = try XLSXEditor(bytes: bytes)
      model = try Self.read(bytes)
      known = Set(XLSXLinter.lint(bytes: bytes))
    }

    /// Two sheets with texts, numbers and formulas; a table, rules that overlap, a part nobody knows.
    static func workbook(sharesTexts: Bool, _ random: inout SeededGenerator) throws -> [UInt8] {
      var book = XLSXWriter()
      let seeds = (0..<40).map { _ in Int.random(in: 0..<1000, using: &random) }
      func fill(_ sheet: inout SheetWriter) {
        for (index, seed) in seeds.enumerated() {
          let (row, column) = (index / 5, index % 5)
          switch seed % 4 {
          case 0: sheet.set(row, column, .text("文\(seed % 7)"))
          case 1: sheet.set(row, column, .number(Double(seed)))
          case 2: sheet.set(row, column, .formula("SUM(A1:B\(seed % 9 + 1))+二!C3", result: 1))
          default: continue
          }
        }
      }
      book.sheet("一") { sheet in
        fill(&sheet)
        sheet.table(
          WorksheetTable(name: "T", columns: [.init("甲", total: .label("合计")), .init("乙", total: .sum)]),
          at: "H3", rows: [["a", 1], ["b", 2]])
        sheet.conditionalFormat("A1:E9", .value(.greater("5"), CellStyle(fill: .solid(0xFF0000))))
        sheet.conditionalFormat("B2:F5", .formula("B2>1", CellStyle(fill: .solid(0x00FF00))))
        sheet.list("A5:A9", ["是", "否"])
        sheet.note("B2", "注")
      }
      book.sheet("二") { fill(&$0) }
      let package = try OPCPackage(bytes: book.bytes())
      let zip = ZIPWriter()
      for entry in package.archive.entries {
        var text = String(decoding: try package.bytes(of: entry.name), as: UTF8.self)
        if !sharesTexts {
          if entry.name == "xl/sharedStrings.xml" { continue }
          text = text.replacing(/<Relationship [^>]*sharedStrings.xml"\/>/, with: "")
            .replacing(/<Override PartName="\/xl\/sharedStrings[^>]*\/>/, with: "")
          text = try Self.inlined(text, from: package)
        }
        if entry.name == "[Content_Types].xml" {
          text = text.replacing(
            "</Types>", with: "<Default Extension=\"bin\" ContentType=\"application/octet-stream\"/></Types>")
        }
        try zip.add(entry.name, bytes: Array(text.utf8))
      }
      try zip.add("xl/unknown.bin", bytes: Array("kept".utf8))
      return try zip.finish()
    }

    /// A sheet with its texts in its cells.
    static func inlined(_ text: String, from package: OPCPackage) throws -> String {
      let items = String(decoding: try package.bytes(of: "xl/sharedStrings.xml"), as: UTF8.self)
        .matches(of: /<si>(.*?)<\/si>/).map { String($0.output.1) }
      return text.replacing(/\ t="s"><v>(\d+)<\/v>/) { match in
        " t=\"inlineStr\"><is>\(items[Int(match.output.1) ?? 0])</is>"
      }
    }

    static func read(_ bytes: [UInt8]) throws -> Model {
      var model = Model()
      for sheet in try XLSXReader(bytes: bytes).workbook().sheets {
        model.order.append(sheet.name)
        var cells: [CellReference: Model.Content] = [:]
        for row in sheet.rows {
          for cell in row.cells {
            let place = CellReference(row: row.index, column: cell.column)
            if let formula = cell.formula {
              cells[place] = .formula(formula)
            } else if cell.value != .empty {
              cells[place] = .value(cell.value)
            }
          }
        }
        model.sheets[sheet.name] = cells
      }
      return model
    }

    // MARK: Steps

    mutating func step() throws {
      let sheet = try #require(model.order.randomElement(using: &random))
      let cell = CellReference(
        row: Int.random(in: 0..<12, using: &random), column: Int.random(in: 0..<10, using: &random))
      switch Int.random(in: 0..<14, using: &random) {
      case 0...4: try set(cell, of: sheet)
      case 5: try editor[sheet].restyle(cell, with: look())
      case 6:
        try editor[sheet].note(cell, "注\(names)", author: ["a", "b"].randomElement(using: &random) ?? "a")
      case 7:
        let bound = Int.random(in: 0..<5, using: &random)
        try editor[sheet].conditionalFormat(
          CellRange(cell, CellReference(row: cell.row + 4, column: cell.column + 2)),
          .value(.greater("\(bound)"), look()))
      case 8: try editor[sheet].validate(CellRange(cell), CellValidation(.list(["是", "否", "\(names % 3)"])))
      case 9...11: try structure(sheet, cell)
      case 12:
        names += 1
        let new = "表\(names)"
        try editor.renameSheet(sheet, to: new)
        model.rename(sheet, to: new)
      default: try addOrMove(sheet)
      }
    }

    private mutating func look() -> CellStyle {
      let sizes: [Double] = [9, 12, 14]
      let size = sizes.randomElement(using: &random) ?? 9
      return CellStyle(
        font: Font(name: "黑体", size: size), fill: .solid(UInt32.random(in: 0..<4, using: &random)))
    }

    private mutating func set(_ cell: CellReference, of sheet: String) throws {
      let content: CellContent
      var expected: Model.Content?
      switch Int.random(in: 0..<6, using: &random) {
      case 0:
        content = .number(Double(names))
        expected = .value(.number(Double(names)))
      case 1: content = .empty
      case 2:
        content = .boolean(true)
        expected = .value(.boolean(true))
      case 3:
        content = .formula("C3+SUM(A1:A4)")
        expected = .formula("C3+SUM(A1:A4)")
      default:
        let text = "词\(Int.random(in: 0..<6, using: &random))_x0041_"
        content = .text(text)
        expected = .value(.text(text))
      }
      names += 1
      // A heading that formulas name is refused when the workbook is saved.
      if try editor[sheet].sheet().tables.contains(where: { $0.headings?.contains(cell) == true }) { return }
      do throws(EditError) {
        try editor[sheet].set(cell, to: content)
        model.sheets[sheet]?[cell] = expected
      } catch {
        guard error.code == .tableHeading else { throw error }
      }
    }

    /// Rows and columns come and go, or the edit is refused and nothing has changed.
    private mutating func structure(_ sheet: String, _ cell: CellReference) throws {
      let axis: GridEdit.Axis = Bool.random(using: &random) ? .rows : .columns
      let action: GridEdit.Action = Bool.random(using: &random) ? .insert : .delete
      let place = axis == .rows ? cell.row : cell.column
      let count = Int.random(in: 1...2, using: &random)
      // A table that gets a column names it by itself.
      if axis == .columns, action == .insert { guard place < 6 else { return } }
      do throws(EditError) {
        switch (action, axis) {
        case (.insert, .rows): try editor.insertRows(at: place, count: count, in: sheet)
        case (.insert, .columns): try editor.insertColumns(at: place, count: count, in: sheet)
        case (.delete, .rows):
          try editor.deleteRows(at: place, count: count, in: sheet, breaksReferences: true)
        case (.delete, .columns):
          try editor.deleteColumns(at: place, count: count, in: sheet, breaksReferences: true)
        }
        model.move(sheet, by: GridEdit(action, axis, at: place, count: count))
      } catch {
        guard error.code == .dependent || error.code == .tableHeading else { throw error }
      }
    }

    private mutating func addOrMove(_ sheet: String) throws {
      if Bool.random(using: &random) {
        names += 1
        let name = "新\(names)"
        let style = look()
        try editor.addSheet(name) { writer in
          writer.append(["词1", .number(3)])
          writer.set("B2", .formula("A1&\"x\""), style: style)
          writer.conditionalFormat("A1:A3", .value(.less("2"), style))
        }
        model.order.append(name)
        model.sheets[name] = [
          CellReference(row: 0, column: 0): .value(.text("词1")),
          CellReference(row: 0, column: 1): .value(.number(3)),
          CellReference(row: 1, column: 1): .formula("A1&\"x\""),
        ]
      } else {
        let place = Int.random(in: 0..<model.order.count, using: &random)
        try editor.moveSheet(sheet, to: place)
        model.order.removeAll { $0 == sheet }
        model.order.insert(sheet, at: place)
      }
    }

    // MARK: Saving

    /// Saves, compares, and goes on with what was saved.
    mutating func saveAndReopen(_ original: [UInt8]) throws -> [UInt8] {
      let saved = try editor.save()
      let read = try Self.read(saved.bytes)
      #expect(read.order == model.order)
      for name in model.order {
        #expect(read.sheets[name] == model.sheets[name], "\(name)")
      }
      let findings = XLSXLinter.lint(bytes: saved.bytes).filter { finding in
        !known.contains { $0.rule == finding.rule && $0.detail == finding.detail }
      }
      #expect(findings.isEmpty, "\(findings)")
      let (before, after) = (try ZIPArchive(bytes: original), try ZIPArchive(bytes: saved.bytes))
      for part in saved.receipt.parts where part.fate == .kept {
        let (old, new) = (before.entry(named: part.name), after.entry(named: part.name))
        #expect(
          try old.map { try before.rawBytes(of: $0) } == new.map { try after.rawBytes(of: $0) },
          "\(part.name)")
      }
      #expect(saved.receipt.parts.contains { $0.name == "xl/unknown.bin" && $0.fate == .kept })
      editor = try XLSXEditor(bytes: saved.bytes)
      return saved.bytes
    }
  }

  /// More in the long run: `EDIT_SESSIONS=2000`.
  static let sessionCount = ProcessInfo.processInfo.environment["EDIT_SESSIONS"].flatMap(UInt64.init) ?? 18

  @Test("every cell, count and dependent is as the model has it", arguments: 0..<EditModelTests.sessionCount)
  func sessions(seed: UInt64) throws {
    var session = try Session(seed: seed)
    var bytes = try session.editor.save().bytes
    for _ in 0..<4 {
      for _ in 0..<Int.random(in: 2...7, using: &session.random) { try session.step() }
      bytes = try session.saveAndReopen(bytes)
    }
    // For other judges: `EDITED_FOLDER=FOLDER swift test --filter EditModelTests`.
    if let folder = ProcessInfo.processInfo.environment["EDITED_FOLDER"] {
      try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/edited-\(seed).xlsx"))
    }
  }
}
