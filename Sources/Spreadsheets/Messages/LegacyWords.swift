import Diagnostics
import LegacyFormats

/// Words for what goes wrong with files of older formats.
extension SpreadsheetError {
  /// Tells a legacy format's error in words.
  public init(_ error: LegacyFormatError, path: String) {
    var place = Phrase(zh: "", en: "")
    if let sheet = error.sheet {
      let cell = error.cell.map { "!\($0)" } ?? ""
      place = Phrase(zh: "工作表“\(sheet)\(cell)”：", en: "sheet '\(sheet)\(cell)': ")
    }
    let words = LegacyWords.words(error)
    self.init(
      error.code.rawValue, path: path,
      ErrorWords(
        message: Phrase(zh: place.zh + words.message.zh, en: place.en + words.message.en),
        advice: words.advice),
      [
        "byte": error.byteOffset.map(String.init) ?? "?", "line": error.line.map(String.init) ?? "?",
        "detail": error.detail.isEmpty ? "?" : error.detail,
      ])
  }
}

enum LegacyWords {
  private static let saveAsXLSX = Phrase(
    zh: "请用 Excel 或 WPS 打开，另存为 .xlsx", en: "Open it in Excel or WPS and save it as .xlsx")

  static func words(_ error: LegacyFormatError) -> ErrorWords {
    switch error.code {
    case .truncated:
      ErrorWords(
        message: Phrase(
          zh: "文件不完整（工作簿在第 {byte} 字节处中断）",
          en: "the file is incomplete (the workbook stops at byte {byte})"),
        advice: Phrase(
          zh: "多半是复制、下载或传输没有完成，请重新获取这个文件",
          en: "A copy, download or transfer was probably cut short; fetch the file again"))
    case .damaged:
      ErrorWords(
        message: Phrase(
          zh: "文件已损坏（第 {byte} 字节处：{detail}）", en: "the file is damaged (at byte {byte}: {detail})"),
        advice: saveAsXLSX)
    case .encrypted:
      ErrorWords(
        message: Phrase(
          zh: "文件设有打开密码（Excel 97-2003 加密，{detail}）",
          en: "the file is protected by a password (Excel 97-2003 encryption, {detail})"),
        advice: Phrase(
          zh: "请用 --password 给出密码，或请提供者取消密码、另存为 .xlsx 后再发",
          en: "Give it with --password, or ask for it to be saved as .xlsx without a password"))
    case .wrongPassword:
      ErrorWords(
        message: Phrase(
          zh: "密码不对（Excel 97-2003 加密，{detail}）",
          en: "the password is wrong (Excel 97-2003 encryption, {detail})"),
        advice: Phrase(
          zh: "请向提供者核对密码，注意大小写", en: "Ask for the password, and mind upper and lower case"))
    case .unsupportedEncryption:
      ErrorWords(
        message: Phrase(
          zh: "文件设有打开密码，这种旧式加密（{detail}）不能解开",
          en: "the file is protected by a password in an old fashion ({detail}) that cannot be opened here"),
        advice: Phrase(
          zh: "请用 Excel 或 WPS 打开，取消密码、另存为 .xlsx",
          en: "Open it in Excel or WPS and save it as .xlsx without a password"))
    case .tooOld:
      ErrorWords(
        message: Phrase(
          zh: "这是 {detail} 的旧工作簿，早于 Excel 5", en: "this is a workbook of {detail}, older than Excel 5"),
        advice: saveAsXLSX)
    case .notWorkbook: notWorkbook(error.detail)
    case .noTable:
      ErrorWords(
        message: Phrase(
          zh: "这是网页（HTML），里面没有表格", en: "this is a web page (HTML) without a table"),
        advice: Phrase(
          zh: "下载到的可能是登录页或错误页，请登录系统重新导出",
          en: "It may be a log-in or error page; log in and export again"))
    case .malformedXML:
      ErrorWords(
        message: Phrase(
          zh: "XML 表格第 {line} 行有错误（{detail}）", en: "line {line} of the XML spreadsheet is faulty ({detail})"),
        advice: Phrase(
          zh: "请从系统重新导出，或用 Excel 打开后另存为 .xlsx",
          en: "Export it again, or open it in Excel and save it as .xlsx"))
    case .limitExceeded:
      ErrorWords(
        message: Phrase(zh: "内容超过上限（{detail}）", en: "its content passes a limit ({detail})"),
        advice: Phrase(zh: "请拆分文件后再试", en: "Split the file and try again"))
    }
  }

  private static func notWorkbook(_ kind: String) -> ErrorWords {
    let name =
      switch kind {
      case "Word": Phrase(zh: "Word 97-2003 文档", en: "a Word 97-2003 document")
      case "PowerPoint": Phrase(zh: "PowerPoint 97-2003 演示文稿", en: "a PowerPoint 97-2003 presentation")
      case "Outlook": Phrase(zh: "Outlook 邮件", en: "an Outlook message")
      default: Phrase(zh: "OLE2 复合文件", en: "a compound file (OLE2)")
      }
    return ErrorWords(
      message: Phrase(zh: "这是\(name.zh)，不是工作簿", en: "this is \(name.en), not a workbook"),
      advice: Phrase(zh: "请提供 .xlsx、.xls 或 .csv 文件", en: "Provide an .xlsx, .xls or .csv file"))
  }
}
