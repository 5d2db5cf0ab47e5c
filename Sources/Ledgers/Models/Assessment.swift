import Foundation
import SpreadsheetModel

/// A score of a branch, for an indicator or in all: 考核评分.
public struct Assessment: LedgerModel, Hashable {
  /// The ledger these records stand in.
  public static let ledger: LedgerID = "assessment"

  /// 党支部。
  public var branch: OrganisationKey
  /// 年度。
  public var year: Int?
  /// 述职人。
  public var person: String?
  /// 身份证号。
  public var idNumber: String?
  /// 述职形式。
  public var reportForm: String?
  /// 述职时间。
  public var heldOn: CivilDate?
  /// 参加测评人数。
  public var participants: Int?
  /// 类别。
  public var area: String?
  /// 考核指标。
  public var indicator: String?
  /// 考核标准。
  public var criterion: String?
  /// 考评方式。
  public var method: String?
  /// 权重。
  public var weight: Decimal?
  /// 满分。
  public var max: Decimal?
  /// 自评得分。
  public var selfScore: Decimal?
  /// 自评说明。
  public var selfEvidence: String?
  /// 得分。
  public var score: Decimal?
  /// 扣分原因。
  public var reason: String?
  /// 等次。
  public var grade: String?
  /// 排名。
  public var rank: Int?
  /// 参与率。
  public var attendanceRate: Decimal?
  /// 备注。
  public var remark: String?

  private enum CodingKeys: String, CodingKey {
    case branch, year, person, participants, area, indicator, criterion, method, weight, max, score,
      reason, grade, rank, remark
    case idNumber = "id_number", reportForm = "report_form", heldOn = "held_on",
      selfScore = "self_score", selfEvidence = "self_evidence", attendanceRate = "attendance_rate"
  }
}
