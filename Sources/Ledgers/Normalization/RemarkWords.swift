/// Tells remarks that only add something (`（在职）`) from those after which the value before them may not hold any
/// more: `（取消）`, `（已转出）`, `（肄业）`, `（存疑）`.
enum RemarkWords {
  /// Whether a value with this remark beside it is unknown.
  static func unsettles(_ remark: some StringProtocol) -> Bool {
    let remark = String(remark)
    return words.contains { remark.has($0) }
  }

  private static let words = [
    "取消", "未", "延", "推迟", "改", "停", "缓", "免", "退", "欠", "减", "补", "缺", "转出", "转正", "已转", "肄", "结业",
    "除名", "去世", "死亡", "病故", "逝", "拟", "待", "不", "非", "无", "撤", "作废", "误", "错", "疑", "?", "？", "估", "预计", "计划",
    "原", "曾", "前", "代",
  ]

  /// Words for a step of a person's or an organisation's life. A date beside one of them is the date of that step.
  private static let steps = [
    "转正", "入党", "申请", "积极分子", "发展对象", "预备", "接收", "批准", "审批", "备案", "去世", "转入", "转出", "出生", "任职",
    "免职", "离任", "届满", "换届", "成立", "取消", "推迟", "延期", "改期", "未", "退休", "参加工作", "毕业", "培训",
  ]

  /// Whether a remark beside a date says that it is the date of something else than the field is about.
  static func namesAnotherStep(_ remark: String, than titles: [String]) -> Bool {
    steps.contains { step in remark.has(step) && !titles.contains { $0.has(step) } }
  }
}
