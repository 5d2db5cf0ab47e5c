import Diagnostics

/// The columns of the data tables, by position and by header.
enum SummaryColumns {
  /// Every table but that of the files begins with the organisation.
  static let organisation = 0

  enum Organisation {
    static let kind = 1, setting = 2, secretary = 3, elected = 4, termYears = 5, termEnd = 6
    static let daysLeft = 7, state = 8, stated = 9, full = 10, probationary = 11, groups = 12, committee = 13
  }
  enum Member {
    static let name = 1, gender = 2, ethnicity = 3, minority = 4, education = 5, level = 6
    static let birth = 7, age = 8, ageBand = 9, joined = 10, standing = 11, standingBand = 12
    static let category = 13, retired = 14, mobile = 15, difficulty = 16
  }
  enum Meeting {
    static let date = 1, month = 2, quarter = 3, kind = 4, topic = 5, expected = 6
    static let present = 7, hours = 8
  }
  enum Dues { static let name = 1, month = 2, due = 3, paid = 4, arrears = 5, overpaid = 6 }
  enum Admission { static let name = 1, stage = 2 }
  enum Training { static let name = 1, date = 2, title = 3, hours = 4 }
  enum Appraisal { static let name = 1, year = 2, result = 3 }
  enum Funding { static let budget = 1, allocated = 2, spent = 3 }
  enum Staff { static let name = 1, fullTime = 2 }
  enum Feature {
    static let title = 1, kind = 2, sessions = 3, people = 4, quantity = 5, result = 6, dated = 7, source = 8
  }
  enum Election { static let kind = 1, held = 2 }
  enum ElectionReport {
    static let unit = 1, kind = 2, organisations = 3, due = 4, completed = 5, postponed = 6
  }
  enum Care { static let name = 1, date = 2, amount = 3 }
  enum Transfer { static let name = 1, direction = 2 }
  enum Mobile { static let name = 1, kind = 2, left = 3, returned = 4 }
  enum Points { static let name = 1, total = 2 }
  enum Duty { static let owner = 1, duty = 2, deadline = 3, done = 4 }
  enum Rectification { static let problem = 1, owner = 2, state = 6, days = 7, waiting = 8 }
  enum Finding { static let ledger = 1, rule = 2, severity = 3, file = 4, sheet = 5, cell = 6, message = 7 }
  enum Score { static let area = 1, score = 2, max = 3 }
  enum Ledger { static let ledger = 1, records = 2 }
  enum File { static let ledger = 1, sheet = 2, records = 3, state = 4 }

  /// The columns that hold days.
  static func dates(of subject: SummaryTables.Subject) -> Set<Int> {
    switch subject {
    case .organisations: [4, 6]
    case .members: [7, 10]
    case .meetings: [1]
    case .admissions: [3, 4, 5, 6, 7]
    case .trainings: [2]
    case .staff: [3]
    case .elections: [2]
    case .cares: [2]
    case .transfers: [3, 4]
    case .mobiles: [3, 4]
    case .duties: [3, 4]
    case .rectifications: [3, 4, 5]
    default: []
    }
  }

