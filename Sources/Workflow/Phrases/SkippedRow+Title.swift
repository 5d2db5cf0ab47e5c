import Diagnostics
import Ledgers

extension SkippedRow.Reason {
  /// Why a row is no record, in a word.
  public var title: Phrase {
    switch self {
    case .blank: Phrase(zh: "空行", en: "blank")
    case .subtotal: Phrase(zh: "小计", en: "subtotal")
    case .total: Phrase(zh: "合计", en: "total")
    case .note: Phrase(zh: "说明", en: "note")
    case .repeatedHeader: Phrase(zh: "重复表头", en: "header again")
    case .numbering: Phrase(zh: "栏号", en: "column numbers")
    case .example: Phrase(zh: "示例", en: "example")
    case .group: Phrase(zh: "分组", en: "group")
    }
  }
}
