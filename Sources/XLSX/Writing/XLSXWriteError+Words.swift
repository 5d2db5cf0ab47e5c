import Diagnostics
import Formula

extension XLSXWriteError {
  /// What is wrong and what to do about it, without the place (`sheet`, `cell`, `detail`).
  public var message: Phrase {
    switch code {
    case .invalidSheetName:
      Phrase(
        zh: "工作表名称须为 1 至 31 个字符，不含 : \\ / ? * [ ]，首尾不能是单引号",
        en: "A sheet's name has 1 to 31 characters, none of : \\ / ? * [ ] and no apostrophe at an end")
    case .duplicateSheetName:
      Phrase(zh: "两张工作表同名（不区分大小写）", en: "Two sheets have one name, compared without regard to case")
    case .noVisibleSheet: Phrase(zh: "至少要有一张可见的工作表", en: "One sheet must be visible")
    case .invalidReference:
      Phrase(zh: "引用的单元格或区域不在工作表之内", en: "The cell or range is not inside the sheet's grid")
    case .textTooLong:
      Phrase(zh: "文本超过 Excel 的 32767 个字符", en: "The text is longer than Excel's 32,767 characters")
    case .invalidNumber:
      Phrase(
        zh: "不是有限的数，或日期早于 1900 年", en: "Not a finite number, or a date before the workbook's first day")
    case .invalidFormula:
      Phrase(
        zh: "公式不能用：" + (formula?.message(.zh) ?? ""),
        en: "The formula cannot be used: " + (formula?.message(.en) ?? ""))
    case .rowOrder:
      Phrase(zh: "逐行写出时行号须递增", en: "The rows of a streamed sheet must ascend")
    case .invalidSize:
      Phrase(
        zh: "列宽不过 255，行高不过 409，分级不过 7，显示比例 10 至 400",
        en: "Widths go to 255, heights to 409, outlines to 7, zoom from 10 to 400")
    case .invalidMerge:
      Phrase(
        zh: "合并区域只有一格，或与别的合并区域、表格重叠",
        en: "The merged range is one cell, or overlaps another or a table")
    case .overlappingTables:
      Phrase(zh: "表格互相重叠，或与自动筛选重叠", en: "Two tables overlap, or a table and the sheet's filter")
    case .invalidTable:
      Phrase(
        zh: "表格须有至少一行数据，列名唯一并与表头单元格一致",
        en: "A table needs a row of data, and unique headings that stand in its cells")
    case .invalidName:
      Phrase(zh: "名称不合规定或已被使用", en: "The name is malformed or taken")
    case .phraseTooLong:
      Phrase(
        zh: "提示标题不过 32 个字符，提示、页眉、页脚不过 255 个字符",
        en: "Titles of prompts go to 32 characters; prompts, headers and footers to 255")
    case .tooManyStyles:
      Phrase(zh: "单元格格式超过 65430 种", en: "The workbook has more than 65,430 cell formats")
    case .invalidNumberFormat:
      Phrase(
        zh: "数字格式代码的引号或方括号没有成对，方括号里的内容不认识，或超过 255 个字符",
        en:
          "The number format leaves a quote or bracket open, has something unknown in brackets, or is longer than 255 characters"
      )
    case .invalidStyle:
      Phrase(
        zh: "字号须为 1 至 409，字体名不过 31 个字符，缩进 0 至 250，角度 -90 至 90 或 255，颜色须在主题或调色板之内",
        en:
          "Font sizes go from 1 to 409, names to 31 characters, indents from 0 to 250, angles from -90 to 90 or 255; colours are of the theme or palette"
      )
    case .invalidHyperlink:
      Phrase(
        zh: "超链接地址不过 2080 个字符，每表不过 65530 个",
        en: "Addresses go to 2,080 characters, and a sheet has 65,530 links at most")
    case .invalidRule:
      Phrase(
        zh: "数据验证或条件格式缺少区域、选项或公式",
        en: "A validation or conditional format lacks a range, a choice or a formula")
    case .invalidChart:
      Phrase(
        zh: "图表没有数据系列，或几种图形不能合在一起",
        en: "The chart has no series, or its kinds cannot stand in one plot")
    case .invalidImage: Phrase(zh: "图片须是 PNG 或 JPEG", en: "A picture must be PNG or JPEG")
    case .invalidPageSetup:
      Phrase(zh: "页面设置的值超出范围", en: "A page set-up value is out of range")
    }
  }
}
