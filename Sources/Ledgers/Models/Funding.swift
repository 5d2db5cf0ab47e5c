import Foundation
import SpreadsheetModel

/// Money budgeted, given and spent: 党建经费.
public struct Funding: LedgerModel, Hashable {
  /// The ledger these records stand in.
  public static let ledger: LedgerID = "funding"

  /// 党支部。
  public var branch: OrganisationKey
  /// 年度。
  public var year: Int?
  /// 日期。
  public var date: CivilDate?
  /// 凭证号。
  public var voucher: String?
  /// 党员数。
  public var members: Int?
  /// 预算。
  public var budget: Decimal?
  /// 经费来源。
  public var source: String?
  /// 拨付。
  public var allocated: Decimal?
  /// 支出。
  public var spent: Decimal?
  /// 结余。
  public var balance: Decimal?
  /// 项目。
  public var item: String?
  /// 支出类别。
  public var kind: String?
  /// 经办人。
  public var handler: String?
  /// 审批人。
  public var approver: String?
  /// 参加人数。
  public var participants: Int?
  /// 备注。
  public var remark: String?

  private enum CodingKeys: String, CodingKey {
    case branch, year, date, voucher, members, budget, source, allocated, spent, balance, item, kind,
      handler, approver, participants, remark
  }
}
