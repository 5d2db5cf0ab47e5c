import Diagnostics

/// The words of the summary workbook.
enum SummaryWords {
  static let paidTogether = Phrase(zh: "（已缴清，合并）", en: "(paid, put together)")
  static let unknownOrganisation = Phrase(zh: "（未注明党组织）", en: "(organisation not stated)")
  static let overdue = Phrase(zh: "已逾期", en: "Overdue")
  static let dueSoon = Phrase(zh: "6个月内到期", en: "Due within 6 months")
  static let inTerm = Phrase(zh: "任期内", en: "In term")
  static let termUnknown = Phrase(zh: "届满时间未填", en: "End of term not stated")
  static let notListed = Phrase(zh: "党组织台账未列", en: "Not in the list of organisations")
  static let han = Phrase(zh: "汉族", en: "Han")
  static let minority = Phrase(zh: "少数民族", en: "Minority")
  static let counted = Phrase(zh: "台账", en: "ledger")
  static let reported = Phrase(zh: "统计表", en: "statistics table")
  static let withSubordinates = Phrase(zh: "含下级 ", en: "with those below: ")
  static let notReported = Phrase(zh: "未报", en: "not sent")
  static let notFilled = Phrase(zh: "未填", en: "Not stated")
  static let yes = Phrase(zh: "是", en: "Yes")
  static let no = Phrase(zh: "否", en: "No")
  static let closed = Phrase(zh: "已整改", en: "Closed")
  static let open = Phrase(zh: "整改中", en: "Open")
  static let read = Phrase(zh: "已读入", en: "Read")
  static let noLedger = Phrase(zh: "未认出台账", en: "No ledger recognised")
  static let total = Phrase(zh: "合计", en: "Total")
  static let organisation = Phrase(zh: "党组织", en: "Organisation")

  /// The data sheet of the key figures.
  static let figureSheet = Phrase(zh: "数据_指标", en: "data_figures")

  static func severity(_ severity: Severity) -> Phrase {
    switch severity {
    case .error: Phrase(zh: "错误", en: "Error")
    case .warning: Phrase(zh: "提醒", en: "Warning")
    case .info: Phrase(zh: "提示", en: "Note")
    }
  }

  static func dataSheet(_ subject: SummaryTables.Subject) -> Phrase {
    switch subject {
    case .organisations: Phrase(zh: "数据_党组织", en: "data_organisations")
    case .members: Phrase(zh: "数据_党员", en: "data_members")
    case .meetings: Phrase(zh: "数据_会议", en: "data_meetings")
    case .dues: Phrase(zh: "数据_党费", en: "data_dues")
    case .admissions: Phrase(zh: "数据_发展党员", en: "data_admissions")
    case .trainings: Phrase(zh: "数据_培训", en: "data_training")
    case .appraisals: Phrase(zh: "数据_评议", en: "data_appraisals")
    case .fundings: Phrase(zh: "数据_经费", en: "data_funding")
    case .staff: Phrase(zh: "数据_党务干部", en: "data_staff")
    case .features: Phrase(zh: "数据_特色", en: "data_features")
    case .elections: Phrase(zh: "数据_换届", en: "data_elections")
    case .electionReports: Phrase(zh: "数据_换届统计", en: "data_election_reports")
    case .cares: Phrase(zh: "数据_走访慰问", en: "data_care")
    case .transfers: Phrase(zh: "数据_转接", en: "data_transfers")
    case .mobiles: Phrase(zh: "数据_流动", en: "data_mobile")
    case .points: Phrase(zh: "数据_积分", en: "data_points")
    case .duties: Phrase(zh: "数据_责任清单", en: "data_duties")
    case .rectifications: Phrase(zh: "数据_整改", en: "data_rectification")
    case .findings: Phrase(zh: "数据_问题", en: "data_findings")
    case .scores: Phrase(zh: "数据_得分", en: "data_scores")
    case .ledgers: Phrase(zh: "数据_台账", en: "data_ledgers")
    case .files: Phrase(zh: "数据_报送", en: "data_files")
    }
  }
}
