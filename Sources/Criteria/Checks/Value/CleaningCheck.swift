import Diagnostics
import Ledgers
import SpreadsheetModel

/// `cleaning`: what reading a cell had to change, or could not read.
///
/// The changes themselves are found when a ledger is read (`ValueChange`); a rule says which kinds, on
/// which fields, are its business.
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
        for (row, field, change) in table.changes
        where covered[field] && changes.contains(change.kind) && applies(row) {
          report(change, table: table, row: row, field: field, in: &run)
        }
      }
    }
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
    // A repair that leaves damage behind is none.
    if let safety = change.safety, let written = change.written,
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
      discriminator: change.kind.rawValue)
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
      Phrase(zh: "{field}“{value}”有不止一种读法", en: "{field} '{value}' can be read in more than one way")
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
