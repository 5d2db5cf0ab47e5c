import SpreadsheetModel

/// An election of a branch: 换届选举.
public struct Election: LedgerModel, Hashable {
  /// The ledger these records stand in.
  public static let ledger: LedgerID = "election"

  /// 党支部。
  public var branch: OrganisationKey
  /// 届次。
  public var session: String?
  /// 上届换届时间。
  public var previousOn: CivilDate?
  /// 请示时间。
  public var requestedOn: CivilDate?
  /// 请示文号。
  public var requestRef: String?
  /// 批复时间。
  public var approvedOn: CivilDate?
  /// 批复文号。
  public var approvalRef: String?
  /// 计划换届时间。
  public var plannedOn: PartialDate?
  /// 提醒时间。
  public var remindedOn: CivilDate?
  /// 选举时间。
  public var heldOn: CivilDate?
  /// 会议形式。
  public var form: String?
  /// 选举方式。
  public var method: String?
  /// 应到会有选举权人数。
  public var eligible: Int?
  /// 不计入应到人数。
  public var notCounted: String?
  /// 实到人数。
  public var present: Int?
  /// 发出票。
  public var ballotsOut: Int?
  /// 收回票。
  public var ballotsIn: Int?
  /// 有效票。
  public var ballotsValid: Int?
  /// 应选名额。
  public var seats: Int?
  /// 候选人数。
  public var candidates: Int?
  /// 当选人。
  public var elected: [String]?
  /// 得票。
  public var votes: String?
  /// 当选书记。
  public var secretary: String?
  /// 当选副书记。
  public var deputy: [String]?
  /// 委员人数。
  public var committeeSize: Int?
  /// 任期。
  public var termYears: Int?
  /// 届满时间。
  public var termEnd: CivilDate?
  /// 延期至。
  public var postponedTo: CivilDate?
  /// 延期批准文号。
  public var postponedRef: String?
  /// 是否按期换届。
  public var onTime: String?
  /// 是否完成换届。
  public var done: Bool?
  /// 是否首届。
  public var firstSession: Bool?
  /// 报备时间。
  public var reportedOn: CivilDate?
  /// 备注。
  public var remark: String?

  private enum CodingKeys: String, CodingKey {
    case branch, session, form, method, eligible, present, seats, candidates, elected, votes,
      secretary, deputy, done, remark
    case previousOn = "previous_on", requestedOn = "requested_on", requestRef = "request_ref",
      approvedOn = "approved_on", approvalRef = "approval_ref", plannedOn = "planned_on",
      remindedOn = "reminded_on", heldOn = "held_on", notCounted = "not_counted",
      ballotsOut = "ballots_out", ballotsIn = "ballots_in", ballotsValid = "ballots_valid",
      committeeSize = "committee_size", termYears = "term_years", termEnd = "term_end",
      postponedTo = "postponed_to", postponedRef = "postponed_ref", onTime = "on_time",
      firstSession = "first_session", reportedOn = "reported_on"
  }
}
