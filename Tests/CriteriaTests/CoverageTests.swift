import Criteria
import Diagnostics
import Ledgers
import Testing

@Suite("What is missing, and what was only not handed in")
struct CoverageTests {
  private static let organisation = """
    党组织名称 | 组织类别 | 书记
    甲支部 | 党支部 | 张三丰
    """

  /// A year of two meetings a month, without a members' meeting.
  private static var year: String {
    "党支部 | 时间 | 类型 | 主题\n"
      + (1...12).map { month in
        """
        甲支部 | 2025-\(month)-10 | 支委会 | 研究工作
        甲支部 | 2025-\(month)-15 | 主题党日 | 集体学习
        """
      }.joined(separator: "\n")
  }

  private static let talks = """
    党支部谈心谈话记录台账
    支部：甲支部
    序号 | 谈话时间 | 谈话地点 | 谈话人 | 谈话对象 | 谈话主要内容
    1 | 2025.1.8 | 办公室 | 张三丰 | 李四光 | 思想、工作、生活
    2 | 2025.2.9 | 办公室 | 张三丰 | 王五一 | 思想、工作、生活
    3 | 2025.3.9 | 办公室 | 张三丰 | 赵六合 | 思想、工作、生活
    """

  private static let frequencies: Set<String> = [
    "LIFE-001", "LIFE-004", "LIFE-005", "LIFE-006", "LIFE-007", "LIFE-009",
  ]

  @Test("one more file takes back only what it holds a fact against, nothing for a column that it lacks")
  func oneMoreFile() throws {
    let organisation = try Written.file("党组织.xlsx", ("党组织基本信息", Self.organisation))
    let meetings = try Written.file("三会一课.xlsx", ("三会一课", Self.year))
    let talks = try Written.file("谈心谈话台账.xlsx", ("谈心谈话", Self.talks))
    let alone = try Written.report(organisation, meetings, only: Self.frequencies).rulesTold
    #expect(alone == ["LIFE-001", "LIFE-005", "LIFE-006", "LIFE-007", "LIFE-009"])
    let both = try Written.report(organisation, meetings, talks, only: Self.frequencies).rulesTold
    #expect(both == alone.subtracting(["LIFE-009"]))
  }

  @Test("a ledger of talks alone says nothing of meetings")
  func talksAlone() throws {
    let report = try Written.report(
      Written.file("党组织.xlsx", ("党组织基本信息", Self.organisation)),
      Written.file("2025年谈心谈话台账.xlsx", ("谈心谈话", Self.talks)), only: Self.frequencies)
    #expect(report.findings.isEmpty)
  }

  @Test(
    "a record is missing only in a period that the title, the sheet or the file names, or that the records fill",
    arguments: [
      ("2025年度三会一课", "三会一课", 4, true), ("三会一课", "2025", 4, true), ("三会一课", "三会一课", 4, false),
      ("三会一课", "三会一课", 9, true), ("三会一课", "三会一课", 8, false), ("2025年上半年三会一课", "三会一课", 4, false),
      ("2025年1-3月三会一课", "三会一课", 3, false), ("2024年三会一课", "三会一课", 4, false),
    ])
  func coverage(_ file: String, _ sheet: String, _ months: Int, _ isCovered: Bool) throws {
    let rows =
      "党支部 | 时间 | 类型 | 主题\n"
      + (1...months).map { month in
        "甲支部 | 2025-\(month)-10 | 支委会 | 研究工作\n甲支部 | 2025-\(month)-15 | 主题党日 | 集体学习"
      }.joined(separator: "\n")
    let report = try Written.report(
      Written.file("党组织.xlsx", ("党组织基本信息", Self.organisation)),
      Written.file("\(file).xlsx", (sheet, rows)), only: ["LIFE-006"])
    #expect(report.findings.map(\.diagnostic.severity) == (isCovered ? [.warning] : []))
    if !isCovered {
      let status = try #require(report.outcomes.first { $0.rule == "LIFE-006" }).status
      #expect({ if case .notChecked = status { true } else { false } }(), "\(status)")
    }
  }

  @Test(
    "a partial list of organisations makes nobody unknown, and takes no other organisation's findings away")
  func partialList() throws {
    let meetings = try Written.file(
      "2025年三会一课.xlsx", ("三会一课", Self.year + "\n" + Self.year.replacing("甲支部", with: "乙局党支部")))
    let only: Set<String> = ["LIFE-006", "ORG-010"]
    let without = try Written.report(meetings, only: only)
    let with = try Written.report(
      meetings, Written.file("党组织.xlsx", ("党组织基本信息", Self.organisation)), only: only)
    #expect(without.findings.compactMap(\.organisation).sorted() == ["乙局党支部", "甲支部"])
    #expect(with.findings.compactMap(\.organisation).sorted() == ["乙局党支部", "甲支部"])
  }

  @Test("without a column for the category nobody is found to be no member")
  func unknownCategory() throws {
    let admission = try Written.file(
      "发展党员.xlsx",
      (
        "发展党员台账",
        """
        姓名 | 所在党支部 | 申请入党时间 | 确定积极分子时间 | 培养联系人
        王五一 | 甲支部 | 2023-01-01 | 2024-10-01 | 张三丰、李四光
        """
      ))
    func told(_ roster: String) throws -> [Finding] {
      try Written.report(
        admission, Written.file("党员名册.xlsx", ("党员名册", roster)), only: ["DEV-005"]
      ).findings
    }
    #expect(
      try told(
        """
        姓名 | 性别 | 民族 | 所在党支部 | 入党时间
        张三丰 | 男 | 汉族 | 甲支部 | 2001-01-01
        李四光 | 男 | 汉族 | 甲支部 | 2001-01-01
        """
      ).isEmpty)
    #expect(
      try told(
        """
        姓名 | 性别 | 人员类别 | 所在党支部 | 入党时间
        张三丰 | 男 | 正式党员 | 甲支部 | 2001-01-01
        李四光 | 男 | 预备党员 | 甲支部 | 2025-01-01
        """
      ).map(\.diagnostic.severity) == [.error])
  }

  @Test("below the least share of the weight there is a score, and neither tier nor stars nor a place")
  func tooLittle() throws {
    let report = try Written.report(Written.file("党组织.xlsx", ("党组织基本信息", Self.organisation)))
    let result = try #require(report.organisations.first)
    #expect(result.completeness < (try CriteriaPack.standard.scoring.leastShare))
    #expect(result.tier == nil && result.stars == nil && result.rank == nil && result.group == nil)
    #expect(!result.isRated)
    let missing = result.areas.flatMap(\.indicators).filter { $0.status == .notAssessed }.map(\.id)
    #expect(missing.contains("A3-02") && missing.contains("A5-01"))
    #expect(result.steps.contains { $0.zh.hasSuffix("不评星级；未能评定的指标：" + missing.joined(separator: "、")) })
  }
}
