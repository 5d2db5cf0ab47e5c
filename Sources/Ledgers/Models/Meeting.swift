import Foundation
import SpreadsheetModel

/// A meeting, lecture, Party day or talk: 三会一课.
public struct Meeting: LedgerModel, Hashable {
  /// The ledger these records stand in.
  public static let ledger: LedgerID = "meeting"

  /// 党支部。
  public var branch: OrganisationKey
  /// 时间。
  public var date: CivilDate?
  /// 计划召开时间。
  public var plannedOn: CivilDate?
  /// 结束时间。
  public var endedOn: CivilDate?
  /// 类型：从下拉列表中选择。
  public var kind: String?
  /// 主题。
  public var topic: String?
  /// 内容。
  public var content: String?
  /// 地点。
  public var place: String?
  /// 主持人。
  public var chair: String?
  /// 授课人。
  public var lecturer: String?
  /// 授课人职务。
  public var lecturerRole: String?
  /// 应到人数。
  public var expected: Int?
  /// 实到人数。
  public var present: Int?
  /// 请假人数。
  public var leaveTaken: Int?
  /// 缺席人数。
  public var absentCount: Int?
  /// 缺席人员及原因。
  public var absent: String?
  /// 参加人员。
  public var attendees: [String]?
  /// 列席人员。
  public var observers: [String]?
  /// 记录人。
  public var recorder: String?
  /// 学时。
  public var hours: Decimal?
  /// 党小组。
  public var group: String?
  /// 谈话人。
  public var talker: String?
  /// 谈话对象。
  public var talkedTo: [String]?
  /// 谈话对象政治面貌。
  public var talkedToStatus: String?
  /// 决议。
  public var resolution: String?
  /// 整改措施。
  public var measures: String?
  /// 赞成票数。
  public var votesFor: Int?
  /// 反对票数。
  public var votesAgainst: Int?
  /// 弃权票数。
  public var votesAbstained: Int?
  /// 书面意见数。
  public var writtenOpinions: Int?
  /// 是否收缴党费。
  public var duesCollected: Bool?
  /// 领导干部参加情况。
  public var leaderPresent: String?
  /// 出席率。
  public var attendanceRate: Decimal?
  /// 补课情况。
  public var makeup: String?
  /// 形式。
  public var form: String?
  /// 效果。
  public var result: String?
  /// 年度。
  public var year: Int?
  /// 季度。
  public var quarter: Int?
  /// 月份。
  public var month: CivilMonth?
  /// 附件。
  public var attachment: String?
  /// 备注。
  public var remark: String?

  private enum CodingKeys: String, CodingKey {
    case branch, date, kind, topic, content, place, chair, lecturer, expected, present, absent,
      attendees, observers, recorder, hours, group, talker, resolution, measures, makeup, form, result,
      year, quarter, month, attachment, remark
    case plannedOn = "planned_on", endedOn = "ended_on", lecturerRole = "lecturer_role",
      leaveTaken = "leave_taken", absentCount = "absent_count", talkedTo = "talked_to",
      talkedToStatus = "talked_to_status", votesFor = "votes_for", votesAgainst = "votes_against",
      votesAbstained = "votes_abstained", writtenOpinions = "written_opinions",
      duesCollected = "dues_collected", leaderPresent = "leader_present",
      attendanceRate = "attendance_rate"
  }
}
