import Diagnostics
import XLSX

/// Words for what goes wrong with a workbook.
extension SpreadsheetError {
  /// Tells a workbook error in words.
  public init(_ error: XLSXError, path: String) {
    var place = Phrase(zh: "", en: "")
    if let sheet = error.sheet {
      let cell = error.cell.map { "!\($0)" } ?? ""
      place = Phrase(zh: "工作表“\(sheet)\(cell)”：", en: "sheet '\(sheet)\(cell)': ")
    }
    var part = error.part ?? ""
    if let line = error.line { part += ":\(line)" + (error.column.map { ":\($0)" } ?? "") }
    if let byte = error.byte { part += "@\(byte)" }
    let words = XLSXWords.words(error)
    let message = Phrase(zh: place.zh + words.message.zh, en: place.en + words.message.en)
    self.init(
      "xlsx.\(XLSXWords.code(error.code))", path: path,
      ErrorWords(message: message, advice: words.advice),
      [
        "part": part.isEmpty ? "?" : part, "detail": error.detail.isEmpty ? "?" : error.detail,
        "sheet": error.sheet ?? "?",
      ])
  }
}

enum XLSXWords {
  private static let saveAgain = Phrase(
    zh: "请用 Excel 或 WPS 打开它，另存为一份新的 .xlsx；打不开的，请向提供者重新索取",
    en: "Open it in Excel or WPS and save it as a new .xlsx; if it does not open, ask for it again")
  private static let fetchAgain = Phrase(
    zh: "多半是复制、下载或传输没有完成，请重新获取这个文件",
    en: "A copy, download or transfer was probably cut short; fetch the file again")

  /// The error's code with words set apart by hyphens: `passwordNeeded` is `password-needed`.
  static func code(_ code: XLSXError.Code) -> String {
    var text = ""
    for character in code.rawValue {
      if character.isUppercase { text += "-" }
      text += character.lowercased()
    }
    return text
  }

  static func words(_ error: XLSXError) -> ErrorWords {
    switch error.code {
    case .unreadable:
      ErrorWords(
        message: Phrase(zh: "无法读取（{detail}）", en: "it cannot be read ({detail})"),
        advice: FileWords.unreadable.advice)
    case .empty: FileWords.empty
    case .notPackage, .legacyFile, .notWorkbook, .binaryWorkbook: kindWords(error)
    case .passwordNeeded, .wrongPassword, .unsupportedEncryption: encryptionWords(error.code)
    case .truncated, .damaged, .missingPart, .malformedPart: damageWords(error.code)
    case .refusedEntry:
      ErrorWords(
        message: Phrase(
          zh: "压缩包里有工作簿不应有的内容：{part}（{detail}）",
          en: "the archive holds what a workbook may not: {part} ({detail})"),
        advice: saveAgain)
    case .limitExceeded:
      ErrorWords(
        message: Phrase(
          zh: "解压后的内容超过安全上限：{part}（{detail}）",
          en: "its unpacked content passes a safety limit: {part} ({detail})"),
        advice: Phrase(
          zh: "请确认文件来源可靠；表格确实很大时请拆分后再试",
          en: "Make sure the file comes from someone you trust; split it if it really is that large"))
    case .notWorksheet: noCells
    }
  }

  private static func kindWords(_ error: XLSXError) -> ErrorWords {
    switch error.code {
    case .binaryWorkbook:
      ErrorWords(
        message: Phrase(
          zh: "这是二进制工作簿（.xlsb），暂不支持", en: "this is a binary workbook (.xlsb), which is not read"),
        advice: Phrase(zh: "请用 Excel 另存为 .xlsx", en: "Save it as .xlsx in Excel"))
    case .legacyFile:
      ErrorWords(
        message: Phrase(
          zh: "这是 OLE2 复合文件，但里面没有工作簿", en: "this is a compound file (OLE2), but holds no workbook"),
        advice: saveAgain)
    case .notPackage:
      ErrorWords(
        message: Phrase(zh: "这不是 .xlsx 工作簿", en: "this is no .xlsx workbook"), advice: saveAgain)
    default:
      if error.detail.contains("wordprocessingml") {
        ErrorWords(
          message: Phrase(zh: "这是 Word 文档，不是工作簿", en: "this is a Word document, not a workbook"),
          advice: Phrase(
            zh: "请把其中的表格复制到 Excel，另存为 .xlsx",
            en: "Copy its table to Excel and save that as .xlsx"))
      } else if error.detail.contains("presentationml") {
        ErrorWords(
          message: Phrase(
            zh: "这是 PowerPoint 演示文稿，不是工作簿", en: "this is a PowerPoint presentation, not a workbook"),
          advice: Phrase(zh: "请提供 .xlsx、.xls 或 .csv 文件", en: "Provide an .xlsx, .xls or .csv file"))
      } else {
        ErrorWords(
          message: Phrase(
            zh: "这是 Office 文件包，但不是工作簿（{detail}）",
            en: "this is an Office package, but not a workbook ({detail})"),
          advice: saveAgain)
      }
    }
  }

  private static func encryptionWords(_ code: XLSXError.Code) -> ErrorWords {
    switch code {
    case .wrongPassword:
      ErrorWords(
        message: Phrase(
          zh: "文件设有打开密码，所给密码不对", en: "the file is protected by a password, and the one given is wrong"),
        advice: Phrase(
          zh: "请核对密码，或请提供者取消密码后再发",
          en: "Check the password, or ask for the file to be saved without one"))
    case .unsupportedEncryption:
      ErrorWords(
        message: Phrase(
          zh: "文件已加密，加密方式不受支持", en: "the file is encrypted in a way that is not supported"),
        advice: Phrase(
          zh: "请提供者取消密码，另存为 .xlsx 后再发",
          en: "Ask for the file to be saved as .xlsx without a password"))
    default:
      ErrorWords(
        message: Phrase(zh: "文件设有打开密码", en: "the file is protected by a password"),
        advice: Phrase(
          zh: "请提供者取消密码后再发，或用 --password 给出密码",
          en: "Ask for it to be saved without a password, or pass --password"))
    }
  }

  private static func damageWords(_ code: XLSXError.Code) -> ErrorWords {
    switch code {
    case .truncated:
      ErrorWords(
        message: Phrase(
          zh: "文件不完整，末尾缺失（{detail}）", en: "the file is incomplete: its end is missing ({detail})"),
        advice: fetchAgain)
    case .missingPart:
      ErrorWords(
        message: Phrase(zh: "工作簿缺少部件 {part}", en: "the workbook lacks its part {part}"),
        advice: saveAgain)
    case .malformedPart:
      ErrorWords(
        message: Phrase(
          zh: "部件 {part} 的 XML 有错误（{detail}）", en: "the XML of its part {part} is faulty ({detail})"),
        advice: saveAgain)
    default:
      ErrorWords(
        message: Phrase(
          zh: "文件已损坏：{part}（{detail}）", en: "the file is damaged: {part} ({detail})"),
        advice: fetchAgain)
    }
  }

  private static let noCells = ErrorWords(
    message: Phrase(zh: "它不是普通工作表，没有单元格", en: "it is no worksheet and has no cells"),
    advice: Phrase(zh: "请选择其他工作表", en: "Choose another sheet"))
}
