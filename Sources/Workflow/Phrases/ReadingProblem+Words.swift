import Diagnostics
import Reports
import SpreadsheetModel

/// The words for what could not be read as it was written.
extension ReadingProblem {
  /// What happened, and where.
  public var phrase: Phrase {
    func text(_ language: Language) -> String {
      let detail = detail.isEmpty ? "" : language == .zh ? "（\(detail)）" : " (\(detail))"
      return place(language)
        + Self.words(of: kind).text(
          language, ["reference": reference, "value": value, "part": part ?? "?", "detail": detail])
    }
    return Phrase(zh: text(.zh), en: text(.en))
  }

  private func place(_ language: Language) -> String {
    guard let sheet else { return "" }
    let cell = cell.map { "!\($0)" } ?? ""
    return language == .zh ? "工作表“\(sheet)\(cell)”：" : "sheet '\(sheet)\(cell)': "
  }

  private static func words(of kind: Kind) -> Phrase {
    switch kind {
    case .placelessCell:
      Phrase(
        zh: "没有“{reference}”这样的单元格，其值“{value}”未读入",
        en: "there is no cell '{reference}'; its value '{value}' is left out")
    case .missingText:
      Phrase(
        zh: "共享字符串里没有第 {reference} 号文字，这一格未读入",
        en: "the shared strings have no text {reference}; the cell is left out")
    case .missingStyle:
      Phrase(
        zh: "工作簿里没有第 {reference} 号格式，值按存储的原样读入（日期会成为数字）",
        en: "the workbook has no style {reference}; the value is read as it is stored, a date as a number")
    case .repeatedCell:
      Phrase(
        zh: "这一格写了不止一次，以最后一次为准（前面的值是“{value}”）",
        en: "the cell is written more than once; the last one counts (an earlier value is '{value}')")
    case .placelessNote:
      Phrase(
        zh: "没有“{reference}”这样的单元格，它的批注“{value}”未读入",
        en: "there is no cell '{reference}'; its note '{value}' is left out")
    case .damagedPart:
      Phrase(
        zh: "部件 {part} 缺失或损坏，出错之处以后的内容未读入{detail}",
        en: "its part {part} is missing or damaged; what follows the fault is left out{detail}")
    case .foreignPart:
      Phrase(
        zh: "部件 {part} 不是工作表，没有读出单元格{detail}",
        en: "its part {part} is no worksheet; no cells are read{detail}")
    case .cutText:
      Phrase(zh: "内容被截断，未读入{detail}", en: "its content is cut short and left out{detail}")
    case .notANumber:
      Phrase(zh: "存的不是有效的数，这一格未读入", en: "what is stored is no number; the cell is left out")
    case .overlappingMerge:
      Phrase(
        zh: "合并区域 {reference} 与别的重叠或超出表格，不按合并处理，各格照读",
        en: "the merged range {reference} overlaps another or passes the grid; its cells stay as they are")
    case .longFormula:
      Phrase(zh: "公式超过 Excel 的长度上限，只读它的结果", en: "its formula is longer than Excel allows; its result is read")
    }
  }
}

extension ReadingProblems {
  /// Problems of each kind that are told one by one.
  private static let toldOfEachKind = 20

  /// A line for each of the first problems of every kind, and one for how many more there are. Numbers of
  /// persons are masked.
  public func lines(path: String, _ language: Language) -> [String] {
    var told: [ReadingProblem.Kind: Int] = [:]
    var lines: [String] = []
    for problem in all where told[problem.kind, default: 0] < Self.toldOfEachKind {
      told[problem.kind, default: 0] += 1
      let text = PersonalData.maskingNumbers(in: problem.phrase.template(language))
      lines.append(language == .zh ? "\(path)：\(text)" : "\(path): \(text)")
    }
    for kind in ReadingProblem.Kind.allCases {
      let more = counts[kind, default: 0] - told[kind, default: 0]
      guard more > 0 else { continue }
      lines.append(
        language == .zh
          ? "\(path)：同类问题（\(kind.rawValue)）另有 \(more) 处"
          : "\(path): \(more) more of this kind (\(kind.rawValue))")
    }
    return lines
  }
}
