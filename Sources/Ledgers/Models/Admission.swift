import Foundation
import SpreadsheetModel

/// The admission of one person, step by step: 发展党员.
public struct Admission: LedgerModel, Hashable {
  /// The ledger these records stand in.
  public static let ledger: LedgerID = "admission"

  /// 姓名。
  public var name: String
  /// 身份证号。
  public var idNumber: String?
  /// 性别。
  public var gender: String?
  /// 民族。
  public var ethnicity: String?
  /// 出生日期。
  public var birth: PartialDate?
  /// 学历。
  public var education: String?
  /// 籍贯。
  public var nativePlace: String?
  /// 学号。
  public var staffNo: String?
  /// 工作单位及职务。
  public var job: String?
  /// 所在党支部。
  public var branch: OrganisationKey?
  /// 联系电话。
  public var phone: String?
  /// 政治面貌。
  public var politicalStatus: String?
  /// 入团时间。
  public var leagueJoined: PartialDate?
  /// 递交入党申请书时间：本人递交入党申请书之日；须年满18岁。
  public var applied: CivilDate?
  /// 谈话时间：收到申请书后一个月内。
  public var talked: CivilDate?
  /// 谈话人。
  public var talker: String?
  /// 推荐推优时间。
  public var recommendedOn: CivilDate?
  /// 推荐方式。
  public var recommendedBy: String?
  /// 确定入党积极分子时间。
  public var activistOn: CivilDate?
  /// 积极分子备案时间。
  public var activistFiled: CivilDate?
  /// 培养联系人：一至两名正式党员。
  public var mentors: [String]?
  /// 培养考察时间。
  public var inspectedOn: String?
  /// 确定为发展对象时间：成为入党积极分子一年以上。
  public var candidateOn: CivilDate?
  /// 发展对象备案时间。
  public var candidateFiled: CivilDate?
  /// 征求意见时间。
  public var publicOpinionOn: CivilDate?
  /// 政治审查时间。
  public var reviewOn: CivilDate?
  /// 政治审查结论。
  public var reviewResult: String?
  /// 集中培训开始时间。
  public var trainingFrom: CivilDate?
  /// 集中培训结束时间。
  public var trainingTo: CivilDate?
  /// 集中培训学时：不少于3天或24学时。
  public var trainingHours: Decimal?
  /// 培训结果。
  public var trainingResult: String?
  /// 公示开始时间：不少于5个工作日。
  public var publicisedFrom: CivilDate?
  /// 公示结束时间。
  public var publicisedTo: CivilDate?
  /// 支委会审查时间。
  public var committeeReviewedOn: CivilDate?
  /// 预审时间。
  public var prereviewOn: CivilDate?
  /// 入党志愿书编号。
  public var formNo: String?
  /// 预计离开时间。
  public var leavesOn: CivilDate?
  /// 入党介绍人：两名正式党员。
  public var sponsors: [String]?
  /// 支部大会接收预备党员时间。
  public var admittedOn: CivilDate?
  /// 应到有表决权人数。
  public var expected: Int?
  /// 实到有表决权人数。
  public var present: Int?
  /// 发出票数。
  public var ballotsOut: Int?
  /// 收回票数。
  public var ballotsIn: Int?
  /// 赞成票数。
  public var votesFor: Int?
  /// 反对票数。
  public var votesAgainst: Int?
  /// 弃权票数。
  public var votesAbstained: Int?
  /// 书面意见数。
  public var writtenOpinions: Int?
  /// 党委派人谈话时间。
  public var talkBySuperior: CivilDate?
  /// 党委谈话人。
  public var talkBySuperiorPerson: String?
  /// 党委审批时间。
  public var approvedOn: CivilDate?
  /// 审批党组织。
  public var approvedBy: OrganisationKey?
  /// 编入党支部时间。
  public var assignedOn: CivilDate?
  /// 入党宣誓时间。
  public var oathOn: CivilDate?
  /// 预备期满时间。
  public var probationEnd: CivilDate?
  /// 转正申请时间。
  public var fullAppliedOn: CivilDate?
  /// 转正支委会审查时间。
  public var fullReviewedOn: CivilDate?
  /// 转正公示开始时间。
  public var fullPublicisedFrom: CivilDate?
  /// 转正公示结束时间。
  public var fullPublicisedTo: CivilDate?
  /// 转正支部大会时间。
  public var fullMeetingOn: CivilDate?
  /// 转正大会应到人数。
  public var fullExpected: Int?
  /// 转正大会实到人数。
  public var fullPresent: Int?
  /// 转正赞成票数。
  public var fullVotesFor: Int?
  /// 转正审批时间。
  public var fullApprovedOn: CivilDate?
  /// 延长预备期至。
  public var extendedTo: CivilDate?
  /// 延长预备期。
  public var extensionNote: String?
  /// 延长审批原因。
  public var delayReason: String?
  /// 转入时间。
  public var transferredInOn: CivilDate?
  /// 归档时间。
  public var archivedOn: CivilDate?
  /// 当前阶段。
  public var stage: String?
  /// 一线情况。
  public var frontline: String?
  /// 备注。
  public var remark: String?

  private enum CodingKeys: String, CodingKey {
    case name, gender, ethnicity, birth, education, job, branch, phone, applied, talked, talker,
      mentors, sponsors, expected, present, stage, frontline, remark
    case idNumber = "id_number", nativePlace = "native_place", staffNo = "staff_no",
      politicalStatus = "political_status", leagueJoined = "league_joined",
      recommendedOn = "recommended_on", recommendedBy = "recommended_by", activistOn = "activist_on",
      activistFiled = "activist_filed", inspectedOn = "inspected_on", candidateOn = "candidate_on",
      candidateFiled = "candidate_filed", publicOpinionOn = "public_opinion_on",
      reviewOn = "review_on", reviewResult = "review_result", trainingFrom = "training_from",
      trainingTo = "training_to", trainingHours = "training_hours", trainingResult = "training_result",
      publicisedFrom = "publicised_from", publicisedTo = "publicised_to",
      committeeReviewedOn = "committee_reviewed_on", prereviewOn = "prereview_on", formNo = "form_no",
      leavesOn = "leaves_on", admittedOn = "admitted_on", ballotsOut = "ballots_out",
      ballotsIn = "ballots_in", votesFor = "votes_for", votesAgainst = "votes_against",
      votesAbstained = "votes_abstained", writtenOpinions = "written_opinions",
      talkBySuperior = "talk_by_superior", talkBySuperiorPerson = "talk_by_superior_person",
      approvedOn = "approved_on", approvedBy = "approved_by", assignedOn = "assigned_on",
      oathOn = "oath_on", probationEnd = "probation_end", fullAppliedOn = "full_applied_on",
      fullReviewedOn = "full_reviewed_on", fullPublicisedFrom = "full_publicised_from",
      fullPublicisedTo = "full_publicised_to", fullMeetingOn = "full_meeting_on",
      fullExpected = "full_expected", fullPresent = "full_present", fullVotesFor = "full_votes_for",
      fullApprovedOn = "full_approved_on", extendedTo = "extended_to", extensionNote = "extension",
      delayReason = "delay_reason", transferredInOn = "transferred_in_on", archivedOn = "archived_on"
  }
}
