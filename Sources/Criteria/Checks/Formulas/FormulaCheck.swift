import Diagnostics
import Formula
import Ledgers
import SpreadsheetModel

/// `formula`: an expression in Excel's formula language over a record's fields that must be TRUE.
///
/// ```yaml
/// check: {formula: {test: "=[@实缴]>=[@应缴]", at: paid, expected: "=ROUND([@应缴],2)"}}
/// ```
/// `[@字段]` is a field of the record by its title or id, `台账[字段]` the column of a ledger, `审核日` the day
/// of the check and `年度` its year. A record in which a field the formula needs is blank is passed over;
/// fields that only `ISBLANK` looks at may be blank. An error value means that the record was not judged.
struct FormulaCheck: Check {
  static let name = "formula"
  static let keys = ["test", "at", "expected", "within"]
  static let shorthand: String? = "test"
  static let message = Phrase(
    zh: "{field}为“{value}”，不满足 {formula}", en: "{field} '{value}' does not meet {formula}")
  static let placeholders: Set<String> = ["field", "value", "formula", "expected"]

  /// Whose records the columns of ledgers hold.
  enum Reach: String, CaseIterable {
    /// Those of the whole submission.
    case submission
    /// Those of the record's organisation.
    case organisation
  }

  private let test: CompiledFormula
  private let expected: CompiledFormula?
  private let fields: FormulaFields
  /// Fields that must be filled, and those that may be blank; the first of both is marked.
  private let required: [FieldID]
  private let optional: [FieldID]
  private let mark: FieldID?
  private let reach: Reach

  var looksAtAllFiles: Bool {
    reach == .submission && !(test.columns.isEmpty && expected?.columns.isEmpty ?? true)
  }

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    let ledger = try scope.ownLedger(reader.node)
    fields = FormulaFields(ledger: ledger, ledgers: scope.ledgers)
    test = try fields.compile(try reader.required("test"), expecting: .boolean)
    expected = if let node = reader.node("expected") { try fields.compile(node) } else { nil }
    mark = if let node = reader.node("at") { try scope.field(node) } else { nil }
    reach = try reader.word(ifAny: "within", as: Reach.self) ?? .submission
    let needed = Set(test.requiredFields + (expected?.requiredFields ?? []))
    let looked = Set(test.fields + (expected?.fields ?? []))
    required = needed.sorted().map { ledger.fields[$0].id }
    optional =
      looked.subtracting(needed).sorted().map { ledger.fields[$0].id }
      + (mark.map { [$0] } ?? []).filter { id in !looked.contains { ledger.fields[$0].id == id } }
  }

  func evaluate(_ run: inout RuleRun) {
    var columns = FormulaColumns(fields: fields, formulas: [test] + (expected.map { [$0] } ?? []))
    let asked = required + optional
    let marked = mark.flatMap { asked.firstIndex(of: $0) } ?? 0
    run.forEachRecord(fields: required, optional: optional) { run, unit in
      let group = reach == .organisation ? unit.organisation : nil
      let inputs = FormulaInputs(
        record: fields.record(unit), inputs: FormulaFields.inputs(run.context.asOf),
        tables: columns.values(of: group, in: run.context), today: run.context.asOf)
      switch test.value(with: inputs) {
      case .boolean(true): return
      case .number(let number) where number != 0: return
      case .error(let error):
        let row = unit.record.row + 1
        run.noteGap(
          Phrase(
            zh: "\(unit.table.table.sheet) 第 \(row) 行：公式得出 \(error.spelling)",
            en: "\(unit.table.table.sheet) row \(row): the formula gives \(error.spelling)"),
          organisation: unit.organisation >= 0 ? unit.organisation : nil)
      default:
        var arguments = ["formula": Phrase(test.expression.text)]
        if let expected {
          arguments["expected"] = Phrase(
            fields.shown(expected.value(with: inputs), type: expected.type))
        }
        guard !asked.isEmpty else { return }
        run.report(
          unit, slot: marked, arguments: arguments,
          notes: asked.indices.filter { $0 != marked && $0 < required.count }.map { run.note(unit, slot: $0) }
        )
      }
    }
  }
}