  /// The headers, the first of all but the files' being the organisation.
  static func headers(of subject: SummaryTables.Subject) -> [Phrase] {
    let first = SummaryWords.organisation
    func words(_ pairs: (String, String)...) -> [Phrase] { pairs.map { Phrase(zh: $0.0, en: $0.1) } }
    switch subject {
    case .organisations:
      return [first]
        + words(
          ("类别", "Kind"), ("单位类型", "Setting"), ("书记", "Secretary"), ("本届选举", "Elected"),
          ("任期（年）", "Term (years)"), ("届满", "Term ends"), ("距届满天数", "Days left"),
          ("换届状态", "State"), ("党员（填报）", "Members stated"), ("正式党员（填报）", "Full stated"),
          ("预备党员（填报）", "Probationary stated"), ("党小组", "Groups"),
          ("支委人数", "Committee"))
    case .members:
      return [first]
        + words(
          ("姓名", "Name"), ("性别", "Gender"), ("民族", "Ethnicity"), ("汉族或少数民族", "Han or minority"),
          ("学历", "Education"), ("学历层次", "Level"), ("出生", "Born"), ("年龄", "Age"), ("年龄段", "Age band"),
          ("入党时间", "Joined"), ("入党年数", "Years"), ("入党年数段", "Years band"), ("类别", "Category"),
          ("离退休", "Retired"), ("流动", "Mobile"), ("困难", "Hardship"))
    case .meetings:
      return [first]
        + words(
          ("日期", "Date"), ("月", "Month"), ("季度", "Quarter"), ("类型", "Kind"), ("主题", "Topic"),
          ("应到", "Expected"), ("实到", "Present"), ("学时", "Hours"))
    case .dues:
      return [first]
        + words(
          ("姓名", "Name"), ("月", "Month"), ("应缴", "Due"), ("实缴", "Paid"), ("欠缴", "Arrears"), ("多缴", "Overpaid")
        )
    case .admissions:
      return [first]
        + words(
          ("姓名", "Name"), ("阶段", "Stage"), ("申请", "Applied"), ("积极分子", "Activist"),
          ("发展对象", "Candidate"), ("接收", "Admitted"), ("转正", "Confirmed"))
    case .trainings:
      return [first] + words(("姓名", "Name"), ("日期", "Date"), ("内容", "Title"), ("学时", "Hours"))
    case .appraisals: return [first] + words(("姓名", "Name"), ("年度", "Year"), ("等次", "Result"))
    case .fundings:
      return [first]
        + words(("预算", "Budget"), ("拨付", "Allocated"), ("支出", "Spent"), ("项目", "Item"))
    case .staff: return [first] + words(("姓名", "Name"), ("专兼职", "Full-time"), ("任职时间", "Since"))
    case .features:
      return [first]
        + words(
          ("名称", "Title"), ("类别", "Kind"), ("场次", "Sessions"), ("人次", "People"), ("数量", "Quantity"),
          ("成效", "Result"), ("有日期", "Dated"), ("来源", "Source"))
    case .elections: return [first] + words(("类别", "Kind"), ("选举时间", "Held"))
    case .electionReports:
      return [first]
        + words(
          ("填报单位", "Reported by"), ("类别", "Kind"), ("党组织总数", "Organisations"), ("应换届", "Due"),
          ("已换届", "Held"), ("延期", "Postponed"))
    case .cares: return [first] + words(("姓名", "Name"), ("时间", "Date"), ("金额", "Amount"))
    case .transfers:
      return [first]
        + words(("姓名", "Name"), ("转接方向", "Direction"), ("开具", "Issued"), ("接收", "Received"))
    case .mobiles:
      return [first]
        + words(("姓名", "Name"), ("类别", "Kind"), ("外出", "Left"), ("返回", "Returned"))
    case .points: return [first] + words(("姓名", "Name"), ("积分", "Points"))
    case .duties:
      return [first]
        + words(("责任人", "Owner"), ("事项", "Duty"), ("期限", "Deadline"), ("完成", "Done"))
    case .rectifications:
      return [first]
        + words(
          ("问题", "Problem"), ("责任人", "Owner"), ("发现", "Found"), ("期限", "Due"), ("完成", "Done"),
          ("状态", "State"), ("未改天数", "Days open"), ("未改时长", "Open for"))
    case .findings:
      return [first]
        + words(
          ("台账", "Ledger"), ("规则", "Rule"), ("级别", "Severity"), ("文件", "File"), ("工作表", "Sheet"),
          ("单元格", "Cell"), ("问题", "Problem"))
    case .scores: return [first] + words(("领域", "Area"), ("得分", "Score"), ("满分", "Maximum"))
    case .ledgers: return [first] + words(("台账", "Ledger"), ("记录数", "Records"))
    case .files:
      return words(
        ("文件", "File"), ("台账", "Ledger"), ("工作表", "Sheet"), ("记录数", "Records"), ("状态", "State"))
    }
  }
}
