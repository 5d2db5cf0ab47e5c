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

  // MARK: Parts of text

  /// How long a text is.
  func length(_ text: String) -> Int { countsUTF16 ? text.utf16.count : text.unicodeScalars.count }

  /// A part of a text, from a place counted from zero.
  func part(of text: String, _ start: Int, _ count: Int) -> String {
    guard countsUTF16 else { return TextFunctions.string(text.unicodeScalars.dropFirst(start).prefix(count)) }
    // Half of a rare character, which Excel can cut off, is shown as U+FFFD.
    return String(decoding: text.utf16.dropFirst(start).prefix(count), as: UTF16.self)
  }

  /// Places in code points as places in the units of this count.
  func place(_ scalars: Int, in text: String) -> Int {
    guard countsUTF16 else { return scalars }
    return text.unicodeScalars.prefix(scalars).reduce(0) { $0 + ($1.value > 0xFFFF ? 2 : 1) }
  }
}
