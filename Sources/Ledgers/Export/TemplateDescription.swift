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
        check: Self.check(of: field, catalog), note: Self.note(of: field, catalog, language),
        example: Self.example(of: field, catalog))
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

  private static func note(of field: FieldDefinition, _ catalog: LedgerCatalog, _ language: Language)
    -> String
  {
    var parts: [String] = []
    if field.isRequired { parts.append(Phrase(zh: "必填。", en: "Required.").text(language)) }
    if let help = field.help { parts.append(help.text(language)) }
    switch field.kind {
    case .date:
      parts.append(Phrase(zh: "日期，如 2025-03-05。", en: "A date such as 2025-03-05.").text(language))
    case .dateOrMonth:
      parts.append(
        Phrase(zh: "日期或年月，如 2025-03-05、2025-03。", en: "A date or month such as 2025-03-05 or 2025-03.").text(
          language))
    case .month: parts.append(Phrase(zh: "年月，如 2025-03。", en: "A month such as 2025-03.").text(language))
    case .personNames:
      parts.append(Phrase(zh: "几个人用顿号隔开。", en: "Several names, separated by 、.").text(language))
    case .money: parts.append(Phrase(zh: "金额，单位为元。", en: "An amount in yuan.").text(language))
    case .rate: parts.append(Phrase(zh: "百分比，如 1.5%。", en: "A share such as 1.5%.").text(language))
    case .code, .boolean:
      parts.append(Phrase(zh: "从下拉列表中选择。", en: "Choose from the list.").text(language))
    default: break
    }
    var seen: Set<String> = []
    return parts.filter { seen.insert($0).inserted }.joined(separator: language == .zh ? "" : " ")
  }

  private static func example(of field: FieldDefinition, _ catalog: LedgerCatalog) -> CellValue {
    if let term = catalog.codeList(of: field)?.terms.first?.term, field.kind == .code { return .text(term) }
    switch field.kind {
    case .personName: return .text("张三")
    case .personNames: return .text("李四、王五")
    case .organisationName: return .text("机关第一党支部")
    // 2025-03-05.
    case .date: return .number(45_721)
    case .dateOrMonth: return .text("2025-03-05")
    case .month: return .text("2025-03")
    case .period, .year: return field.kind == .year ? .number(2025) : .text("2025")
    case .integer: return .number(3)
    case .decimal: return .number(4)
    case .money: return .number(50)
    case .rate: return .number(0.01)
    case .boolean: return .text("否")
    // The sample number printed in GB 11643-1999; nobody's.
    case .idNumber: return .text("11010519491231002X")
    case .phone: return .text("13800138000")
    case .identifier: return .text("001")
    case .code, .text: return .text("……")
    }
  }
}
