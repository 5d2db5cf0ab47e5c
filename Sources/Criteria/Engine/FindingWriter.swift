import Diagnostics
import Ledgers
import SpreadsheetModel

/// Puts a finding into words and gives it its lasting identity.
struct FindingWriter {
  let job: CheckJob
  let rule: Rule

  private var pack: CriteriaPack { job.pack }
  private var context: CheckContext { job.context }

  func finding(_ draft: FindingDraft) -> Finding {
    let clause = rule.clauses[draft.clause]
    let definition = draft.table?.definition
    let field = draft.field.flatMap { definition?.fields[$0] }
    let organisation = draft.organisation >= 0 ? context.organisations[draft.organisation].name : nil
    let key = draft.table.flatMap { table in draft.row.map { Self.key(table, $0) } }
    let arguments = Arguments(writer: self, draft: draft, field: field, organisation: organisation)
    let message = arguments.fill(draft.message ?? clause.message)
    return Finding(
      diagnostic: Diagnostic(
        rule: rule.id, severity: draft.severity, message: message, location: draft.location,
        value: draft.value, advice: (clause.advice ?? rule.advice).map { arguments.fill($0) },
        notes: draft.notes, fix: draft.fix),
      ledger: definition?.id, field: field?.id,
      header: draft.field.flatMap { draft.table?.headers[$0] }, organisation: organisation, key: key?.shown,
      fingerprint: stableHash([
        rule.id, clause.id ?? String(draft.clause), definition?.id.rawValue ?? "", organisation ?? "",
        key?.full ?? draft.table?.table.sheet ?? "", field?.id.rawValue ?? "", draft.discriminator,
      ]),
      occurrences: draft.occurrences, also: draft.also, isReview: clause.isReview)
  }

  /// What tells a record from others: shown without ID numbers, whole for the fingerprint.
  static func key(_ table: IndexedTable, _ row: Int) -> (shown: String, full: String) {
    for fields in table.definition.keys {
      let indices = fields.compactMap { table.definition.index(of: $0) }
      let values = indices.map { table.field($0, ofRecord: row).value.display }
      guard !values.isEmpty, values.allSatisfy({ $0 != nil }) else { continue }
      let shown =
        shownName(table, row)
        ?? zip(indices, values).map { masked($1 ?? "", table.definition.fields[$0]) }.joined(separator: " ")
      return (shown, values.map { $0 ?? "" }.joined(separator: "\u{1f}"))
    }
    let shown = shownName(table, row) ?? ""
    return (shown, shown.isEmpty ? "row \(row)" : shown)
  }

  private static func shownName(_ table: IndexedTable, _ row: Int) -> String? {
    let index =
      table.definition.fields.firstIndex { $0.kind == .personName && $0.id == "name" }
      ?? table.definition.fields.firstIndex { $0.kind == .organisationName && $0.id == "name" }
    return index.flatMap { table.field($0, ofRecord: row).value.display }
  }

  /// The arguments of a message, looked up only when a template asks for them.
  private struct Arguments {
    let writer: FindingWriter
    let draft: FindingDraft
    let field: FieldDefinition?
    let organisation: String?

    func fill(_ template: Phrase) -> Phrase {
      var zh: [String: String] = [:]
      var en: [String: String] = [:]
      for name in MessageTemplate.placeholders(template) {
        guard let value = value(of: name) else { continue }
        zh[name] = value.zh
        en[name] = value.en
      }
      return Phrase(zh: template.text(.zh, zh), en: template.text(.en, en))
    }

    private func value(of name: String) -> Phrase? {
      if let argument = draft.arguments[name] { return argument }
      switch name {
      case "field": return field?.title
      case "value":
        guard let field else { return draft.value.map(Phrase.init(_:)) }
        return Phrase(masked(draft.value ?? "", field))
      case "organisation": return Phrase(organisation ?? "")
      case "title": return writer.rule.title
      case "asOf": return Phrase(writer.context.asOf.description)
      case "row": return draft.location.cell.map { Phrase(String($0.row + 1)) }
      case "expectedKind": return field.map { $0.kind.words }
      default: break
      }
      guard let table = draft.table, let row = draft.row,
        let index = table.definition.index(of: FieldID(rawValue: name))
      else { return nil }
      let recordField = table.field(index, ofRecord: row)
      return Phrase(masked(recordField.value.display ?? recordField.original, table.definition.fields[index]))
    }
  }
}

extension FieldKind {
  /// What a clerk calls what the field should hold.
  var words: Phrase {
    switch self {
    case .date: Phrase(zh: "日期", en: "a date")
    case .dateOrMonth: Phrase(zh: "日期或年月", en: "a date or month")
    case .year: Phrase(zh: "年份", en: "a year")
    case .month: Phrase(zh: "年月", en: "a month")
    case .period: Phrase(zh: "年、季或月", en: "a period")
    case .integer: Phrase(zh: "整数", en: "a whole number")
    case .decimal: Phrase(zh: "数字", en: "a number")
    case .money: Phrase(zh: "金额", en: "an amount")
    case .rate: Phrase(zh: "比例", en: "a rate")
    case .boolean: Phrase(zh: "是或否", en: "yes or no")
    case .code: Phrase(zh: "规定的词", en: "one of the listed terms")
    case .idNumber: Phrase(zh: "身份证号", en: "an ID number")
    case .phone: Phrase(zh: "电话号码", en: "a telephone number")
    case .identifier: Phrase(zh: "编号", en: "an identifier")
    case .personName, .personNames: Phrase(zh: "姓名", en: "a name")
    case .organisationName: Phrase(zh: "党组织名称", en: "an organisation's name")
    case .text: Phrase(zh: "文字", en: "text")
    }
  }
}
