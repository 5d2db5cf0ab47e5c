import Diagnostics
import Ledgers

extension ColumnMapping.Evidence {
  /// What a column's mapping rests on, in words.
  public var title: Phrase {
    switch self {
    case .synonym: Phrase(zh: "按名称", en: "by name")
    case .likeness: Phrase(zh: "按近似名称", en: "by likeness")
    case .values: Phrase(zh: "按内容", en: "by its values")
    case .given: Phrase(zh: "按指定", en: "as told")
    }
  }
}
