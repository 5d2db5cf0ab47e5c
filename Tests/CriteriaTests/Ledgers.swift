import Criteria
import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

/// Ledgers written as tables in a test, read as an office's files are.
enum Written {
  /// A file of sheets; the lines of a sheet are rows, ` | ` parts their cells.
  static func file(_ path: String, _ sheets: (name: String, rows: String)...) throws -> LedgerFile {
    let sheets = sheets.map { sheet in
      Sheet(
        name: sheet.name,
        values: sheet.rows.split(separator: "\n").map { line in
          line.split(separator: "|", omittingEmptySubsequences: false).map { part in
            let text = part.trimmingCharacters(in: .whitespaces)
            return text.isEmpty ? .empty : .text(text)
          }
        })
    }
    return try LedgerReader(catalog: .standard).read(workbook: Workbook(sheets: sheets), path: path)
  }

  /// What the standard pack finds on the last day of 2025.
  static func report(_ files: LedgerFile..., only: Set<String>? = nil) throws -> CheckReport {
    guard let day = CivilDate(iso: "2025-12-31") else { throw CocoaError(.formatting) }
    return try CriteriaPack.standard.check(
      Submission(files: files), asOf: day, options: CheckOptions(only: only))
  }
}

extension CheckReport {
  /// The rules that found something, by name, each once.
  var rulesTold: Set<String> { Set(findings.map(\.diagnostic.rule)) }

  func findings(of rule: String) -> [Finding] { findings.filter { $0.diagnostic.rule == rule } }
}
