import Diagnostics
import XLSX

extension SpreadsheetError {
  /// The error of an edit that cannot be made.
  public init(_ error: EditError, path: String) {
    let place = error.sheet.map { sheet in error.cell.map { "\(sheet)!\($0)" } ?? sheet } ?? error.part ?? ""
    self.init(
      "edit.\(error.code.rawValue)", path: path, EditWords.words(of: error),
      ["place": place, "detail": error.detail, "sheet": error.sheet ?? error.detail])
  }
}

extension EditError {
  /// Whether the workbook is at fault, and not what is asked for.
  public var isAboutFile: Bool {
    switch code {
    case .unreadablePackage, .malformedPart, .missingPart, .unsupportedEncoding: true
    default: false
    }
  }
}

extension EditRemark {
  /// The remark in words.
  public var phrase: Phrase {
    let place = cell.map { "\(sheet)!\($0)" } ?? sheet
    switch code {
    case .coveredByMerge:
      return Phrase(
        zh: "\(place) 被合并单元格遮住，写入的值看不见", en: "\(place) lies under a merged range; its value is not seen")
    case .threadedComment:
      return Phrase(
        zh: "\(place) 有会话批注，Excel 只显示会话，不显示新批注",
        en: "\(place) has a threaded comment; Excel shows the thread and not the note")
    case .staleResults:
      return Phrase(
        zh: "\(place) 的公式太多，旧结果没有全部清除，打开时会重新计算",
        en:
          "\(place): there are too many formulas to clear all old results; they are computed when the file is opened"
      )
    }
  }
}

