import SpreadsheetModel

/// A problem and what is done about it: 问题整改.
public struct Rectification: LedgerModel, Hashable {
  /// The ledger these records stand in.
  public static let ledger: LedgerID = "rectification"

  /// 问题编号。
  public var number: String?
  /// 党支部。
  public var branch: OrganisationKey?
  /// 问题。
  public var problem: String
  /// 来源。
  public var source: String?
  /// 问题原因。
  public var cause: String?
  /// 发现时间。
  public var foundOn: CivilDate?
  /// 责任人。
  public var owner: [String]?
  /// 责任单位。
  public var ownerUnit: OrganisationKey?
  /// 责任领导。
  public var leader: [String]?
  /// 整改时限：日期，或立行立改、长期坚持。
  public var dueOn: CivilDate?
  /// 整改措施。
  public var measures: String?
  /// 整改情况。
  public var progress: String?
  /// 完成时间。
  public var doneOn: CivilDate?
  /// 状态。
  public var status: String?
  /// 备注。
  public var remark: String?

  private enum CodingKeys: String, CodingKey {
    case number, branch, problem, source, cause, owner, leader, measures, progress, status, remark
    case foundOn = "found_on", ownerUnit = "owner_unit", dueOn = "due_on", doneOn = "done_on"
  }
}
