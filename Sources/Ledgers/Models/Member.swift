import Foundation
import SpreadsheetModel

/// A Party member: 党员名册.
public struct Member: LedgerModel, Hashable {
  /// The ledger these records stand in.
  public static let ledger: LedgerID = "member"

  /// 姓名：身份证上的姓名，不加空格。
  public var name: String
  /// 曾用名。
  public var formerName: String?
  /// 性别。
  public var gender: String?
  /// 民族。
  public var ethnicity: String?
  /// 身份证号：18位，按文本填写；末位X大写。
  public var idNumber: String?
  /// 出生日期。
  public var birth: PartialDate?
  /// 年龄。
  public var age: Int?
  /// 籍贯。
  public var nativePlace: String?
  /// 户籍所在地。
  public var household: String?
  /// 学历。
  public var education: String?
  /// 学位。
  public var degree: String?
  /// 毕业院校及专业。
  public var school: String?
  /// 工作岗位。
  public var job: String?
  /// 专业技术职务。
  public var profession: String?
  /// 工作单位。
  public var unit: String?
  /// 所在党支部：与党组织基本信息中的名称一致。
  public var branch: OrganisationKey?
  /// 党小组。
  public var group: String?
  /// 人员类别：正式党员或预备党员。
  public var category: String?
  /// 入党时间：支部大会通过接收为预备党员之日。
  public var joined: PartialDate?
  /// 转正时间。
  public var fullSince: PartialDate?
  /// 党龄。
  public var partyAge: Int?
  /// 入党类型。
  public var joinType: String?
  /// 入党时所在支部。
  public var joinBranch: OrganisationKey?
  /// 入党介绍人。
  public var sponsors: [String]?
  /// 参加工作时间。
  public var workStart: PartialDate?
  /// 党内职务。
  public var partyRole: String?
  /// 手机号码。
  public var phone: String?
  /// 固定电话。
  public var landline: String?
  /// 家庭住址。
  public var address: String?
  /// 党籍状态。
  public var status: String?
  /// 是否流动党员。
  public var mobile: Bool?
  /// 外出流向。
  public var mobileTo: String?
  /// 是否失联党员。
  public var lost: Bool?
  /// 失联日期。
  public var lostOn: CivilDate?
  /// 是否离退休。
  public var retired: Bool?
  /// 是否困难党员。
  public var difficulty: Bool?
  /// 是否农民工。
  public var migrantWorker: Bool?
  /// 是否台湾省籍。
  public var taiwanOrigin: Bool?
  /// 婚姻状况。
  public var marital: String?
  /// 工号。
  public var staffNo: String?
  /// 转入时间。
  public var movedInOn: CivilDate?
  /// 转出时间。
  public var movedOutOn: CivilDate?
  /// 减少原因。
  public var reduceReason: String?
  /// 党费标准。
  public var duesStandard: Decimal?
  /// 党费交至。
  public var duesPaidTo: CivilMonth?
  /// 档案管理单位。
  public var archive: String?
  /// 党代表。
  public var delegate: Bool?
  /// 党务工作者。
  public var partyWorker: Bool?
  /// 备注。
  public var remark: String?

  private enum CodingKeys: String, CodingKey {
    case name, gender, ethnicity, birth, age, household, education, degree, school, job, profession,
      unit, branch, group, category, joined, sponsors, phone, landline, address, status, mobile, lost,
      retired, difficulty, marital, archive, delegate, remark
    case formerName = "former_name", idNumber = "id_number", nativePlace = "native_place",
      fullSince = "full_since", partyAge = "party_age", joinType = "join_type",
      joinBranch = "join_branch", workStart = "work_start", partyRole = "party_role",
      mobileTo = "mobile_to", lostOn = "lost_on", migrantWorker = "migrant_worker",
      taiwanOrigin = "taiwan_origin", staffNo = "staff_no", movedInOn = "moved_in_on",
      movedOutOn = "moved_out_on", reduceReason = "reduce_reason", duesStandard = "dues_standard",
      duesPaidTo = "dues_paid_to", partyWorker = "party_worker"
  }
}
