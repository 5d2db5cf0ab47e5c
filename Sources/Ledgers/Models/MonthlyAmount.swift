import Foundation
import SpreadsheetModel

/// What one month's cell of a dues ledger says.
public struct MonthlyAmount: Hashable, Sendable, Codable {
  /// The month, 1 to 12.
  public var month: Int
  /// The amount paid in yuan; `nil` where a word stands instead, or nothing.
  public var paid: Decimal?
  /// The word in place of an amount: `减免`, `已缴`, `未缴` …
  public var state: String?

  /// Creates an entry.
  public init(month: Int, paid: Decimal? = nil, state: String? = nil) {
    self.month = month
    self.paid = paid
    self.state = state
  }
}

/// One month's payment, from either form of dues ledger.
public struct MonthlyPayment: Hashable, Sendable {
  /// The month; without a year where the ledger names none.
  public var month: Int
  /// The year.
  public var year: Int?
  /// What was due.
  public var due: Decimal?
  /// What was paid.
  public var paid: Decimal?
  /// The word in place of an amount.
  public var state: String?
  /// The day of payment, in the long form.
  public var paidOn: CivilDate?
  /// The cell of the amount.
  public var cell: CellReference?
  /// The field that holds the amount, `m01` to `m12` or `paid`.
  public var field: FieldID
}

extension LedgerTable {
  /// The payments of a dues record, one a month, the same for a table of twelve columns and for the
  /// long form: only months that have a column or are named are listed.
  public func payments(of record: LedgerRecord) -> [MonthlyPayment] {
    func field(_ id: FieldID) -> RecordField { definition.index(of: id).map { record.fields[$0] } ?? .absent }
    var ownYear = year
    if case .year(let value) = field("year").value { ownYear = value }
    let monthlyDue = field("monthly_due").value.number
    var result: [MonthlyPayment] = []
    for column in columns {
      guard let month = Self.month(of: column.field) else { continue }
      let value = field(column.field)
      result.append(
        MonthlyPayment(
          month: month, year: ownYear, due: monthlyDue, paid: value.value.number, state: value.value.text,
          paidOn: nil, cell: value.cell, field: column.field))
    }
    if !result.isEmpty { return result.sorted { $0.month < $1.month } }
    let paid = field("paid")
    var month: Int?
    switch field("month").value {
    case .month(let value):
      month = value.month
      ownYear = value.year
    case .number(let number): month = Int("\(number)")
    default: month = field("paid_on").value.date?.month
    }
    guard let month, (1...12).contains(month) else { return [] }
    return [
      MonthlyPayment(
        month: month, year: ownYear ?? field("paid_on").value.date?.year,
        due: field("due").value.number ?? monthlyDue, paid: paid.value.number, state: paid.value.text,
        paidOn: field("paid_on").value.date, cell: paid.cell, field: "paid")
    ]
  }

  /// The month of a field `m01` to `m12`.
  private static func month(of field: FieldID) -> Int? {
    let bytes = Array(field.rawValue.utf8)
    guard bytes.count == 3, bytes[0] == UInt8(ascii: "m"), let month = Int(field.rawValue.dropFirst()),
      (1...12).contains(month)
    else { return nil }
    return month
  }
}
