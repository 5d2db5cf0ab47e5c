import Diagnostics
import Foundation
import SpreadsheetModel

/// Records as JSON Lines: one object a record, with its ledger, its values and where it stands.
///
/// `{"ledger":"member","file":"一支部.xlsx","sheet":"名册","row":5,"values":{"name":"张三","birth":"1980-05",…}}`
///
/// Dates are `YYYY-MM-DD`, months `YYYY-MM`, numbers keep their digits, lists are arrays, yes and no
/// are `true` and `false`. `unmapped` has what stands in columns that were not understood. Absent fields are left out, but for the classes of absence that say more:
/// `{"absent":"none|notApplicable|openEnd|unreadable","original":"…"}`. With changes asked for, `changes`
/// names for every cleaned field its cell, its original text, the kind of change and how certain it is.
public enum JSONLines {
  /// The line of one record, without a line break.
  public static func line(_ record: LedgerRecord, of table: LedgerTable, withChanges: Bool = false) -> String
  {
    var out = JSONText()
    out.raw("{\"ledger\":")
    out.string(table.definition.id.rawValue)
    out.raw(",\"file\":")
    out.string(table.file)
    out.raw(",\"sheet\":")
    out.string(table.sheet)
    out.raw(",\"row\":\(record.row + 1)")
    if record.isHidden { out.raw(",\"hidden\":true") }
    out.raw(",\"values\":{")
    var isFirst = true
    for (field, definition) in zip(record.fields, table.definition.fields) where field.value != .missing {
      if !isFirst { out.raw(",") }
      isFirst = false
      out.string(definition.id.rawValue)
      out.raw(":")
      out.value(field)
    }
    out.raw("}")
    if !record.unmapped.isEmpty {
      out.raw(",\"unmapped\":{")
      for (index, value) in record.unmapped.enumerated() {
        if index > 0 { out.raw(",") }
        out.string(value.header)
        out.raw(":")
        out.string(value.text)
      }
      out.raw("}")
    }
    if withChanges { changes(record, table, &out) }
    out.raw("}")
    return out.text
  }

  private static func changes(_ record: LedgerRecord, _ table: LedgerTable, _ out: inout JSONText) {
    out.raw(",\"changes\":{")
    var isFirst = true
    for (field, definition) in zip(record.fields, table.definition.fields) {
      guard let change = field.change else { continue }
      if !isFirst { out.raw(",") }
      isFirst = false
      out.string(definition.id.rawValue)
      out.raw(":{\"cell\":")
      if let cell = field.cell { out.string(cell.description) } else { out.raw("null") }
      out.raw(",\"original\":")
      out.string(field.original)
      out.raw(",\"kind\":")
      out.string(change.kind.rawValue)
      out.raw(",\"safety\":")
      if let safety = change.safety { out.string(safety.rawValue) } else { out.raw("null") }
      out.raw("}")
    }
    out.raw("}")
  }
}

/// JSON text as it is written.
private struct JSONText {
  private(set) var text = ""

  mutating func raw(_ part: String) { text += part }

  mutating func string(_ value: String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{2028}": text += "\\u2028"
      case "\u{2029}": text += "\\u2029"
      default:
        if scalar.value < 0x20 {
          let digits = String(scalar.value, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    text += "\""
  }

  mutating func value(_ field: RecordField) {
    switch field.value {
    case .missing: text += "null"
    case .none, .notApplicable, .openEnd, .unreadable: absent(field)
    case .text(let value): string(value)
    case .number(let number): text += "\(number)"
    case .date(let date): string(date.description)
    case .month(let month): string(month.description)
    case .year(let year): text += String(year)
    case .boolean(let truth): text += truth ? "true" : "false"
    case .list(let names):
      text += "["
      for (index, name) in names.enumerated() {
        if index > 0 { text += "," }
        string(name)
      }
      text += "]"
    }
  }

  private mutating func absent(_ field: RecordField) {
    text += "{\"absent\":"
    string(field.value.absence?.rawValue ?? "")
    text += ",\"original\":"
    string(field.original)
    text += "}"
  }
}
