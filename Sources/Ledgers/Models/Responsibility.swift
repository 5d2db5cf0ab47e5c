import SpreadsheetModel

/// A duty with its owner: 责任清单.
public struct Responsibility: LedgerModel, Hashable {
  /// The ledger these records stand in.
  public static let ledger: LedgerID = "responsibility"

  /// 党支部。
  public var branch: OrganisationKey?
  /// 责任人。
  public var owner: [String]?
  /// 职务。
  public var role: String?
  /// 责任内容。
  public var duty: String
  /// 措施。
  public var measures: String?
  /// 完成时限。
  public var deadline: CivilDate?
  /// 完成情况。
  public var done: String?
  /// 完成时间。
  public var doneOn: CivilDate?
  /// 佐证材料。
  public var evidence: String?
  /// 备注。
  public var remark: String?

  private enum CodingKeys: String, CodingKey {
    case branch, owner, role, duty, measures, deadline, done, evidence, remark
    case doneOn = "done_on"
  }
}
