import Foundation
import Formula
import OpenPackaging
import SpreadsheetModel
import TestSupport
import Testing

@testable import XLSX

/// Rows and columns inserted and deleted all over whole workbooks, ours and others'.
@Suite("Rows and columns of whole workbooks")
struct GridEditTests {
  private static let books: [String] = Gallery.all.map(\.name) + Editing.fixtures

  private func bytes(_ name: String) throws -> [UInt8] {
    try Gallery.all.first { $0.name == name }?.make().bytes() ?? Editing.fixture(name)
  }

  /// Changes every worksheet of a workbook by itself; what is refused is refused for a reason.
  private func eachEdit(
    of bytes: [UInt8], _ action: GridEdit.Action,
    _ body: (_ sheet: String, _ edit: GridEdit, inout XLSXEditor) throws -> Void
  ) throws -> Int {
    var done = 0
    for sheet in try XLSXReader(bytes: bytes).sheets where sheet.hasCells {
      for axis in [GridEdit.Axis.rows, .columns] {
        for position in [0, 1, 4] {
          let edit = GridEdit(action, axis, at: position, count: action == .insert ? 2 : 1)
          var editor = try XLSXEditor(bytes: bytes)
          do throws(EditError) {
            try editor.apply(edit, to: sheet.name)
          } catch {
            let reasons: [EditError.Code] = [.arrayFormula, .dependent, .limitExceeded]
            #expect(reasons.contains(error.code) && !error.detail.isEmpty, "\(error)")
            continue
          }
          try body(sheet.name, edit, &editor)
          done += 1
        }
      }
    }
    return done
  }