/// Words for edits that cannot be made.
enum EditWords {
  static func words(of error: EditError) -> ErrorWords {
    switch error.code {
    case .unreadablePackage, .missingPart, .malformedPart:
      ErrorWords(
        message: Phrase(
          zh: "不是可以编辑的 Excel 工作簿，或文件已损坏（{place} {detail}）",
          en: "no Excel workbook that can be edited, or a damaged one ({place} {detail})"),
        advice: Phrase(
          zh: "请用 Excel 或 WPS 打开并另存为 .xlsx 后再试",
          en: "Open it in Excel or WPS, save it as .xlsx and try again"))
    case .unsupportedEncoding:
      ErrorWords(
        message: Phrase(zh: "部件 {place} 的编码不能编辑", en: "part {place} is in an encoding that cannot be edited"),
        advice: Phrase(zh: "请用 Excel 另存后再试", en: "Save it with Excel and try again"))
    case .noSuchSheet:
      ErrorWords(
        message: Phrase(zh: "没有工作表“{sheet}”", en: "there is no sheet '{sheet}'"),
        advice: Phrase(
          zh: "用 taizhang inspect 看看有哪些工作表", en: "See the sheets with taizhang inspect"))
    case .notAWorksheet:
      ErrorWords(
        message: Phrase(zh: "“{sheet}”是图表等特殊工作表，没有单元格", en: "'{sheet}' is no worksheet and has no cells"),
        advice: Phrase(zh: "请换一个工作表", en: "Choose another sheet"))
    case .invalidReference:
      ErrorWords(
        message: Phrase(zh: "不是有效的单元格：{place} {detail}", en: "not a valid cell: {place} {detail}"),
        advice: Phrase(zh: "写法如 名册!B2", en: "Write it like Sheet1!B2"))
    case .textTooLong:
      ErrorWords(
        message: Phrase(
          zh: "{place} 的文字超过 32767 个字", en: "the text for {place} is longer than 32,767 characters"),
        advice: Phrase(zh: "请缩短", en: "Shorten it"))
    case .invalidFormula: formulaWords(error)
    case .invalidRule:
      ErrorWords(
        message: Phrase(
          zh: "{place} 的数据验证或条件格式不合规定：{detail}", en: "the rule for {place} is not valid: {detail}"),
        advice: Phrase(zh: "请核对区域、选项和数值", en: "Check its ranges, choices and values"))
    case .invalidStyle:
      ErrorWords(
        message: Phrase(zh: "{place} 的样式不合规定：{detail}", en: "the look for {place} is not valid: {detail}"),
        advice: Phrase(zh: "请核对字号、角度、颜色和数字格式", en: "Check sizes, angles, colours and number format"))
    case .invalidNumber:
      ErrorWords(
        message: Phrase(
          zh: "{place} 的数值不能用：{detail}", en: "the value for {place} cannot be stored: {detail}"),
        advice: Phrase(zh: "请核对数值或日期", en: "Check the number or date"))
    case .arrayFormula, .dataTable:
      ErrorWords(
        message: Phrase(
          zh: "{place} 属于数组公式或模拟运算表（{detail}），不能单独改",
          en: "{place} belongs to an array formula or data table ({detail}) and cannot be changed alone"),
        advice: Phrase(zh: "请在 Excel 中整体修改", en: "Change the whole of it in Excel"))
    case .tableHeading:
      ErrorWords(
        message: Phrase(
          zh: "{place} 是表格的标题，必须是不重复的文字，不超过 255 个字",
          en: "{place} is a table's heading and must hold a text of its own, of 255 characters at most"),
        advice: Phrase(zh: "请写入这样的文字", en: "Enter such a text"))
    case .invalidSheetName:
      ErrorWords(
        message: Phrase(zh: "工作表名“{detail}”不合规定", en: "'{detail}' is no valid sheet name"),
        advice: Phrase(
          zh: "1 到 31 个字，不含 : \\ / ? * [ ]", en: "Use 1 to 31 characters without : \\ / ? * [ ]"))
    case .duplicateSheetName:
      ErrorWords(
        message: Phrase(zh: "已有同名工作表“{detail}”", en: "there is a sheet '{detail}' already"),
        advice: Phrase(zh: "请换一个名字", en: "Choose another name"))
    case .lastVisibleSheet:
      ErrorWords(
        message: Phrase(zh: "至少要留一个可见的工作表", en: "a workbook needs one visible sheet"),
        advice: Phrase(zh: "请先显示或新建另一个", en: "Show or add another first"))
    case .signedPackage:
      ErrorWords(
        message: Phrase(
          zh: "文件带有数字签名，任何修改都会使签名失效", en: "the file is digitally signed; any edit would break the signature"),
        advice: Phrase(zh: "请改未签名的原件", en: "Edit the unsigned original"))
    case .tooManyStyles, .limitExceeded:
      ErrorWords(
        message: Phrase(
          zh: "超出 Excel 的限制：{place} {detail}", en: "a limit of Excel is passed: {place} {detail}"),
        advice: Phrase(zh: "请先精简工作簿", en: "Simplify the workbook first"))
    case .dependent:
      ErrorWords(
        message: Phrase(
          zh: "有内容依赖于它，不能移动或删除：{detail}", en: "something depends on it and cannot follow: {detail}"),
        advice: Phrase(zh: "请在 Excel 中处理", en: "Do this in Excel"))
    case .unwritable:
      ErrorWords(
        message: Phrase(zh: "写不进去（{detail}）", en: "it cannot be written ({detail})"),
        advice: Phrase(zh: "请检查磁盘和权限", en: "Check the disk and permissions"))
    }
  }

  /// What is wrong with the formula, and at which of its characters.
  private static func formulaWords(_ error: EditError) -> ErrorWords {
    let advice = Phrase(
      zh: "请按 Excel 的写法改正：英文函数名，参数之间用半角逗号", en: "Write it as Excel has it, with commas between arguments")
    guard let problem = error.formulaProblem else {
      return ErrorWords(
        message: Phrase(zh: "{place} 的公式不能用", en: "the formula for {place} cannot be used"), advice: advice)
    }
    return ErrorWords(
      message: Phrase(
        zh: "{place} 的公式不能用：={detail}，\(problem.zh)",
        en: "the formula for {place} cannot be used: ={detail}, \(problem.en)"),
      advice: advice)
  }
}
