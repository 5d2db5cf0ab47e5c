import Foundation
import SpreadsheetModel

/// A visit or aid to a member: 走访慰问.
public struct CareVisit: LedgerModel, Hashable {
  /// The ledger these records stand in.
  public static let ledger: LedgerID = "care"

  /// 所在党支部。
  public var branch: OrganisationKey?
  /// 姓名。
  public var name: String
  /// 身份证号。
  public var idNumber: String?
  /// 性别。
  public var gender: String?
  /// 年龄。
  public var age: Int?
  /// 出生日期。
  public var birth: PartialDate?
  /// 入党时间。
  public var joined: PartialDate?
  /// 单位及职务。
  public var unit: String?
  /// 住址。
  public var address: String?
  /// 家庭人口。
  public var householdSize: Int?
  /// 人均月收入。
  public var income: Decimal?
  /// 慰问时间。
  public var date: CivilDate?
  /// 慰问类别。
  public var kind: String?
  /// 困难情况。
  public var situation: String?
  /// 是否享受低保。
  public var minimumLiving: Bool?
  /// 慰问金额。
  public var amount: Decimal?
  /// 慰问品。
  public var goods: String?
  /// 慰问人。
  public var visitor: [String]?
  /// 联系电话。
  public var phone: String?
  /// 签收。
  public var signature: String?
  /// 备注。
  public var remark: String?

  private enum CodingKeys: String, CodingKey {
    case branch, name, gender, age, birth, joined, unit, address, income, date, kind, situation,
      amount, goods, visitor, phone, signature, remark
    case idNumber = "id_number", householdSize = "household_size", minimumLiving = "minimum_living"
  }
}
