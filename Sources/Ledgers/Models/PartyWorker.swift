/// Someone who works for the Party organisation: 党务干部.
public struct PartyWorker: LedgerModel, Hashable {
  /// The ledger these records stand in.
  public static let ledger: LedgerID = "staff"

  /// 姓名。
  public var name: String
  /// 性别。
  public var gender: String?
  /// 身份证号。
  public var idNumber: String?
  /// 出生日期。
  public var birth: PartialDate?
  /// 学历。
  public var education: String?
  /// 单位。
  public var unit: OrganisationKey?
  /// 党内职务。
  public var partyRole: String?
  /// 行政职务。
  public var post: String?
  /// 专兼职。
  public var fullTime: String?
  /// 任职时间。
  public var since: PartialDate?
  /// 离任时间。
  public var until: PartialDate?
  /// 职责分工。
  public var duty: String?
  /// 批准文号。
  public var approvalRef: String?
  /// 培训情况。
  public var training: String?
  /// 联系电话。
  public var phone: String?
  /// 备注。
  public var remark: String?

  private enum CodingKeys: String, CodingKey {
    case name, gender, birth, education, unit, post, since, until, duty, training, phone, remark
    case idNumber = "id_number", partyRole = "party_role", fullTime = "full_time",
      approvalRef = "approval_ref"
  }
}
