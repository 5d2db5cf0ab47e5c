import Diagnostics
import Ledgers
import SpreadsheetModel

/// The bands in which members are counted.
enum SummaryBands {
  /// Ages, from the youngest.
  static let ages: [(upTo: Int, title: Phrase)] = [
    (35, Phrase(zh: "35岁及以下", en: "35 and under")), (45, Phrase(zh: "36至45岁", en: "36 to 45")),
    (55, Phrase(zh: "46至55岁", en: "46 to 55")), (60, Phrase(zh: "56至60岁", en: "56 to 60")),
    (.max, Phrase(zh: "61岁及以上", en: "61 and over")),
  ]

  /// Years since joining, from the shortest.
  static let standings: [(upTo: Int, title: Phrase)] = [
    (4, Phrase(zh: "不满5年", en: "under 5 years")), (9, Phrase(zh: "5至9年", en: "5 to 9 years")),
    (19, Phrase(zh: "10至19年", en: "10 to 19 years")),
    (29, Phrase(zh: "20至29年", en: "20 to 29 years")),
    (.max, Phrase(zh: "30年及以上", en: "30 years and over")),
  ]

  /// Levels of education, from the highest, with the beginnings of the terms under each.
  static let educations: [(title: Phrase, terms: [String])] = [
    (Phrase(zh: "研究生", en: "Postgraduate"), ["研究生", "博士", "硕士"]),
    (Phrase(zh: "大学本科", en: "Bachelor"), ["大学本科", "本科"]),
    (Phrase(zh: "大学专科", en: "College"), ["大学专科", "大专", "专科"]),
    (
      Phrase(zh: "高中及中专", en: "Upper secondary"),
      ["中等专科", "中专", "职业高中", "技工学校", "普通高中", "高中"]
    ),
    (Phrase(zh: "初中及以下", en: "Lower secondary"), ["初中", "小学", "其他"]),
  ]

  /// How long a problem has been open, in days.
  static let waitings: [(upTo: Int, title: Phrase)] = [
    (30, Phrase(zh: "30天以内", en: "up to 30 days")), (90, Phrase(zh: "31至90天", en: "31 to 90 days")),
    (180, Phrase(zh: "91至180天", en: "91 to 180 days")), (.max, Phrase(zh: "180天以上", en: "over 180 days")),
  ]

  /// Stages of admission in their order.
  static let stages: [Phrase] = [
    Phrase(zh: "入党申请人", en: "Applicant"), Phrase(zh: "入党积极分子", en: "Activist"),
    Phrase(zh: "发展对象", en: "Candidate"), Phrase(zh: "预备党员", en: "Probationary"),
    Phrase(zh: "正式党员", en: "Full member"),
  ]

  static func age(_ years: Int?) -> Phrase { band(years, of: ages) }

  static func standing(_ years: Int?) -> Phrase { band(years, of: standings) }

  static func waiting(_ days: Int?) -> Phrase { band(days, of: waitings) }

  private static func band(_ number: Int?, of bands: [(upTo: Int, title: Phrase)]) -> Phrase {
    guard let number, number >= 0 else { return SummaryWords.notFilled }
    return bands.first { number <= $0.upTo }?.title ?? SummaryWords.notFilled
  }

  static func education(_ term: String?) -> Phrase {
    guard let term else { return SummaryWords.notFilled }
    return educations.first { $0.terms.contains { term.hasPrefix($0) } }?.title
      ?? SummaryWords.notFilled
  }

  /// The stage a record has reached: as it says, else by the last date that is filled.
  static func stage(_ record: RecordReader) -> Phrase {
    if let term = record.string("stage"), let stage = stages.first(where: { $0.zh == term }) {
      return stage
    }
    if record.day("full_approved_on") != nil || record.day("full_meeting_on") != nil { return stages[4] }
    if record.day("admitted_on") != nil { return stages[3] }
    if record.day("candidate_on") != nil { return stages[2] }
    if record.day("activist_on") != nil { return stages[1] }
    return stages[0]
  }

  /// A day as the serial number a cell holds.
  static func serial(_ date: CivilDate) -> Double { DateSystem.base1900.serial(of: date) ?? 0 }
}
