import SpreadsheetModel

/// A Party organisation: 党组织基本信息.
public struct Organisation: LedgerModel, Hashable {
  /// The ledger these records stand in.
  public static let ledger: LedgerID = "organisation"

  /// 党组织名称：批准文件上的全称，同一党组织在各台账中写法一致。
  public var name: String
  /// 党组织简称。
  public var shortName: OrganisationKey?
  /// 党组织曾用名。
  public var formerName: String?
  /// 党组织代码：按文本填写，保留前导零。
  public var code: String?
  /// 上级党组织。
  public var parent: OrganisationKey?
  /// 组织类别：从下拉列表中选择。
  public var kind: String?
  /// 单位类型。
  public var setting: String?
  /// 所在单位。
  public var unit: String?
  /// 党组织所在单位情况。
  public var unitSituation: String?
  /// 统一社会信用代码。
  public var uscc: String?
  /// 成立时间。
  public var founded: PartialDate?
  /// 成立请示时间。
  public var requestedOn: CivilDate?
  /// 成立批复时间。
  public var approvedOn: CivilDate?
  /// 备案时间。
  public var filedOn: CivilDate?
  /// 批准文号。
  public var approvalRef: String?
  /// 党员数。
  public var members: Int?
  /// 正式党员数。
  public var membersFull: Int?
  /// 预备党员数。
  public var membersProbationary: Int?
  /// 党小组数。
  public var groups: Int?
  /// 覆盖单位数。
  public var coveredUnits: Int?
  /// 书记。
  public var secretary: String?
  /// 书记行政职务。
  public var secretaryPost: String?
  /// 书记专兼职。
  public var secretaryMode: String?
  /// 副书记。
  public var deputy: [String]?
  /// 支委会成员：几个人用顿号隔开。
  public var committee: [String]?
  /// 委员人数。
  public var committeeSize: Int?
  /// 本届选举时间。
  public var elected: PartialDate?
  /// 任期：年数。
  public var termYears: Int?
  /// 届满时间。
  public var termEnd: PartialDate?
  /// 在职职工数。
  public var employees: Int?
  /// 联系人。
  public var contact: String?
  /// 联系电话。
  public var phone: String?
  /// 所在地区。
  public var region: String?
  /// 地址。
  public var address: String?
  /// 邮编。
  public var postcode: String?
  /// 功能型党组织。
  public var functional: Bool?
  /// 驻外情况。
  public var outside: String?
  /// 获得荣誉。
  public var honours: String?
  /// 党组织简介。
  public var intro: String?
  /// 备注。
  public var remark: String?

  private enum CodingKeys: String, CodingKey {
    case name, code, parent, kind, setting, unit, uscc, founded, members, groups, secretary, deputy,
      committee, elected, employees, contact, phone, region, address, postcode, functional, outside,
      honours, intro, remark
    case shortName = "short_name", formerName = "former_name", unitSituation = "unit_situation",
      requestedOn = "requested_on", approvedOn = "approved_on", filedOn = "filed_on",
      approvalRef = "approval_ref", membersFull = "members_full",
      membersProbationary = "members_probationary", coveredUnits = "covered_units",
      secretaryPost = "secretary_post", secretaryMode = "secretary_mode",
      committeeSize = "committee_size", termYears = "term_years", termEnd = "term_end"
  }
}
