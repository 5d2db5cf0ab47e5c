import Foundation
import SpreadsheetModel

/// The cases that LibreOffice computed, and the cells they refer to (see Fixtures/README.md).
enum FormulaCases {
  struct Case: CustomStringConvertible, Sendable {
    var formula: String
    var kind: String
    var value: String
    /// The row of its cell in column AA, counted from zero.
    var row: Int

    var description: String { formula }
  }

  /// What Excel gives where LibreOffice differs, and why.
  struct Difference: Sendable {
    var kind: String
    var value: String
    var reason: String
  }

  static func lines(of name: String) -> [[String]] {
    guard let url = Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: "tsv"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  static let all: [Case] = lines(of: "cases").enumerated().map { row, fields in
    Case(formula: fields[0], kind: fields[1], value: fields[2], row: row)
  }

  static let differences: [String: Difference] = Dictionary(
    lines(of: "differences").map { fields in
      (fields[0], Difference(kind: fields[1], value: fields[2], reason: fields[3]))
    }, uniquingKeysWith: { first, _ in first })

  static let workbook: Workbook = {
    var rows: [Int: [Cell]] = [:]
    for fields in lines(of: "cells") {
      guard let reference = CellReference(a1: fields[0]) else { continue }
      rows[reference.row, default: []].append(
        Cell(column: reference.column, value: value(kind: fields[1], fields[2])))
    }
    let sorted = rows.keys.sorted().map { index in
      Row(index: index, cells: (rows[index] ?? []).sorted { $0.column < $1.column })
    }
    return Workbook(sheets: [Sheet(name: "数据", rows: sorted)])
  }()

  static func value(kind: String, _ text: String) -> CellValue {
    switch kind {
    case "n": .number(Double(text) ?? .nan)
    case "b": .boolean(text == "TRUE")
    case "e": .error(CellError(spelling: text))
    default: .text(text.replacing("\\n", with: "\n"))
    }
  }
}
