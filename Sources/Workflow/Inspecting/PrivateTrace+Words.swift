import Diagnostics
import XLSX

extension PrivateTrace {
  /// The trace in one line: what, where, how much.
  public func text(_ language: Language) -> String {
    var text = kind.phrase.template(language)
    if let sheet { text = "\(sheet)\(language == .zh ? "：" : ": ")\(text)" }
    if count > 1 { text += " × \(count)" }
    return detail.isEmpty ? text : "\(text)\(language == .zh ? "（\(detail)）" : " (\(detail))")"
  }
}

extension PrivateTrace.Kind {
  /// The kind's name for people.
  public var phrase: Phrase {
    switch self {
    case .hiddenSheet: Phrase(zh: "隐藏的工作表", en: "hidden sheet")
    case .veryHiddenSheet: Phrase(zh: "深度隐藏的工作表（菜单里看不到）", en: "very hidden sheet")
    case .hiddenRows: Phrase(zh: "隐藏行里的内容", en: "content of hidden rows")
    case .hiddenColumns: Phrase(zh: "隐藏列里的内容", en: "content of hidden columns")
    case .comments: Phrase(zh: "批注", en: "comments")
    case .author: Phrase(zh: "作者", en: "author")
    case .lastModifiedBy: Phrase(zh: "最后保存者", en: "last saved by")
    case .company: Phrase(zh: "单位或主管", en: "company or manager")
    case .customProperty: Phrase(zh: "自定义属性", en: "custom property")
    case .externalLink: Phrase(zh: "引用的外部工作簿", en: "another workbook referred to")
    case .cachedExternalData: Phrase(zh: "缓存的外部数据", en: "cached data of another workbook")
    case .fileLink: Phrase(zh: "指向文件或邮箱的链接", en: "link to a file or mail address")
    case .pivotCache: Phrase(zh: "数据透视表的缓存", en: "cache of a pivot table")
    case .connection: Phrase(zh: "数据连接", en: "data connection")
    case .printerSettings: Phrase(zh: "打印机设置", en: "printer settings")
    case .customXML: Phrase(zh: "自定义 XML", en: "custom XML")
    case .thumbnail: Phrase(zh: "缩略图", en: "thumbnail")
    case .savedPath: Phrase(zh: "保存位置", en: "folder it was saved in")
    case .outsidePrintArea: Phrase(zh: "打印区域之外的内容", en: "content outside the print area")
    case .embeddedFile: Phrase(zh: "嵌入的文件", en: "embedded file")
    case .macros: Phrase(zh: "宏", en: "macros")
    case .revisions: Phrase(zh: "修订记录", en: "record of revisions")
    }
  }
}
