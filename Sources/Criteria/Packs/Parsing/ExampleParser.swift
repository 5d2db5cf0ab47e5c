import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

/// Reads an example: what it shows, and ledgers written as small tables.
///
/// ```
/// - fail: 只有两名正式党员
///   organisation: |
///     name | kind
///     甲支部 | 党支部
///   member: |
///     * | name | branch | category
///     2 | 成员# | 甲支部 | 正式党员
/// ```
/// A list of tables stands for as many sheets. A first column `*` repeats a row so many times; `#` in its cells is the number of the copy, `##` the
/// number in two digits.
struct ExampleParser {
  let ledgers: [LedgerID: LedgerDefinition]
  /// Copies of a row an example may ask for.
  static let mostCopies = 1000

  func parse(_ node: PackNode) throws(PackProblem) -> Example {
    let keys =
      ["pass", "fail", "notApplicable", "notChecked", "review", "asOf", "file", "expect"]
      + ledgers.keys.map(\.rawValue).sorted()
    let reader = try NodeReader(node, allowing: keys)
    let outcomes = ["pass", "fail", "notApplicable", "notChecked", "review"]
    guard let outcome = outcomes.first(where: { reader.node($0) != nil }) else {
      throw PackProblem(
        .missingKey, at: node.place,
        Phrase(
          zh: "示例应以 pass、fail、notApplicable 或 notChecked 开头",
          en: "an example says pass, fail, notApplicable or notChecked"))
    }
    let expectation: Example.Expectation
    switch outcome {
    case "pass": expectation = .pass
    case "notApplicable": expectation = .notApplicable
    case "notChecked": expectation = .notChecked
    case "review": expectation = .review
    default:
      var expected: [Example.ExpectedFinding] = []
      for item in reader.node("expect")?.items ?? [] { expected.append(try self.expected(item)) }
      expectation = .fail(expected)
    }
    var rows: [Example.LedgerRows] = []
    for entry in node.entries ?? [] {
      guard let definition = ledgers[LedgerID(rawValue: entry.key)] else { continue }
      for item in entry.value.items { rows.append(try table(item, definition)) }
    }
    return Example(
      title: try reader.text(outcome), expectation: expectation, asOf: try reader.date(ifAny: "asOf"),
      file: try reader.text(ifAny: "file") ?? "example",
      ledgers: rows, place: node.place)
  }

  private func expected(_ node: PackNode) throws(PackProblem) -> Example.ExpectedFinding {
    let reader = try NodeReader(node, allowing: ["ledger", "row", "field", "fix", "severity", "says"])
    return Example.ExpectedFinding(
      ledger: try reader.text(ifAny: "ledger"),
      row: try reader.integer(ifAny: "row"), field: try reader.text(ifAny: "field"),
      fix: try reader.text(ifAny: "fix"), severity: try reader.word(ifAny: "severity", as: Severity.self),
      says: try reader.text(ifAny: "says"))
  }

  private func table(_ node: PackNode, _ definition: LedgerDefinition) throws(PackProblem)
    -> Example.LedgerRows
  {
    func cells(_ line: Substring) -> [String] {
      line.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    }
    let lines = try node.text().split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
    guard let head = lines.first else {
      throw PackProblem(.wrongValue, at: node.place, Phrase(zh: "表格没有表头", en: "the table has no header"))
    }
    var names = cells(head)
    let repeats = names.first == "*"
    if repeats { names.removeFirst() }
    var fields: [FieldID] = []
    for name in names {
      guard definition[FieldID(rawValue: name)] != nil else {
        throw PackProblem(
          .unknownName, at: node.place,
          Phrase(
            zh: "台账“\(definition.id)”没有字段“\(name)”", en: "ledger '\(definition.id)' has no field '\(name)'"),
          suggestion: nearestName(to: name, among: definition.fields.map(\.id.rawValue)))
      }
      fields.append(FieldID(rawValue: name))
    }
    var rows: [[String]] = []
    for line in lines.dropFirst() {
      var values = cells(line)
      var copies = 1
      if repeats, let count = values.first.flatMap({ Int($0) }), (0...Self.mostCopies).contains(count) {
        copies = count
        values.removeFirst()
      }
      guard values.count == fields.count else {
        throw PackProblem(
          .wrongValue, at: node.place,
          Phrase(
            zh: "“\(line)”有 \(values.count) 格，表头有 \(fields.count) 格",
            en: "'\(line)' has \(values.count) cells, the header \(fields.count)"))
      }
      for copy in stride(from: 1, through: copies, by: 1) {
        let two = copy < 10 ? "0\(copy)" : String(copy)
        rows.append(
          values.map {
            repeats
              ? $0.replacingOccurrences(of: "##", with: two).replacingOccurrences(of: "#", with: String(copy))
              : $0
          })
      }
    }
    return Example.LedgerRows(ledger: definition.id, fields: fields, rows: rows)
  }
}
