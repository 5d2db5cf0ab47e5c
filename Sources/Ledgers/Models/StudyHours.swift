import Foundation

extension LedgerTable {
  /// The hours of study that a record of training comes to: those of the occasion, or the person's stated total, or
  /// else the sum of the parts that are filled; `nil` where none is.
  public func studyHours(of record: LedgerRecord) -> Decimal? {
    if let stated = value("hours", of: record).number ?? value("hours_total", of: record).number {
      return stated
    }
    let parts: [FieldID] = ["hours_class", "hours_online", "hours_lecture"]
    let months = (1...12).map { FieldID(rawValue: $0 < 10 ? "m0\($0)" : "m\($0)") }
    for fields in [parts, months] {
      let hours = fields.compactMap { value($0, of: record).number }
      if !hours.isEmpty { return hours.reduce(0, +) }
    }
    return nil
  }
}
