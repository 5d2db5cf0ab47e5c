import Diagnostics
import Ledgers
import SpreadsheetModel

/// `cleaning`: what reading a cell had to change, or could not read.
///
/// The changes themselves are found when a ledger is read (`ValueChange`); a rule says which kinds, on
/// which fields, are its business. What was understood and stays as it is written is told once a column.
struct CleaningCheck: Check {
  static let name = "cleaning"
  static let collapsesColumns = true
  static let keys = [
    "changes", "fields", "exceptFields", "kinds", "exceptKinds", "codeLists", "exceptCodeLists",
  ]
  static let message = Phrase(
    zh: "{field}“{value}”应写成“{expected}”", en: "{field} '{value}' should read '{expected}'")
  static let placeholders: Set<String> = ["field", "value", "expected"]

  let changes: Set<ValueChange.Kind>
  let fields: Set<FieldID>
  let exceptFields: Set<FieldID>
  let kinds: Set<FieldKind>
  let exceptKinds: Set<FieldKind>
  let codeLists: Set<String>
  let exceptCodeLists: Set<String>

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    var changes: Set<ValueChange.Kind> = []
    for item in try reader.required("changes").items {
      changes.insert(try item.word(as: ValueChange.Kind.self))
    }
    self.changes = changes
    func fieldKinds(_ key: String) throws(PackProblem) -> Set<FieldKind> {
      var kinds: Set<FieldKind> = []
      for item in reader.node(key)?.items ?? [] { kinds.insert(try item.word(as: FieldKind.self)) }
      return kinds
    }
    kinds = try fieldKinds("kinds")
    exceptKinds = try fieldKinds("exceptKinds")
    fields =
      scope.ledger == nil
      ? Set(try reader.texts("fields").map(FieldID.init(rawValue:)))
      : Set(try scope.fields(reader.node("fields")))
    exceptFields = Set(try reader.texts("exceptFields").map(FieldID.init(rawValue:)))
    codeLists = Set(try reader.texts("codeLists"))
    exceptCodeLists = Set(try reader.texts("exceptCodeLists"))
  }

  private func covers(_ field: FieldDefinition) -> Bool {
    (fields.isEmpty || fields.contains(field.id)) && (kinds.isEmpty || kinds.contains(field.kind))
      && !exceptKinds.contains(field.kind) && !exceptFields.contains(field.id)
      && !(field.codeList.map(exceptCodeLists.contains) ?? false)
      && (codeLists.isEmpty || field.codeList.map(codeLists.contains) ?? false)
  }

  func evaluate(_ run: inout RuleRun) {
    for ledger in run.ledgers {
      for table in run.context.tables(ledger) {
        let covered = table.definition.fields.indices.map {
          table.hasField[$0] && covers(table.definition.fields[$0])
        }
        guard covered.contains(true), let applies = run.applicability(to: table) else { continue }
        for row in table.table.records.indices where applies(row) {
          run.countUnit(organisation: table.organisations[row])
        }
        var hints: [Int: Hint] = [:]
        for (row, field, change) in table.changes
        where covered[field] && changes.contains(change.kind) && applies(row) {
          if isHint(change, table.field(field, ofRecord: row), run) {
            hints[field, default: Hint(row: row)].add(change)
          } else {
            report(change, table: table, row: row, field: field, in: &run)
          }
        }
        for (field, hint) in hints.sorted(by: { $0.key < $1.key }) {
          report(hint, table: table, field: field, in: &run)
        }
      }
    }
  }

  /// What is told once for a column.
  private struct Hint {
    /// The first record.
    let row: Int
    var count = 0
    /// Whether standard terms could be written.
    var hasTerms = false

    init(row: Int) { self.row = row }

    mutating func add(_ change: ValueChange) {
      count += 1
      if change.sameness == .sameTerm { hasTerms = true }
    }
  }

  /// Whether a value was understood and stays as it is written, so that nobody has to do anything.
  private func isHint(_ change: ValueChange, _ field: RecordField, _ run: RuleRun) -> Bool {
    guard field.value.isPresent, !field.isFormula else { return false }
    switch (change.sameness, change.kind) {
    case (.sameTerm, _): return !run.wantsStandardTerms
    case (.reading, .codeSynonym), (.reading, .dateForm), (.reading, .unit), (.reading, .annotation):
      return true
    default: return false
    }
  }

  private func report(_ hint: Hint, table: IndexedTable, field: Int, in run: inout RuleRun) {
    let expected = table.field(field, ofRecord: hint.row).value.display ?? ""
    var zh = hint.count > 1 ? "{field}“{value}”等 {count} 处" : "{field}“{value}”"
    var en = hint.count > 1 ? "{field}: '{value}' and others, {count} in all, are" : "{field} '{value}' is"
    zh += "按“{expected}”\(hint.count > 1 ? "等" : "")理解，原样保留"
    en += " read as '{expected}'\(hint.count > 1 ? " and so on" : "") and left as written"
    if hint.hasTerms {
      zh += "；要统一成标准用词，更正时加 --standard-terms"
      en += "; fix with --standard-terms to have standard terms"
    }
    run.report(
      table: table, row: hint.row, field: field,
      arguments: ["expected": Phrase(expected), "count": Phrase(String(hint.count))],
      message: Phrase(zh: zh, en: en), severity: .info, discriminator: "understood", occurrences: hint.count)
  }

  private func report(
    _ change: ValueChange, table: IndexedTable, row: Int, field: Int, in run: inout RuleRun
  ) {
    let recordField = table.field(field, ofRecord: row)
    // A merged cell says for all its rows what stands in it; nothing is left to write out.
    if change.kind == .filledDown, let cell = recordField.cell, cell.row != table.table.records[row].row {
      return
    }
    var fix: Diagnostic.Fix?
    let isTerm = change.sameness == .sameTerm && run.wantsStandardTerms
    // A repair that leaves damage behind is none.
    if let safety = isTerm ? .safe : change.safety, let written = change.written,
      change.kind != .mojibake || !(written.display.map(DamageCheck.isDamaged) ?? false)
    {
      fix = Diagnostic.Fix(safety: safety, value: written, format: change.format)
    }
    let expected =
      change.kind == .mojibake && fix == nil
      ? "" : recordField.value.display ?? change.written?.display ?? ""
    // A rule's own words that promise no value say it better.
    let needsWords =
      run.clause.message == Self.message || expected.isEmpty && run.clause.placeholders.contains("expected")
    run.report(
      table: table, row: row, field: field,
      arguments: ["expected": Phrase(zh: expected, en: expected)],
      message: needsWords ? Self.specialMessage(change.kind, hasFix: fix != nil) : nil, fix: fix,
      severity: isTerm ? .info : nil, discriminator: change.kind.rawValue)
  }

  /// Words for what cleaning could not do, where `{expected}` has nothing to show.
  private static func specialMessage(_ kind: ValueChange.Kind, hasFix: Bool) -> Phrase? {
    switch kind {
    case .unreadable:
      Phrase(
        zh: "{field}“{value}”看不懂，应填{expectedKind}", en: "{field} '{value}' cannot be read as {expectedKind}")
    case .impossible:
      Phrase(zh: "{field}“{value}”不存在这样的日期", en: "{field} '{value}' is no day of the calendar")
    case .ambiguous where !hasFix:
      Phrase(
        zh: "{field}“{value}”不能确定说的是什么，未按{expectedKind}计入，请核对",
        en: "what {field} '{value}' says is not certain; it was not counted as {expectedKind}, please check")
    case .digitsLost:
      Phrase(
        zh: "{field}“{value}”的末几位已被表格软件舍去，无法恢复",
        en: "the last digits of {field} '{value}' were lost by the spreadsheet and cannot be restored")
    case .mojibake where !hasFix:
      Phrase(zh: "{field}“{value}”疑似乱码", en: "{field} '{value}' looks mis-decoded")
    case .filledDown:
      Phrase(
        zh: "{field}“{value}”沿用上行，应写明“{expected}”",
        en: "{field} '{value}' stands for '{expected}' above; write it out")
    default: nil
    }
  }
}