  @Test("every value is where it moved to, and the lint finds nothing new", arguments: books)
  func moved(name: String) throws {
    let before = try bytes(name)
    let findings = Set(XLSXLinter.lint(bytes: before).map(\.rule))
    let book = try XLSXReader(bytes: before).workbook()
    for action in [GridEdit.Action.insert, .delete] {
      let done = try eachEdit(of: before, action) { sheet, edit, editor in
        let after = try editor.save().bytes
        let new = Set(XLSXLinter.lint(bytes: after).map(\.rule)).subtracting(findings)
        #expect(new.isEmpty, "\(new) \(sheet) \(edit)")
        let read = try XLSXReader(bytes: after).workbook()
        for old in book.sheets {
          let new = try #require(read.sheets.first { $0.name == old.name })
          var count = 0
          for row in old.rows {
            for cell in row.cells {
              let place = CellReference(row: row.index, column: cell.column)
              guard let moved = old.name == sheet ? edit.moved(place) : place else { continue }
              count += 1
              #expect(
                new[moved]?.value == cell.value && new[moved]?.format == cell.format,
                "\(sheet) \(edit) \(place)")
            }
          }
          // Nothing else has come but headings of tables.
          let headings = editor.changes.count { $0.sheet == old.name }
          #expect(new.rows.reduce(0) { $0 + $1.cells.count } == count + headings, "\(sheet) \(edit)")
        }
      }
      #expect(done > 0 || action == .delete)
    }
  }

  @Test("inserting and deleting the same gives every part back", arguments: Gallery.all.map(\.name))
  func thereAndBack(name: String) throws {
    let before = try bytes(name)
    let original = try OPCPackage(bytes: before)
    let done = try eachEdit(of: before, .insert) { sheet, edit, editor in
      try editor.apply(GridEdit(.delete, edit.axis, at: edit.position, count: edit.count), to: sheet)
      let after = try OPCPackage(bytes: editor.save().bytes)
      for entry in original.archive.entries {
        guard entry.name.hasPrefix("xl/"), !entry.name.contains("sharedStrings"),
          !entry.name.contains("workbook.xml")
        else { continue }
        let isSame = try original.bytes(of: entry.name) == after.bytes(of: entry.name)
        #expect(isSame, "\(sheet) \(edit) \(entry.name)")
      }
      let names = #/<definedNames>.*</definedNames>/#
      let old = try Editing.part("xl/workbook.xml", of: before).firstMatch(of: names)?.output
      let new = String(decoding: try after.bytes(of: "xl/workbook.xml"), as: UTF8.self).firstMatch(of: names)
      #expect(old == new?.output)
    }
    #expect(done > 0)
  }

  @Test(
    "openpyxl reads what comes of it without a warning", .enabled(if: Judges.hasOpenpyxl, Judges.missing),
    arguments: books)
  func openpyxl(name: String) throws {
    try withTemporaryFile { file in
      var editor = try XLSXEditor(bytes: bytes(name))
      for sheet in try editor.sheetNames {
        for edit in [
          GridEdit(.insert, .columns, at: 1, count: 1), GridEdit(.insert, .rows, at: 1, count: 2),
          GridEdit(.delete, .columns, at: 3, count: 1), GridEdit(.delete, .rows, at: 5, count: 1),
        ] { try? editor.apply(edit, to: sheet) }
      }
      try editor.save(to: file)
      let seen = Judges.openpyxl(
        """
        import warnings
        warnings.filterwarnings("error")
        warnings.filterwarnings("ignore", message=".*extension is not supported.*")
        book = openpyxl.load_workbook(file)
        for sheet in book.worksheets:
            for table in sheet.tables.values():
                cells = sheet[table.ref][0]
                assert not table.headerRowCount or [c.value for c in cells] == table.column_names, table.name
        """, file)
      #expect(seen.status == 0, "\(seen.output)")
    }
  }

  @Test(
    "LibreOffice computes the same values in the new places",
    .enabled(if: Judges.hasLibreOffice, Judges.missing))
  func computed() throws {
    let before = try results(of: Self.computing().bytes())
    #expect(before["汇总"]?[CellReference(row: 0, column: 1)] == .number(510), "\(before)")
    var edits: [(GridEdit, String)] = [
      (GridEdit(.insert, .columns, at: 1, count: 2), "数据"), (GridEdit(.insert, .rows, at: 3, count: 1), "数据"),
      (GridEdit(.insert, .columns, at: 0, count: 1), "汇总"), (GridEdit(.insert, .rows, at: 2, count: 3), "汇总"),
    ]
    // The blank column and row between numbers and formulas.
    edits.append((GridEdit(.delete, .columns, at: 8, count: 1), "数据"))
    edits.append((GridEdit(.delete, .rows, at: 8, count: 1), "数据"))
    var editor = try XLSXEditor(bytes: Self.computing().bytes())
    for (edit, sheet) in edits { try editor.apply(edit, to: sheet) }
    let after = try results(of: editor.save().bytes)
    for (sheet, cells) in before {
      for (place, value) in cells {
        let moved = edits.reduce(Optional(place)) { cell, edit in
          edit.1 == sheet ? cell.flatMap(edit.0.moved) : cell
        }
        let new = try #require(moved)
        #expect(after[sheet]?[new] == value, "\(sheet)!\(place) → \(new)")
      }
    }
  }

  /// For other programs' files: `EDIT_FOLDER=FOLDER swift test` says what goes wrong with each of them, and
  /// `EDIT_OUTPUT=FOLDER` keeps the edited ones.
  @Test("Workbooks of a folder", .enabled(if: ProcessInfo.processInfo.environment["EDIT_FOLDER"] != nil))
  func folder() throws {
    let environment = ProcessInfo.processInfo.environment
    let folder = environment["EDIT_FOLDER"] ?? ""
    let edits = [
      GridEdit(.insert, .rows, at: 1, count: 2), GridEdit(.insert, .columns, at: 1, count: 2),
      GridEdit(.delete, .rows, at: 2, count: 1), GridEdit(.delete, .columns, at: 1, count: 1),
    ]
    let files = FileManager.default.enumerator(atPath: folder)
    while let file = files?.nextObject() as? String {
      guard file.hasSuffix(".xlsx") || file.hasSuffix(".xlsm"),
        let before = try? [UInt8](Data(contentsOf: URL(fileURLWithPath: folder + "/" + file))),
        let reader = try? XLSXReader(bytes: before), let book = try? reader.workbook()
      else { continue }
      let findings = Set(XLSXLinter.lint(bytes: before).map(\.rule))
      for info in reader.sheets.filter(\.hasCells).prefix(3) {
        for (index, edit) in edits.enumerated() {
          let place = "\(file) \(info.name) \(edit.action) \(edit.axis)"
          do {
            var editor = try XLSXEditor(bytes: before)
            try editor.apply(edit, to: info.name)
            let after = try editor.save().bytes
            let new = Set(XLSXLinter.lint(bytes: after).map(\.rule)).subtracting(findings)
            if !new.isEmpty { print("EDIT lint \(place) \(new)") }
            let read = try XLSXReader(bytes: after).workbook()
            for (old, new) in zip(book.sheets, read.sheets) {
              let wrong = old.rows.reduce(0) { count, row in
                count
                  + row.cells.count { cell in
                    let cellPlace = CellReference(row: row.index, column: cell.column)
                    let moved = old.name == info.name ? edit.moved(cellPlace) : cellPlace
                    return moved.map { new[$0]?.value != cell.value } ?? false
                  }
              }
              if wrong > 0 { print("EDIT wrong \(place) \(old.name): \(wrong)") }
            }
            if let output = environment["EDIT_OUTPUT"] {
              let name = file.replacing("/", with: "_").replacing(".xls", with: "-\(info.index)-\(index).xls")
              try Data(after).write(to: URL(fileURLWithPath: output + "/" + name))
            }
          } catch {
            print("EDIT refused \(place) \(error)")
          }
        }
      }
    }
  }

  /// Sums, look-ups, names, a table and an array over two sheets, nothing computed yet.
  private static func computing() -> XLSXWriter {
    var book = XLSXWriter()
    book.sheet("数据") { sheet in
      sheet.write(row: 0, ["支部", "一月", "二月", "三月", "合计", "占比"])
      for row in 1...5 {
        let amounts = (1...3).map { CellContent.number(Double(row * row * $0)) }
        sheet.write(row: row, [.text("第\(row)支部")] + amounts)
        sheet.set(row, 4, .formula("SUM(B\(row + 1):D\(row + 1))"))
        sheet.set(row, 5, .formula("E\(row + 1)/SUM($E$2:$E$6)"))
      }
      sheet.set("A7", .formula("\"共\"&COUNTA(A2:A6)&\"个\""))
      sheet.set("B10", .formula("INDEX(B2:D6,MATCH(\"第3支部\",A2:A6,0),2)"))
      sheet.set("C10", .formula("SUMIF(A2:A6,\"第*\",D2:D6)+SUMPRODUCT((B2:B6>3)*(D2:D6))"))
      sheet.set("D10", .formula("SUM(B:B,$D$2:$D$6)-SUM(C2,C$6,$C3)"))
      sheet.set(
        "E10", .formula(CellFormula("SUM(B2:B6*D2:D6)", reach: .array(CellRange(a1: "E10") ?? .a1))))
      sheet.table(
        WorksheetTable(
          name: "名单", columns: [.init("姓名"), .init("基数"), .init("应交", formula: "[@基数]*0.01")]), at: "H2",
        rows: [["甲", 100, nil], ["乙", 300, nil]])
      sheet.set("B12", .formula("SUM(名单[应交])+SUM(名单[[基数]:[应交]])"))
    }
    book.sheet("汇总") { sheet in
      sheet.write(row: 0, ["总数", .formula("SUM(数据!B2:D6)+SUM(数据!E2:E6)-数据!$B$2*COLUMNS(数据!$B$1:$D$1)*50")])
      sheet.write(row: 1, ["最大", .formula("MAX(全部)")])
      sheet.write(row: 2, ["下面", .formula("B2*2")])
      sheet.write(row: 3, ["上面", .formula("SUM(B1:B3)+数据!F3")])
    }
    book.define("全部", as: "数据!$B$2:$D$6")
    return book
  }

  /// What LibreOffice computes in each cell.
  private func results(of bytes: [UInt8]) throws -> [String: [CellReference: CellValue]] {
    try withTemporaryFile("before.xlsx") { file in
      try Data(bytes).write(to: file)
      let computed = try #require(Judges.libreOffice(convert: file, to: "ods"))
      try FileManager.default.removeItem(at: file)
      let back = try #require(Judges.libreOffice(convert: computed, to: "xlsx"))
      var found: [String: [CellReference: CellValue]] = [:]
      for sheet in try XLSXReader(bytes: [UInt8](Data(contentsOf: back))).workbook().sheets {
        for row in sheet.rows {
          for cell in row.cells where !cell.value.isEmpty {
            found[sheet.name, default: [:]][CellReference(row: row.index, column: cell.column)] = cell.value
          }
        }
      }
      return found
    }
  }
}

extension XLSXEditor {
  /// Inserts or deletes; what deleted cells leave behind is `#REF!`.
  fileprivate mutating func apply(_ edit: GridEdit, to sheet: String) throws(EditError) {
    switch (edit.action, edit.axis) {
    case (.insert, .rows): try insertRows(at: edit.position, count: edit.count, in: sheet)
    case (.insert, .columns): try insertColumns(at: edit.position, count: edit.count, in: sheet)
    case (.delete, .rows):
      try deleteRows(at: edit.position, count: edit.count, in: sheet, breaksReferences: true)
    case (.delete, .columns):
      try deleteColumns(at: edit.position, count: edit.count, in: sheet, breaksReferences: true)
    }
  }
}
