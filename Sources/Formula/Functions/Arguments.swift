import SpreadsheetModel

/// The single values a scalar function is called with, read as the types it needs.
struct Arguments {
  let values: [CellValue]
  /// Whether text is counted in UTF-16 units, as in the cells of a workbook. Criteria count characters, so that
  /// a rare one in a name is one.
  var countsUTF16 = false

  var count: Int { values.count }

  /// The value as it is; blank past the end.
  func raw(_ index: Int) -> CellValue { index < values.count ? values[index] : .empty }

  /// The value; an error is thrown.
  func value(_ index: Int) throws(CellError) -> CellValue {
    let value = raw(index)
    if case .error(let error) = value { throw error }
    return value
  }

  func number(_ index: Int) throws(CellError) -> Double { try Coercion.number(raw(index)) }
  func number(_ index: Int, default fallback: Double) throws(CellError) -> Double {
    index < values.count ? try Coercion.number(values[index]) : fallback
  }
  func integer(_ index: Int) throws(CellError) -> Int { try Coercion.integer(raw(index)) }
  func integer(_ index: Int, default fallback: Int) throws(CellError) -> Int {
    index < values.count ? try Coercion.integer(values[index]) : fallback
  }
  func text(_ index: Int) throws(CellError) -> String { try Coercion.text(raw(index)) }
  func boolean(_ index: Int, default fallback: Bool = false) throws(CellError) -> Bool {
    index < values.count ? try Coercion.boolean(values[index]) : fallback
  }

  /// The day of a serial number, or of a text that is a date.
  func date(_ index: Int) throws(CellError) -> DateSerial { try DateSerial(number(index)) }
}
