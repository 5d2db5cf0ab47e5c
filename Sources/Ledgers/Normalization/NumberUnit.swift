/// What a number counts.
enum NumberUnit: Hashable {
  /// Yuan; yuan a month; yuan for another span, a person or an occasion; another currency.
  case yuan, yuanAMonth, yuanPer, foreignMoney
  /// Persons; occasions (`次`, `场`); things of any kind (`个`, `项`).
  case person, occasion, item
  /// Lessons as training counts them; hours of the clock; minutes.
  case lesson, hour, minute
  /// Spans of the calendar.
  case day, month, quarter, year
  /// Years of age; points; ballots.
  case age, point, ballot

  /// The unit that a word after a number names; `nil` if it is none.
  init?(word: String) {
    guard let unit = Self.words[word] else { return nil }
    self = unit
  }

  private static let words: [String: NumberUnit] = {
    var words: [String: NumberUnit] = [:]
    func add(_ unit: NumberUnit, _ list: String) {
      for word in list.split(separator: " ") { words[String(word)] = unit }
    }
    add(.yuan, "元 元整 圆 圆整 块 块钱 元人民币 整 rmb 元正")
    add(.yuanAMonth, "元/月 元每月 元月")
    add(.yuanPer, "元/年 元/人 元/次 元/季 元/季度 元/天 元/日 元/场 元每年 元每人 元每次 元/年度 元/户")
    add(.foreignMoney, "美元 美金 港元 港币 欧元 日元 英镑")
    add(.person, "人 名 位 人次 党员 名党员 人参加 名委员 人整 名同志")
    add(.occasion, "次 场 场次 期 回")
    add(.item, "个 张 支 家 项 件 条 户 间 所 组 篇 份 个党小组 处 批 本 台 套")
    add(.lesson, "学时 课时 个学时 个课时 节")
    add(.hour, "小时 个小时 h hours 时 钟头")
    add(.minute, "分钟 min")
    add(.day, "天 日 工作日 个工作日 号")
    add(.month, "月 个月")
    add(.quarter, "季度 季 个季度")
    add(.year, "年 年制 周年 届")
    add(.age, "岁 周岁")
    add(.point, "分 分值 积分")
    add(.ballot, "票")
    return words
  }()

  /// Whether numbers of this unit can stand in a column of these titles: `人` under `应到人数`, `分` under `得分`;
  /// minutes are no lessons, and months are no years.
  func fits(_ titles: [String], isMoney: Bool) -> Bool {
    func named(_ words: String) -> Bool {
      words.split(separator: " ").contains { word in titles.contains { $0.has(String(word)) } }
    }
    if isMoney { return self == .yuan || self == .yuanAMonth }
    switch self {
    case .yuan, .yuanAMonth, .yuanPer, .foreignMoney: return false
    case .lesson, .hour: return named("学时 课时 小时")
    case .minute: return named("分钟")
    case .day: return named("天数 日数 天")
    case .month: return named("月数 个月")
    case .quarter: return named("季度")
    case .year: return named("任期 年限 年数 党龄 工龄 年制 届")
    case .age: return named("年龄 岁")
    case .point: return named("分")
    case .ballot: return named("票")
    case .person, .occasion, .item: return !named("学时 课时 年龄 任期 党龄 得分 总分 积分")
    }
  }
}
