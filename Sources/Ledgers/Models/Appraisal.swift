import SpreadsheetModel

/// The yearly appraisal of one member: 民主评议.
public struct Appraisal: LedgerModel, Hashable {
  /// The ledger these records stand in.
  public static let ledger: LedgerID = "appraisal"

  /// 党支部。
  public var branch: OrganisationKey?
  /// 姓名。
  public var name: String
  /// 身份证号。
  public var idNumber: String?
  /// 性别。
  public var gender: String?
  /// 人员类别。
  public var category: String?
  /// 年度。
  public var year: Int?
  /// 评议时间。
  public var date: CivilDate?
  /// 参加评议人数。
  public var participants: Int?
  /// 自评。
  public var selfGrade: String?
  /// 互评。
  public var peers: String?
  /// 优秀票。
  public var votesExcellent: Int?
  /// 合格票。
  public var votesQualified: Int?
  /// 基本合格票。
  public var votesBasic: Int?
  /// 不合格票。
  public var votesUnqualified: Int?
  /// 评定等次：优秀、合格、基本合格、不合格。
  public var result: String?
  /// 处置。
  public var handling: String?
  /// 处置日期。
  public var handledOn: CivilDate?
  /// 支部意见。
  public var opinion: String?
  /// 备注。
  public var remark: String?

  private enum CodingKeys: String, CodingKey {
    case branch, name, gender, category, year, date, participants, peers, result, handling, opinion,
      remark
    case idNumber = "id_number", selfGrade = "self", votesExcellent = "votes_excellent",
      votesQualified = "votes_qualified", votesBasic = "votes_basic",
      votesUnqualified = "votes_unqualified", handledOn = "handled_on"
  }
}
