import Diagnostics
import Foundation
import SpreadsheetModel

/// A blank ledger as it should be drawn: what a workbook writer needs to know, without the writing.
///
/// A template filled in is recognised with every field right: its headers are the fields' titles, and
/// its example row says that it is one.
public struct TemplateDescription: Sendable {
  /// One column.
  public struct Column: Sendable {
    /// The field.
    public var field: FieldID
    /// The header; a required one carries no mark but `isRequired`, so that the text stays plain.
    public var header: String
    /// Whether every record must have it, shown by the header's look.
    public var isRequired: Bool
    /// Width in characters of the default font, a Chinese character counting two.
    public var width: Double
    /// The number format of the column's cells.
    public var format: NumberFormat
    /// What the cells may hold.
    public var check: InputCheck?
    /// The note on the header: what the field means and which rule it serves.
    public var note: String
    /// The cell of the example row.
    public var example: CellValue
  }

  /// A check that the spreadsheet makes when a value is typed.
  public enum InputCheck: Sendable, Hashable {
    /// One of the terms of a list; other text is warned about only where the list is open.
    case list([String], isOpen: Bool)
    /// A day between two days.
    case date(CivilDate, CivilDate)
    /// A whole number between two.
    case wholeNumber(Int, Int)
    /// A number between two.
    case decimal(Double, Double)
    /// Text of exactly so many characters: an ID number.
    case textLength(Int)
  }

  /// The ledger.
  public var ledger: LedgerID
  /// The sheet's name.
  public var sheetName: String
  /// The title above the table.
  public var title: String
  /// The line below the title, with labels to fill in.
  public var formLine: [String]
  /// The columns.
  public var columns: [Column]
  /// The text before the example row's first value, by which the row is known as no record.
  public static let exampleMark = "示例"
  /// Zero-based row of the header: title, form line, header, example.
  public static let headerRow = 2

  /// Describes the template of a ledger.
  public init(_ definition: LedgerDefinition, catalog: LedgerCatalog, language: Language = .zh) {
    ledger = definition.id
    sheetName = definition.title.text(language)
    title = definition.title.text(language) + (language == .zh ? "台账" : "")
    // The labels stay Chinese: they are what is recognised when the ledger comes back.
    formLine = ["填报单位：", "填报时间：", "填报人："]
    columns = Self.templateFields(definition).map { field in
      Column(
        field: field.id, header: field.title.text(language), isRequired: field.isRequired,
        width: Self.width(of: field, language), format: Self.format(of: field.kind),
        check: Self.check(of: field, catalog), note: TemplateNote.text(for: field, language),
        example: TemplateExample.value(of: field, in: definition.id, catalog))
    }
    // The first column takes the mark: 示例 instead of a serial number.
    if let first = columns.first, first.field != "seq" {
      columns.insert(
        Column(
          field: "seq", header: language == .zh ? "序号" : "No.", isRequired: false, width: 6, format: .general,
          check: nil, note: "", example: .text(Self.exampleMark)), at: 0)
    } else if !columns.isEmpty {
      columns[0].example = .text(Self.exampleMark)
      columns[0].width = 6
    }
  }

  /// The fields a template offers: those that the definition marks, not every column that some office
  /// or system keeps besides; all of a definition that marks none.
  private static func templateFields(_ definition: LedgerDefinition) -> [FieldDefinition] {
    let marked = definition.fields.filter { $0.inTemplate || $0.isRequired }
    return definition.fields.contains { $0.inTemplate } ? marked : definition.fields
  }

  // MARK: One column

  private static func width(of field: FieldDefinition, _ language: Language) -> Double {
    let header =
      Double(field.title.text(language).unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E7F ? 2 : 1) }) + 2
    let content: Double =
      switch field.kind {
      case .idNumber: 21
      case .personName, .boolean, .year, .integer, .rate: 9
      case .personNames: 20
      case .organisationName: 26
      case .date, .dateOrMonth, .month, .period, .phone: 13
      case .decimal, .money, .identifier: 11
      case .code: 14
      case .text: 22
      }
    return min(40, max(header, content))
  }

  private static func format(of kind: FieldKind) -> NumberFormat {
    switch kind {
    case .date: .isoDate
    case .money: NumberFormat(code: "0.00")
    case .rate: NumberFormat(code: "0.0#%")
    case .integer, .year: NumberFormat(code: "0")
    case .decimal: .general
    // A month typed as 2023-05 must not become a day.
    case .dateOrMonth, .month, .period, .idNumber, .phone, .identifier: .text
    default: .general
    }
  }

  private static func check(of field: FieldDefinition, _ catalog: LedgerCatalog) -> InputCheck? {
    switch field.kind {
    case .code:
      guard let list = catalog.codeList(of: field) else { return nil }
      return .list(list.terms.map(\.term), isOpen: list.isOpen)
    case .boolean: return .list(["是", "否"], isOpen: false)
    case .date:
      guard let first = CivilDate(year: 1921, month: 7, day: 1),
        let last = CivilDate(year: 2099, month: 12, day: 31)
      else { return nil }
      return .date(first, last)
    case .idNumber: return .textLength(18)
    case .year: return .wholeNumber(1921, 2099)
    case .integer: return .wholeNumber(0, 1_000_000)
    case .money, .decimal: return .decimal(-1_000_000_000, 1_000_000_000)
    case .rate: return .decimal(0, 1)
    default: return nil
    }
  }
}
