import Diagnostics

/// The note on a template's header: whether the field must be filled, what it means, how it is written.
enum TemplateNote {
  /// The note in a language; never empty.
  static func text(for field: FieldDefinition, _ language: Language) -> String {
    var parts: [Phrase] = []
    parts.append(
      field.isRequired
        ? Phrase(zh: "必填。", en: "Required.") : Phrase(zh: "没有可不填。", en: "May stay empty."))
    if let help = field.help { parts.append(help) }
    parts.append(form(of: field))
    var seen: Set<String> = []
    return parts.map { $0.text(language) }.filter { seen.insert($0).inserted }
      .joined(separator: language == .zh ? "" : " ")
  }

  /// How a value of the field's kind is written.
  private static func form(of field: FieldDefinition) -> Phrase {
    switch field.kind {
    case .date: Phrase(zh: "日期，如 2025-03-05。", en: "A date such as 2025-03-05.")
    case .dateOrMonth:
      Phrase(zh: "日期或年月，如 2025-03-05、2025-03。", en: "A date or month such as 2025-03-05 or 2025-03.")
    case .month: Phrase(zh: "年月，如 2025-03。", en: "A month such as 2025-03.")
    case .year: Phrase(zh: "四位年份，如 2025。", en: "A year such as 2025.")
    case .period: Phrase(zh: "期间，如 2025、2025年第3季度、2025-03。", en: "A period such as 2025, 2025Q3 or 2025-03.")
    case .personName: Phrase(zh: "姓名，不加空格和称谓。", en: "A name without blanks or titles.")
    case .personNames: Phrase(zh: "几个人用顿号隔开。", en: "Several names, separated by 、.")
    case .organisationName:
      Phrase(zh: "党组织全称，各表写法一致。", en: "An organisation's full name, the same in every ledger.")
    case .money:
      field.codeList == nil
        ? Phrase(zh: "金额，单位为元，只填数字。", en: "An amount in yuan, the number only.")
        : Phrase(
          zh: "金额，单位为元，只填数字；减免等填文字。", en: "An amount in yuan, the number only, or a word such as 减免.")
    case .rate: Phrase(zh: "百分比，如 1.5%。", en: "A share such as 1.5%.")
    case .integer: Phrase(zh: "整数，不带单位。", en: "A whole number without a unit.")
    case .decimal: Phrase(zh: "数字，不带单位。", en: "A number without a unit.")
    case .code, .boolean: Phrase(zh: "从下拉列表中选择。", en: "Choose from the list.")
    case .idNumber: Phrase(zh: "18位，按文本填写。", en: "18 characters, entered as text.")
    case .phone: Phrase(zh: "号码按文本填写，固定电话带区号。", en: "Entered as text, with the area code.")
    case .identifier: Phrase(zh: "编号按文本填写，保留前面的零。", en: "Entered as text, leading zeros kept.")
    case .text: Phrase(zh: "如实填写，一格一事。", en: "Plain text, one matter a cell.")
    }
  }
}
