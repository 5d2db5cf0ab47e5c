import Diagnostics
import Ledgers

/// Makes one finding of many where a whole column fails alike: most likely the column was taken for
/// another, or nobody filled it in.
enum ColumnFolding {
  /// Columns with fewer values than this are never folded.
  static let leastValues = 10

  static func fold(_ drafts: [FindingDraft], of rule: Rule) -> [FindingDraft] {
    struct Column: Hashable {
      var clause: Int
      var table: Int
      var field: Int
      var discriminator: String
    }
    var columns: [Column: [Int]] = [:]
    for (index, draft) in drafts.enumerated() {
      // A fix settles each cell for itself, so those stay apart.
      guard type(of: rule.clauses[draft.clause].check).collapsesColumns, draft.fix == nil,
        let table = draft.table, draft.row != nil, let field = draft.field
      else { continue }
      columns[
        Column(clause: draft.clause, table: table.order, field: field, discriminator: draft.discriminator),
        default: []
      ].append(index)
    }
    var replaced: [Int: FindingDraft] = [:]
    var dropped: Set<Int> = []
    for (column, indices) in columns {
      guard let first = indices.first, let table = drafts[first].table else { continue }
      let isBlank = rule.clauses[column.clause].check is RequiredCheck
      let values = table.table.records.indices.count {
        isBlank || table.field(column.field, ofRecord: $0).value != .missing
      }
      guard values >= leastValues, indices.count * 10 > values * 8 else { continue }
      var draft = drafts[first]
      draft.row = nil
      // A column that nobody fills in is one that the office does not keep.
      if isBlank, indices.count == values { draft.severity = .info }
      draft.location = table.headerLocation(column.field)
      draft.value = table.headers[column.field]
      draft.occurrences = indices.count
      draft.arguments["count"] = Phrase(String(indices.count))
      draft.message =
        isBlank
        ? Phrase(
          zh: "“{field}”列 {count} 处未填写，几乎整列空白",
          en: "{count} cells of '{field}' are blank, nearly the whole column")
        : Phrase(
          zh: "“{field}”列 {count} 处都不合要求，这一列可能识别错了",
          en: "{count} cells of '{field}' fail alike; the column was probably taken for another")
      replaced[first] = draft
      dropped.formUnion(indices.dropFirst())
    }
    if replaced.isEmpty { return drafts }
    return drafts.indices.compactMap { dropped.contains($0) ? nil : replaced[$0] ?? drafts[$0] }
  }
}
