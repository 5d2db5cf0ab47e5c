import Diagnostics

/// Words for what goes wrong before anything is written.
enum SavingWords {
  static let unknownFormat = ErrorWords(
    message: Phrase(zh: "看不出要存成什么格式", en: "the format to save in cannot be told from the name"),
    advice: Phrase(zh: "请用 .xlsx 或 .csv 结尾的文件名", en: "Use a name that ends in .xlsx or .csv"))
  static let noSheet = ErrorWords(
    message: Phrase(zh: "没有名为“{name}”的工作表", en: "there is no sheet named '{name}'"),
    advice: Phrase(zh: "请核对工作表名", en: "Check the sheet's name"))
}
