import Diagnostics

extension FormulaError {
  /// The message in a language.
  public func message(_ language: Language) -> String {
    // Types are kept by name (`{date}`) until the language is known.
    var names: [String: String] = [:]
    for type in FormulaType.allCases { names[type.rawValue] = type.phrase.template(language) }
    let filled = arguments.mapValues { $0.hasPrefix("{") ? Phrase(zh: $0, en: $0).text(language, names) : $0 }
    var text = code.phrase.text(language, filled)
    if let suggestion = arguments["suggestion"] {
      text += Self.suggestion.text(language, ["suggestion": suggestion])
    }
    return text
  }

  private static let suggestion = Phrase(zh: "，您是否指“{suggestion}”", en: "; did you mean '{suggestion}'?")
}

extension FormulaError.Code {
  /// The message, its placeholders open.
  public var phrase: Phrase {
    switch self {
    case .empty: Phrase(zh: "公式是空的", en: "the formula is empty")
    case .tooLong:
      Phrase(zh: "公式超过 {limit} 个字符", en: "the formula is longer than {limit} characters")
    case .tooDeep:
      Phrase(zh: "公式嵌套超过 {limit} 层", en: "the formula is nested deeper than {limit} levels")
    case .unexpected: Phrase(zh: "此处不应有“{found}”", en: "unexpected '{found}'")
    case .unexpectedEnd: Phrase(zh: "公式没有写完", en: "the formula ends too early")
    case .unterminatedText: Phrase(zh: "文字缺少右引号", en: "the text lacks its closing quote")
    case .unterminatedName: Phrase(zh: "缺少右括号或右引号", en: "the bracket or quote is not closed")
    case .fullWidth:
      Phrase(zh: "“{found}”是全角字符，应写半角“{expected}”", en: "'{found}' is full-width; write '{expected}'")
    case .numberRange: Phrase(zh: "数字“{found}”太大", en: "the number '{found}' is too large")
    case .arrayConstant:
      Phrase(zh: "数组常量只能含常数，且各行等长", en: "an array holds constants only, in rows of equal length")
    case .structuredReference: Phrase(zh: "列引用“{found}”看不懂", en: "'{found}' refers to no column")
    case .longText:
      Phrase(zh: "引号内的文字超过 {limit} 个字符", en: "a text between quotes is longer than {limit} characters")
    case .noSheet: Phrase(zh: "没有工作表“{name}”", en: "there is no sheet '{name}'")
    case .noTable: Phrase(zh: "没有表格“{name}”", en: "there is no table '{name}'")
    case .noLink: Phrase(zh: "没有外部工作簿“{name}”", en: "there is no linked workbook '{name}'")
    case .unknownFunction: Phrase(zh: "没有函数 {function}", en: "there is no function {function}")
    case .forbiddenFunction:
      Phrase(
        zh: "准则公式不能用函数 {function}:结果不固定，或按地址取数",
        en: "a criterion cannot use {function}: its result is not fixed, or it reaches for addresses")
    case .argumentCount:
      Phrase(
        zh: "函数 {function} 应有 {expected} 个参数，现有 {found} 个",
        en: "{function} takes {expected} arguments, not {found}")
    case .unknownName: Phrase(zh: "不认识名称“{name}”", en: "unknown name '{name}'")
    case .unknownField: Phrase(zh: "表里没有字段“{name}”", en: "the table has no field '{name}'")
    case .unknownTable: Phrase(zh: "没有表“{name}”", en: "there is no table '{name}'")
    case .forbiddenReference:
      Phrase(
        zh: "准则公式不能引用单元格地址“{found}”，请写 [@字段] 或 表[字段]",
        en: "a criterion cannot refer to '{found}'; write [@field] or table[field]")
    case .type:
      Phrase(zh: "此处应为{expected}，现为{found}", en: "expected {expected}, found {found}")
    case .column:
      Phrase(zh: "此处应为一个值，现为整列", en: "expected one value, found a whole column")
    case .notColumn:
      Phrase(zh: "此处应为整列，如 表[字段]", en: "expected a whole column, such as table[field]")
    case .dateArithmetic:
      Phrase(
        zh: "日期不能这样运算：{left} {operator} {right}", en: "dates do not compute so: {left} {operator} {right}")
    case .comparison:
      Phrase(zh: "{left}与{right}不能比较", en: "{left} and {right} do not compare")
    case .dateText:
      Phrase(
        zh: "日期与文字相连会变成序列号，请用 TEXT 写明格式",
        en: "a date joined to text becomes its serial number; use TEXT to say how it is written")
    }
  }
}
