/// A brand, working method or activity: 党建特色.
public struct Feature: LedgerModel, Hashable {
  /// The ledger these records stand in.
  public static let ledger: LedgerID = "feature"

  /// 党支部。
  public var branch: OrganisationKey?
  /// 姓名。
  public var name: String?
  /// 身份证号。
  public var idNumber: String?
  /// 名称。
  public var title: String
  /// 类型。
  public var kind: String?
  /// 级别。
  public var level: String?
  /// 时间。
  public var date: PartialDate?
  /// 场次。
  public var sessions: Int?
  /// 人次。
  public var people: Int?
  /// 主要做法。
  public var content: String?
  /// 成效。
  public var result: String?
  /// 文号。
  public var document: String?
  /// 批准机关。
  public var awardedBy: OrganisationKey?
  /// 备注。
  public var remark: String?

  private enum CodingKeys: String, CodingKey {
    case branch, name, title, kind, level, date, sessions, people, content, result, document, remark
    case idNumber = "id_number", awardedBy = "awarded_by"
  }
}
