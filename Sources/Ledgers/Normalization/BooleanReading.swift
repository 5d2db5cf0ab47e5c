/// Reads yes and no: words, ticks, letters, digits.
enum BooleanReading {
  static func read(_ text: String) -> Bool? {
    switch TextFolding.fold(text) {
    case "是", "有", "对", "√", "✓", "✔", "☑", "y", "yes", "true", "t", "1", "○", "●", "已", "v", "是的", "■", "☒",
      "为是", "完成", "已完成", "已换届", "已接收", "已收", "退休", "离退休", "困难", "流动", "已退休":
      true
    case "否", "无", "没有", "×", "✗", "✘", "☐", "□", "n", "no", "false", "f", "0", "未", "不是", "x", "非", "╳", "没",
      "未完成", "未换届", "未接收", "未收", "在职", "不困难":
      false
    default: nil
    }
  }
}
