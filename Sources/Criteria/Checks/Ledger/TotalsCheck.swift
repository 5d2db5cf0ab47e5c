import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

/// `totals`: a row of totals (合计) states what the records above it add up to, a subtotal (小计) what those
/// since the one before do.
///
/// Only numbers that can be added up are looked at, never a rate, a year or a running balance (`except`). A formula that nothing has
/// calculated yet shows 0 and says nothing.
struct TotalsCheck: Check {
  static let name = "totals"
  static let keys: [String] = ["tolerance", "kinds", "except"]
  static let message = Phrase(
    zh: "{label}行{field}为 {value}，各行相加为 {expected}，相差 {difference}",
    en: "{field} of the row '{label}' is {value}, the rows add up to {expected}, {difference} apart")
  static let placeholders: Set<String> = ["field", "value", "expected", "difference", "label"]

  let tolerance: Decimal
  let kinds: Set<FieldKind>
  let except: Set<FieldID>

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    tolerance = try reader.decimal(ifAny: "tolerance") ?? 0.005
    except = Set(try reader.texts("except").map(FieldID.init(rawValue:)))
    var kinds: Set<FieldKind> = []
    for item in reader.node("kinds")?.items ?? [] { kinds.insert(try item.word(as: FieldKind.self)) }
    self.kinds = kinds.isEmpty ? [.money, .integer, .decimal] : kinds
  }

  func evaluate(_ run: inout RuleRun) {
    for ledger in run.ledgers {
      for table in run.context.tables(ledger) {
        let totals = table.table.skippedRows.filter { $0.reason == .total || $0.reason == .subtotal }
        if !totals.isEmpty { evaluate(table, totals.sorted { $0.row < $1.row }, in: &run) }
      }
    }
  }

  private func evaluate(_ table: IndexedTable, _ totals: [SkippedRow], in run: inout RuleRun) {
    for (index, definition) in table.definition.fields.enumerated()
    where table.hasField[index] && kinds.contains(definition.kind) && !except.contains(definition.id) {
      var all = Sum()
      var section = Sum()
      var next = 0
      let records = table.table.records
      for total in totals {
        while next < records.count, records[next].row < total.row {
          let field = table.field(index, ofRecord: next)
          all.add(field)
          section.add(field)
          next += 1
        }
        guard index < total.fields.count else { continue }
        let stated = total.fields[index]
        if let number = stated.value.number, stated.cell?.row == total.row {
          run.countUnit(organisation: next > 0 ? table.organisations[next - 1] : -1)
          // A total may close the table or one branch's part of it.
          let candidates = total.reason == .total ? [all, section] : [section, all]
          judge(number, stated, candidates, total, table, index, in: &run)
        }
        section = Sum()
      }
    }
  }

  /// What the records of a column add up to.
  private struct Sum {
    var value: Decimal = 0
    var count = 0
    var isKnown = true
    private var lastCell: CellReference?

    mutating func add(_ field: RecordField) {
      switch field.value {
      case .number(let number):
        // A merged cell counts once, however many rows it covers.
        guard field.cell == nil || field.cell != lastCell else { return }
        lastCell = field.cell
        value += number
        count += 1
        // Nothing has calculated the formula yet.
        if field.isFormula, number == 0 { isKnown = false }
      case .unreadable: isKnown = false
      default: break
      }
    }
  }

  private func judge(
    _ number: Decimal, _ stated: RecordField, _ candidates: [Sum], _ total: SkippedRow, _ table: IndexedTable,
    _ index: Int, in run: inout RuleRun
  ) {
    guard let first = candidates.first, first.isKnown, first.count > 0, !(stated.isFormula && number == 0),
      !candidates.contains(where: { abs(number - $0.value) <= tolerance })
    else { return }
    run.report(
      footer: stated, table: table, field: index,
      arguments: [
        "expected": Phrase(first.value.plain), "difference": Phrase(abs(number - first.value).plain),
        "label": total.reason == .total ? Phrase(zh: "合计", en: "total") : Phrase(zh: "小计", en: "subtotal"),
      ],
      fix: FieldFix.make(.number(first.value), safety: .suggested, field: stated),
      discriminator: "\(total.reason.rawValue) \(table.table.skippedRows.firstIndex(of: total) ?? 0)")
  }
}
