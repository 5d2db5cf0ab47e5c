import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

/// Makes submissions of examples, read by the same reader as an office's files.
public struct ExampleReader: Sendable {
  private let reader: LedgerReader
  private let ledgers: [LedgerID: LedgerDefinition]

  /// Creates a reader for a pack's examples; make one for many examples.
  public init(pack: CriteriaPack) {
    // Each ledger stands on a sheet of its own name, or several, so that nothing is left to recognition.
    let entries = pack.ledgers.values.sorted { $0.id.rawValue < $1.id.rawValue }.flatMap { definition in
      (1...Self.mostTables).map { number in
        MappingFile.Entry(
          sheet: Self.sheetName(definition.id, number), ledger: definition.id, headerRows: 0...0,
          columns: definition.fields.map { ($0.title.zh, $0.id) })
      }
    }
    reader = LedgerReader(
      catalog: LedgerCatalog(
        ledgers: Array(pack.ledgers.values).sorted { $0.id.rawValue < $1.id.rawValue },
        codeLists: Array(pack.codeLists.values)),
      overrides: MappingFile(entries: entries))
    ledgers = pack.ledgers
  }

  /// Tables of one ledger that an example may have.
  static let mostTables = 2

  private static func sheetName(_ ledger: LedgerID, _ number: Int) -> String {
    number == 1 ? ledger.rawValue : "\(ledger.rawValue) \(number)"
  }

  /// The submission an example describes: one file, a sheet for each ledger.
  public func submission(_ example: Example) -> Submission {
    var tables: [LedgerID: Int] = [:]
    let sheets = example.ledgers.compactMap { rows -> Sheet? in
      guard let definition = ledgers[rows.ledger] else { return nil }
      tables[rows.ledger, default: 0] += 1
      let name = Self.sheetName(rows.ledger, tables[rows.ledger] ?? 1)
      let header = rows.fields.map { CellValue.text(definition[$0]?.title.zh ?? $0.rawValue) }
      let values = rows.rows.map { row in
        zip(row, rows.fields).map { text, field in Self.cell(text, definition[field]?.kind ?? .text) }
      }
      return Sheet(name: name, values: [header] + values)
    }
    return Submission(files: [reader.read(workbook: Workbook(sheets: sheets), path: example.file)])
  }

  /// A plain number in a column of numbers is a number, an error's spelling the error; everything else is
  /// as typed.
  private static func cell(_ text: String, _ kind: FieldKind) -> CellValue {
    if text.isEmpty { return .empty }
    if text.hasPrefix("#") {
      let error = CellError(spelling: text)
      if case .other = error { return .text(text) }
      return .error(error)
    }
    switch kind {
    case .integer, .decimal, .money, .year, .rate, .identifier:
      let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
      // A leading zero is text; so is 001.
      guard isPlain, text.utf8.count < 15, !(text.hasPrefix("0") && text.count > 1 && !text.hasPrefix("0.")),
        let number = Double(text)
      else { return .text(text) }
      return .number(number)
    default: return .text(text)
    }
  }
}
