import Foundation
import SpreadsheetModel

/// What one member owes and pays, over twelve months or for one: 党费收缴.
public struct DuesPayment: LedgerModel, Hashable {
  /// The ledger these records stand in.
  public static let ledger: LedgerID = "dues"

  /// 所在党支部。
  public var branch: OrganisationKey?
  /// 姓名。
  public var name: String
  /// 身份证号。
  public var idNumber: String?
  /// 党员类别：在职、离退休、学生、企业等。
  public var category: String?
  /// 年度。
  public var year: Int?
  /// 党费基数：每月工资收入中相对固定的、经常性的税后部分。
  public var income: Decimal?
  /// 比例：0.5%、1%、1.5%、2%。
  public var rate: Decimal?
  /// 月应缴。
  public var monthlyDue: Decimal?
  /// 合计。
  public var total: Decimal?
  /// 全年应缴。
  public var yearDue: Decimal?
  /// 欠缴。
  public var arrears: Decimal?
  /// 月份。
  public var month: CivilMonth?
  /// 应缴。
  public var due: Decimal?
  /// 实缴。
  public var paid: Decimal?
  /// 缴费日期。
  public var paidOn: CivilDate?
  /// 缴费方式。
  public var method: String?
  /// 缴费类型。
  public var kind: String?
  /// 减免批准文号。
  public var exemptionRef: String?
  /// 收据号。
  public var receipt: String?
  /// 收款人。
  public var collector: String?
  /// 上缴党费。
  public var passedUp: Decimal?
  /// 备注。
  public var remark: String?
  /// What was paid in each month of a ledger with twelve columns, from January; empty in the long form.
  public var months: [MonthlyAmount]

  private enum CodingKeys: String, CodingKey {
    case branch, name, category, year, income, rate, total, arrears, month, due, paid, method, kind,
      receipt, collector, remark, months
    case idNumber = "id_number", monthlyDue = "monthly_due", yearDue = "year_due", paidOn = "paid_on",
      exemptionRef = "exemption_ref", passedUp = "passed_up"
  }
}
