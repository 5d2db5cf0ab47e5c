import Foundation
import SpreadsheetModel

/// The values of a template's example row: an invented member and branch, the same in every ledger, so
/// that the row shows how ledgers fit together.
enum TemplateExample {
  /// The cell of a field.
  static func value(of field: FieldDefinition, in ledger: LedgerID, _ catalog: LedgerCatalog) -> CellValue {
    let written = byLedger[ledger]?[field.id] ?? common[field.id]
    if written == "" { return .empty }
    switch field.kind {
    case .code:
      let terms = catalog.codeList(of: field)?.terms.map(\.term) ?? []
      let known = written.flatMap { word in terms.first { $0 == word } }
      return .text(known ?? terms.first ?? "……")
    case .date:
      let date = written.flatMap { CivilDate(iso: $0) } ?? CivilDate(year: 2025, month: 3, day: 5)
      return date.flatMap { DateSystem.base1900.serial(of: $0) }.map { .number($0) } ?? .empty
    case .integer, .decimal, .money, .rate, .year:
      let number = written.flatMap { Double($0) }
      return .number(number ?? standard(of: field.kind))
    default:
      return .text(written ?? standardText(of: field.kind))
    }
  }

  private static func standard(of kind: FieldKind) -> Double {
    switch kind {
    case .year: 2025
    case .rate: 0.01
    case .money: 50
    case .decimal: 4
    default: 3
    }
  }

  private static func standardText(of kind: FieldKind) -> String {
    switch kind {
    case .personName: "张三"
    case .personNames: "李四、王五"
    case .organisationName: "机关第一党支部"
    case .dateOrMonth: "2025-03-05"
    case .month: "2025-03"
    case .period: "2025"
    case .boolean: "否"
    // The sample number printed in GB 11643-1999; nobody's.
    case .idNumber: "11010519491231002X"
    case .phone: "13800138000"
    case .identifier: "001"
    default: "……"
    }
  }

  /// What a field says in whatever ledger it stands.
  private static let common: [FieldID: String] = [
    "gender": "女", "ethnicity": "汉族", "birth": "1949-12-31", "native_place": "山东泰安", "education": "大学本科",
    "job": "办公室科员", "category": "正式党员", "joined": "1975-07-01", "full_since": "1976-07-01",
    "work_start": "1970-08", "parent": "机关党委", "year": "2025", "remark": "",
  ]

  private static let byLedger: [LedgerID: [FieldID: String]] = [
    "organisation": [
      "code": "001001", "founded": "2012-06-20", "approval_ref": "机党〔2012〕8号", "members_full": "21",
      "members_probationary": "2", "groups": "3", "covered_units": "1", "secretary": "张三", "deputy": "李四",
      "committee": "张三、李四、王五", "committee_size": "3", "elected": "2024-05-16", "term_years": "5",
      "term_end": "2029-05-16", "employees": "46", "phone": "0538-1234567",
    ],
    "admission": [
      "applied": "2021-01-08", "talked": "2021-01-25", "activist_on": "2021-08-10",
      "activist_filed": "2021-08-20",
      "mentors": "李四、王五", "candidate_on": "2022-09-05", "review_on": "2022-10-12",
      "training_from": "2022-11-07",
      "training_to": "2022-11-09", "training_hours": "24", "publicised_from": "2023-03-01",
      "publicised_to": "2023-03-07", "prereview_on": "2023-03-15", "sponsors": "李四、王五",
      "admitted_on": "2023-04-10", "talk_by_superior": "2023-04-20", "approved_on": "2023-05-08",
      "oath_on": "2023-07-01", "full_applied_on": "2024-04-02", "full_meeting_on": "2024-04-11",
      "full_approved_on": "2024-05-09", "extended_to": "", "stage": "正式党员", "name": "赵六",
      "id_number": "", "gender": "男", "birth": "1996-08-15",
    ],
    "meeting": [
      "kind": "支部党员大会", "topic": "学习贯彻会议精神，讨论年度计划", "place": "三楼会议室", "chair": "张三",
      "lecturer": "李四", "expected": "23", "present": "22", "leave_taken": "1", "absent": "王五（出差）",
      "recorder": "李四", "hours": "2", "group": "第一党小组",
    ],
    "dues": [
      "category": "在职", "income": "5000", "rate": "0.01", "total": "600", "arrears": "0", "receipt": "0001",
    ],
    "election": [
      "requested_on": "2024-04-01", "approved_on": "2024-04-15", "held_on": "2024-05-16", "eligible": "23",
      "present": "21", "ballots_out": "21", "ballots_in": "21", "seats": "3", "candidates": "4",
      "elected": "张三、李四、王五", "votes": "张三 21、李四 20、王五 19", "term_years": "5", "term_end": "2029-05-16",
      "postponed_to": "",
    ],
    "training": [
      "role": "党支部书记", "title": "基层党支部书记培训班", "kind": "集中培训", "hours": "56", "organiser": "机关党委",
    ],
    "appraisal": ["self": "合格", "peers": "合格", "result": "合格", "handling": "提出改进意见"],
    "transfer": [
      "from": "机关第一党支部", "to": "街道第二党支部", "letter_no": "第0012号", "valid_days": "90",
      "received_on": "2025-03-20", "dues_paid_to": "2025-02",
    ],
    "mobile_member": [
      "left_on": "2024-09-01", "destination": "山东济南", "contact": "李四 13800138001",
      "host_branch": "街道第二党支部", "last_contact": "2025-03-05",
    ],
    "points": [
      "base": "60", "added": "25", "deducted": "2", "total": "83", "reasons": "志愿服务加 25 分；缺会一次减 2 分",
      "rank": "5",
    ],
    "care": ["kind": "春节慰问", "amount": "500", "date": "2025-01-20"],
    "rectification": [
      "problem": "会议记录不完整", "source": "自查", "found_on": "2025-03-05", "owner": "张三",
      "due_on": "2025-04-05", "measures": "补齐记录，专人核对", "done_on": "2025-03-28", "status": "已整改",
    ],
    "funding": [
      "members": "23", "budget": "6900", "allocated": "6900", "spent": "1200", "item": "党员教育培训",
    ],
    "assessment": [
      "indicator": "三会一课", "max": "10", "self_score": "9.5", "score": "9", "reason": "一次党小组会缺记录",
      "rank": "2",
    ],
    "feature": [
      "title": "“先锋岗”品牌", "sessions": "6", "people": "120", "result": "获评示范品牌",
    ],
    "staff": ["since": "2022-03", "training": "2025 年参加 1 次，32 学时"],
    "responsibility": [
      "owner": "张三", "duty": "每季度讲一次党课", "deadline": "2025-12-31", "done": "已讲 3 次",
      "evidence": "会议记录",
    ],
  ]
}
