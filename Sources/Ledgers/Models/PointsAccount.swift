import Foundation

/// The points of one member in one period: 党员积分.
public struct PointsAccount: LedgerModel, Hashable {
  /// The ledger these records stand in.
  public static let ledger: LedgerID = "points"

  /// 党支部。
  public var branch: OrganisationKey?
  /// 姓名。
  public var name: String
  /// 周期。
  public var period: String?
  /// 基础分。
  public var base: Decimal?
  /// 加分。
  public var added: Decimal?
  /// 扣分。
  public var deducted: Decimal?
  /// 总分。
  public var total: Decimal?
  /// 考核项目。
  public var item: String?
  /// 分值。
  public var fullMark: Decimal?
  /// 加扣分原因。
  public var reasons: String?
  /// 排名。
  public var rank: Int?
  /// 等次。
  public var grade: String?
  /// 备注。
  public var remark: String?

  private enum CodingKeys: String, CodingKey {
    case branch, name, period, base, added, deducted, total, item, reasons, rank, grade, remark
    case fullMark = "full_mark"
  }
}
