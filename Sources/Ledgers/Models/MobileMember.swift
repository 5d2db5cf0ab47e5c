import SpreadsheetModel

/// A member who lives or works elsewhere: 流动党员.
public struct MobileMember: LedgerModel, Hashable {
  /// The ledger these records stand in.
  public static let ledger: LedgerID = "mobile_member"

  /// 姓名。
  public var name: String
  /// 性别。
  public var gender: String?
  /// 身份证号。
  public var idNumber: String?
  /// 所在党支部。
  public var branch: OrganisationKey?
  /// 外出时间。
  public var leftOn: PartialDate?
  /// 外出地点。
  public var destination: String?
  /// 外出原因。
  public var reason: String?
  /// 流动类型。
  public var kind: String?
  /// 联系人。
  public var contact: String?
  /// 联系情况。
  public var contactState: String?
  /// 流入地党组织。
  public var hostBranch: OrganisationKey?
  /// 最近联系时间。
  public var lastContact: CivilDate?
  /// 流动党员活动证号。
  public var cardNo: String?
  /// 发证时间。
  public var cardIssuedOn: CivilDate?
  /// 返回时间。
  public var returnedOn: CivilDate?
  /// 原职业。
  public var job: String?
  /// 联系电话。
  public var phone: String?
  /// 组织关系状态。
  public var status: String?
  /// 备注。
  public var remark: String?

  private enum CodingKeys: String, CodingKey {
    case name, gender, branch, destination, reason, kind, contact, job, phone, status, remark
    case idNumber = "id_number", leftOn = "left_on", contactState = "contact_state",
      hostBranch = "host_branch", lastContact = "last_contact", cardNo = "card_no",
      cardIssuedOn = "card_issued_on", returnedOn = "returned_on"
  }
}
