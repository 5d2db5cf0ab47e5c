import Foundation
import LegacyFormats
import SpreadsheetModel
import TestSupport
import Testing

@Suite("Workbooks made record by record")
struct GeneratedWorkbookTests {
  static func content(_ sheet: Sheet) -> [CellReference: CellValue] {
    var content: [CellReference: CellValue] = [:]
    for row in sheet.rows {
      for cell in row.cells { content[CellReference(row: row.index, column: cell.column)] = cell.value }
    }
    return content
  }

  @Test("every spelling of a cell in every version reads as it was written", arguments: UInt64(0)..<8)
  func truth(part: UInt64) throws {
    for seed in part * 200..<(part + 1) * 200 {
      let made = GeneratedWorkbook(seed: seed)
      let reader = try BIFFReader(bareStream: made.stream)
      let workbook = try reader.workbook()
      #expect(reader.version == made.version)
      #expect(Self.content(workbook.sheets[0]) == made.cells, "seed \(seed), \(made.version)")
      #expect(!workbook.problems.haveLosses, "seed \(seed), \(made.version): \(workbook.problems.all)")
      // Rows and cells come in order, each once.
      let places = workbook.sheets[0].rows.flatMap { row in
        row.cells.map { CellReference(row: row.index, column: $0.column) }
      }
      #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 }, "seed \(seed)")
    }
  }

  @Test("cut anywhere, a workbook gives an error, or what was written before the cut and a word about it")
  func cut() throws {
    for seed in UInt64(0)..<12 {
      let made = GeneratedWorkbook(seed: seed)
      for count in stride(from: 1, to: made.stream.count, by: 13) {
        do throws(LegacyFormatError) {
          let workbook = try BIFFReader(bareStream: Array(made.stream.prefix(count))).workbook()
          #expect(workbook.problems.counts[.damagedPart, default: 0] > 0, "seed \(seed) at \(count)")
        } catch {
          #expect([.truncated, .damaged].contains(error.code), "seed \(seed) at \(count)")
        }
      }
    }
  }

  private static let judgement = """
    import sys, os, json, xlrd
    for name in sorted(os.listdir(sys.argv[1])):
        book = xlrd.open_workbook(os.path.join(sys.argv[1], name), logfile=open(os.devnull, "w"))
        sheet = book.sheet_by_index(0)
        cells = {}
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
                if kind in (0, 6) or value == "": continue
                cells["%d,%d" % (row, column)] = "%s %s" % ({1: "t", 2: "n", 3: "n", 4: "b", 5: "e"}[kind],
                    repr(float(value)) if kind in (2, 3) else value)
        print(json.dumps({"name": name, "cells": cells}))
    """

  private struct Judged: Decodable {
    let name: String
    let cells: [String: String]
  }

  @Test("xlrd reads the same", .enabled(if: Judges.has("xlrd"), "xlrd is missing"))
  func judged() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var expected: [String: [CellReference: CellValue]] = [:]
    for seed in UInt64(10_000)..<10_600 {
      let made = GeneratedWorkbook(seed: seed, isPlain: true)
      let name = "\(seed).xls"
      expected[name] = made.cells
      try Data(made.stream).write(to: folder.appendingPathComponent(name))
    }
    let run = Judges.python(Self.judgement, folder.path)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == expected.count, "\(run.output.suffix(500))")
    for line in lines {
      let judged = try JSONDecoder().decode(Judged.self, from: Data(line.utf8))
      let cells = try #require(expected[judged.name])
      let spelled = Dictionary(
        uniqueKeysWithValues: cells.map { ("\($0.key.row),\($0.key.column)", Self.spelled($0.value)) })
      let seen = judged.cells.mapValues { text in
        text.hasPrefix("n ") ? "n \(Double(text.dropFirst(2)) ?? .nan)" : text
      }
      #expect(spelled == seen, "\(judged.name)")
    }
  }

  private static func spelled(_ value: CellValue) -> String {
    switch value {
    case .empty: ""
    case .text(let text): "t \(text)"
    case .number(let number): "n \(number)"
    case .boolean(let truth): "b \(truth ? 1 : 0)"
    case .error(let error):
      "e \([CellError.null: 0, .divisionByZero: 7, .value: 15, .reference: 23, .name: 29, .number: 36, .notAvailable: 42][error] ?? -1)"
    }
  }
}
