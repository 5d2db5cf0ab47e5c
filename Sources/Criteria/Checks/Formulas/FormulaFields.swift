import Diagnostics
import Formula
import Foundation
import Ledgers
import SpreadsheetModel

/// What a rule's formula may refer to: the fields of its ledger, the columns of every ledger, the day and
/// year of the check.
struct FormulaFields: Sendable {
  let ledger: LedgerDefinition
  /// The ledgers in the order of the schema's tables.
  let tables: [LedgerDefinition]
  let schema: FormulaSchema

  init(ledger: LedgerDefinition, ledgers: [LedgerID: LedgerDefinition]) {
    self.ledger = ledger
    let tables = ledgers.values.sorted { $0.id.rawValue < $1.id.rawValue }
    self.tables = tables
    schema = FormulaSchema(
      fields: Self.fields(of: ledger),
      inputs: [.init("审核日", .date, aliases: ["asOf"]), .init("年度", .number, aliases: ["year"])],
      tables: tables.map {
        .init(
          $0.title.zh, fields: Self.fields(of: $0),
          aliases: [$0.id.rawValue, $0.title.en] + $0.synonyms)
      },
      ownTable: tables.firstIndex { $0.id == ledger.id })
  }

  private static func fields(of ledger: LedgerDefinition) -> [FormulaSchema.Field] {
    ledger.fields.map { field in
      .init(
        field.title.zh, type(of: field.kind), aliases: [field.id.rawValue, field.title.en] + field.synonyms)
    }
  }

  /// The type of a field's values. A month stands for its first day, so that it can be counted with.
  private static func type(of kind: FieldKind) -> FormulaType {
    switch kind {
    case .date, .dateOrMonth, .month: .date
    case .year, .integer, .decimal, .money, .rate: .number
    case .boolean: .boolean
    // A period may be a year, a quarter or a month.
    case .period: .any
    default: .text
    }
  }

  /// Parses and checks a formula of a pack; what is wrong is told with the piece it concerns.
  func compile(
    _ node: PackNode, expecting type: FormulaType? = nil
  ) throws(PackProblem) -> CompiledFormula {
    let text = try node.text()
    do throws(FormulaError) {
      return try FormulaExpression(text).compiled(for: schema, expecting: type)
    } catch {
      throw problem(error, text, node.place)
    }
  }

  private func problem(_ error: FormulaError, _ text: String, _ place: PackPlace) -> PackProblem {
    let bytes = Array(text.utf8)
    let range = error.range.clamped(to: 0..<bytes.count)
    let piece = String(decoding: bytes[range], as: UTF8.self)
    let position = String(decoding: bytes[..<range.lowerBound], as: UTF8.self).unicodeScalars.count + 1
    return PackProblem(
      .formula, at: place,
      Phrase(
        zh: "公式第 \(position) 个字符“\(piece)”：\(error.message(.zh))",
        en: "formula, character \(position), '\(piece)': \(error.message(.en))"))
  }

  // MARK: Values

  static func inputs(_ asOf: CivilDate) -> [CellValue] {
    [value(.date(asOf)), .number(Double(asOf.year))]
  }

  /// The values of a record's fields.
  func record(_ unit: RuleRun.Unit) -> [CellValue] {
    unit.record.fields.map { Self.value($0.value) }
  }

  /// A cleaned value as a cell would hold it.
  static func value(_ value: FieldValue) -> CellValue {
    switch value {
    case .missing, .none, .notApplicable, .openEnd, .unreadable: .empty
    case .text(let text): .text(text)
    case .number(let number): .number(number.nearestDouble)
    case .date(let date): DateSystem.base1900.serial(of: date).map { .number($0) } ?? .empty
    case .month(let month): month.firstDay.map { Self.value(.date($0)) } ?? .empty
    case .year(let year): .number(Double(year))
    case .boolean(let truth): .boolean(truth)
    case .list(let items): .text(items.joined(separator: "、"))
    }
  }

  /// A computed value as messages show it.
  func shown(_ value: CellValue, type: FormulaType) -> String {
    let format: NumberFormat = type == .date ? .isoDate : .general
    return format.displayedText(of: value, dateSystem: .base1900)
  }
}
