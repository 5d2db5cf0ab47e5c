import Criteria
import Diagnostics
import Ledgers
import SpreadsheetModel
import Testing

@Suite("What is an error")
struct SeverityTests {
  @Test(
    "a good ledger of a layout without some columns draws no error",
    arguments: [
      (
        "谈心谈话台账",
        """
        党支部谈心谈话记录台账
        支部：甲局第一党支部
        序号 | 谈话时间 | 谈话地点 | 谈话人 | 谈话对象 | 谈话主要内容 | 备注
        1 | 2025.1.8 | 办公室 | 张三丰 | 李四光 | 思想、工作、生活 |
        2 | 2025.2.9 | 办公室 | 张三丰 | 王五一 | 思想、工作、生活 |
        3 | 2025.3.9 | 办公室 | 张三丰 | 赵六合 | 思想、工作、生活 |
        """
      ),
      (
        "责任清单",
        """
        党建工作责任清单
        序号 | 责任主体 | 责任内容 | 具体措施 | 责任人 | 完成时限 | 完成情况
        1 | 甲局第一党支部 | 每季度召开党员大会 | 按期召开 | 张三丰 | 每季度 | 已完成
        2 | 甲局第一党支部 | 落实主题党日 | 每月开展 | 张三丰 | 每月 | 已完成
        """
      ),
      (
        "换届提醒",
        """
        基层党组织换届提醒台账
        序号 | 党支部名称 | 书记 | 上次换届时间 | 任期 | 届满时间 | 提醒时间 | 提醒方式
        1 | 甲局第一党支部 | 张三丰 | 2023.2.20 | 3 | 2026.2.20 | 2025.8.15 | 提醒函
        """
      ),
      (
        "困难党员",
        """
        生活困难党员台账
        党支部：甲局第一党支部
        序号 | 姓名 | 性别 | 出生年月 | 入党时间 | 家庭人口 | 家庭人均月收入 | 致困原因 | 帮扶措施
        1 | 张三丰 | 男 | 1988.10 | 2012.06 | 4 | 1200 | 家属患病 | 结对
        """
      ),
    ])
  func layouts(_ name: String, _ rows: String) throws {
    let report = try Written.report(Written.file("\(name).xlsx", (name, rows)))
    let told = report.findings.filter { $0.diagnostic.severity == .error }
    #expect(told.isEmpty, "\(told.map(\.diagnostic.message.zh))")
  }

  @Test(
    "a missing column is a notice, a blank cell a warning, and no regulation about members is cited for meetings"
  )
  func absence() throws {
    let report = try Written.report(
      Written.file(
        "三会一课.xlsx",
        (
          "三会一课",
          """
          党支部 | 时间 | 类型 | 主题
          甲支部 | 2025-01-10 | 支委会 | 研究工作
          甲支部 | 2025-02-10 | 支委会 |
          """
        )), only: ["DATA-014"])
    let columns = report.findings.filter { $0.diagnostic.message.zh.contains("缺少") }
    #expect(!columns.isEmpty && columns.allSatisfy { $0.diagnostic.severity == .info })
    let blank = try #require(report.findings.first { $0.diagnostic.location.cell?.description == "D3" })
    #expect(blank.diagnostic.severity == .warning)
    let pack = try CriteriaPack.standard
    #expect(pack.basis(of: "DATA-014", in: "meeting", language: .zh).isEmpty)
    #expect(pack.basis(of: "DATA-014", in: "member", language: .zh).contains("信息采集"))
    #expect(pack.basis(of: "DATA-014", language: .zh).contains("（党员名册）"))
  }

  private static let roster = """
    姓名 | 性别 | 公民身份号码 | 出生日期 | 人员类别 | 所在党支部 | 入党时间 | 转正时间
    张三丰 | 女 | 11010519491231002X | 1949-12-31 | 正式党员 | 甲支部 | 1975-01-01 | 1978-01-01
    李四光 | 男 | 11010519491231002X | 1990-12-25 | 正式党员 | 甲支部 | 2014-06-25 | 2014-01-25
    """

  @Test("of one number on two persons neither is corrected by it, and the dates of both are still looked at")
  func sharedNumber() throws {
    let report = try Written.report(Written.file("党员名册.xlsx", ("党员名册", Self.roster)))
    let shared = report.findings(of: "DATA-015").filter { $0.field == "id_number" }
    #expect(shared.count == 1)
    #expect(shared.first?.diagnostic.message.zh.contains("其中必有一个有误") == true)
    #expect(report.findings(of: "DATA-003").isEmpty && report.findings(of: "DATA-004").isEmpty)
    #expect(report.findings(of: "DATA-013").contains { $0.field == "full_since" && $0.key == "李四光" })
  }

  @Test("a card and a roster line of one person are no double entry; what they say differently is told")
  func cardAndRoster() throws {
    func card(_ joined: String) -> String {
      """
      姓名 | 性别 | 公民身份号码 | 出生日期 | 人员类别 | 所在党支部 | 入党时间 | 转正时间
      张三丰 | 女 | 11010519491231002X | 1949-12-31 | 正式党员 | 甲支部 | \(joined) | 1978-01-01
      """
    }
    func told(_ joined: String) throws -> [Finding] {
      try Written.report(
        Written.file("采集表.xlsx", ("采集表", card("1975-01-01"))),
        Written.file("党员名册.xlsx", ("党员名册", card(joined))), only: ["DATA-015"]
      ).findings
    }
    #expect(try told("1975-01-01").isEmpty)
    let different = try told("1976-01-01")
    #expect(different.map(\.field) == ["joined"])
    #expect(different.first?.diagnostic.severity == .error)
  }

  @Test("date spellings are one finding a column, in the column's own form; months written alike stay")
  func dateSpellings() throws {
    let report = try Written.report(
      Written.file(
        "党务干部花名册.xlsx",
        (
          "党务干部花名册",
          """
          姓名 | 单位 | 任职时间 | 出生年月
          张三丰 | 甲局机关党委 | 2022.1 | 1980.5
          李四光 | 甲局机关党委 | 2022.2 | 1981年6月
          王五一 | 甲局机关党委 | 2022.3 | 1982.7
          赵六合 | 甲局机关党委 | 2022.4 | 1983.8
          钱七星 | 甲局机关党委 | 2022.5 | 1984年9月
          孙八达 | 甲局机关党委 | 2022.6 | 1985.10
          周九如 | 甲局机关党委 | 2022.7 | 1986.11
          吴十全 | 甲局机关党委 | 2022.8 | 1987.12
          """
        )), only: ["DATA-012"])
    #expect(report.findings.count == 1)
    let finding = try #require(report.findings.first)
    #expect(finding.field == "birth" && finding.occurrences == 2)
    #expect(finding.diagnostic.fix?.value == .text("1981.6"))
    #expect(finding.also.map(\.fix?.value) == [.text("1984.9")])
  }
}
