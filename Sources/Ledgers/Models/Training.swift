import Foundation
import SpreadsheetModel

/// A training one member took part in: 党员教育培训.
public struct Training: LedgerModel, Hashable {
  /// The ledger these records stand in.
  public static let ledger: LedgerID = "training"

  /// 党支部。
  public var branch: OrganisationKey?
  /// 姓名。
  public var name: String
  /// 身份证号。
  public var idNumber: String?
  /// 学号。
  public var staffNo: String?
  /// 身份。
  public var role: String?
  /// 培训时间。
  public var date: CivilDate?
  /// 结束日期。
  public var dateTo: CivilDate?
  /// 培训内容。
  public var title: String?
  /// 培训班编号。
  public var classNo: String?
  /// 培训形式。
  public var kind: String?
  /// 学时。
  public var hours: Decimal?
  /// 累计学时。
  public var hoursTotal: Decimal?
  /// 主办单位。
  public var organiser: OrganisationKey?
  /// 地点。
  public var place: String?
  /// 考试成绩。
  public var score: String?
  /// 应参训人数。
  public var expected: Int?
  /// 实际参训人数。
  public var present: Int?
  /// 参训率。
  public var attendanceRate: Decimal?
  /// 费用。
  public var cost: Decimal?
  /// 学习积分。
  public var points: Decimal?
  /// 请假缺席情况。
  public var absence: String?
  /// 备注。
  public var remark: String?

  private enum CodingKeys: String, CodingKey {
    case branch, name, role, date, title, kind, hours, organiser, place, score, expected, present,
      cost, points, absence, remark
    case idNumber = "id_number", staffNo = "staff_no", dateTo = "date_to", classNo = "class_no",
      hoursTotal = "hours_total", attendanceRate = "attendance_rate"
  }
}
