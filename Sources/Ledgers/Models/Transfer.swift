import SpreadsheetModel

/// The transfer of a membership between organisations: 组织关系转接.
public struct Transfer: LedgerModel, Hashable {
  /// The ledger these records stand in.
  public static let ledger: LedgerID = "transfer"

  /// 姓名。
  public var name: String
  /// 身份证号。
  public var idNumber: String?
  /// 性别。
  public var gender: String?
  /// 年龄。
  public var age: Int?
  /// 民族。
  public var ethnicity: String?
  /// 党员类别。
  public var category: String?
  /// 转接类型。
  public var direction: String?
  /// 转出党组织。
  public var from: OrganisationKey?
  /// 转入党组织。
  public var to: OrganisationKey?
  /// 介绍信编号。
  public var letterNo: String?
  /// 开具时间。
  public var issuedOn: CivilDate?
  /// 有效期。
  public var validDays: Int?
  /// 回执时间。
  public var receivedOn: CivilDate?
  /// 回执情况。
  public var receipt: String?
  /// 党费交至。
  public var duesPaidTo: CivilMonth?
  /// 转接原因。
  public var reason: String?
  /// 联系电话。
  public var phone: String?
  /// 经办人。
  public var handler: String?
  /// 办理状态。
  public var status: String?
  /// 是否撤销。
  public var revoked: Bool?
  /// 备注。
  public var remark: String?

  private enum CodingKeys: String, CodingKey {
    case name, gender, age, ethnicity, category, direction, from, to, receipt, reason, phone, handler,
      status, revoked, remark
    case idNumber = "id_number", letterNo = "letter_no", issuedOn = "issued_on",
      validDays = "valid_days", receivedOn = "received_on", duesPaidTo = "dues_paid_to"
  }
}
