/// What the cells of a column of delimited text become in a workbook.
public enum ColumnType: Hashable, Sendable {
  /// Text, for a reason worth telling.
  case text(Reason)
  /// Numbers with so many decimals in every cell; `nil` where they differ and none ends in a zero.
  case number(decimals: Int?)

  /// Why a column stays text.
  public enum Reason: String, Hashable, Sendable, Codable {
    /// Some cell is no number.
    case words
    /// A leading zero or plus sign would be lost: codes, telephone numbers.
    case leadingZeros
    /// More digits than a number holds, or shows: ID and card numbers.
    case longNumbers
    /// All have the same six digits or more: codes, or days such as `20230506`.
    case codes
    /// All look like a year and a month, `2019.07`, which as a number would lose what it says.
    case dates
    /// A zero at the end would be lost, and the cells differ in their decimals.
    case trailingZeros
    /// No cell has content.
    case empty
  }
}

/// Settles the type of one column from all of its cells.
///
/// A column is a column of numbers only if every cell is the shortest way to write its number (but for
/// zeros at the end, where all cells have equally many decimals), so that nothing is lost.
struct ColumnTyping {
  private(set) var isSettled = false
  private var reason: ColumnType.Reason?
  private var cells = 0
  private var isWhole = true
  private var decimals: Int?
  private var sameDecimals = true
  private var endsInZero = false
  private var width: Int?
  private var sameWidth = true
  private var isNegative = false
  private var looksLikeMonths = true

  /// The column's type, once every cell is seen.
  var type: ColumnType {
    if let reason { return .text(reason) }
    if cells == 0 { return .text(.empty) }
    if isWhole {
      // A code has a fixed width; amounts and counts hardly ever keep theirs over several rows.
      if sameWidth, let width, width >= 6, !isNegative { return .text(.codes) }
      return .number(decimals: nil)
    }
    if looksLikeMonths { return .text(.dates) }
    if sameDecimals { return .number(decimals: decimals) }
    return endsInZero ? .text(.trailingZeros) : .number(decimals: nil)
  }

  /// Sees a cell's content, which is not empty.
  mutating func see(_ text: Span<UInt8>) {
    cells += 1
    var index = 0
    let count = text.count
    if text[0] == UInt8(ascii: "-") {
      index = 1
      isNegative = true
    }
    let start = index
    while index < count, text[index] &- 0x30 < 10 { index += 1 }
    let whole = index - start
    if whole == 0 { return settle(text[0] == UInt8(ascii: "+") && count > 1 ? .leadingZeros : .words) }
    var fraction = 0
    if index < count, text[index] == UInt8(ascii: ".") {
      index += 1
      let first = index
      while index < count, text[index] &- 0x30 < 10 { index += 1 }
      fraction = index - first
      if fraction == 0 { return settle(.words) }
    }
    if index < count { return settle(.words) }
    if whole > 1, text[start] == 0x30 { return settle(.leadingZeros) }
    // General shows eleven digits; a double holds fifteen.
    if whole > 11 || whole + fraction > 15 { return settle(.longNumbers) }
    // Minus zero would come back as zero.
    if isNegative, start == 1, isZero(text) { return settle(.words) }
    if fraction > 0 {
      isWhole = false
      if text[count - 1] == 0x30 { endsInZero = true }
    }
    if looksLikeMonths {
      looksLikeMonths = start == 0 && whole == 4 && (1...2).contains(fraction) && isMonth(text)
    }
    if let decimals { sameDecimals = sameDecimals && decimals == fraction } else { decimals = fraction }
    if let width { sameWidth = sameWidth && width == whole } else { width = whole }
  }

  /// Whether four digits, a point and one or two more are a year from 1900 to 2099 and a month.
  private func isMonth(_ text: Span<UInt8>) -> Bool {
    guard text[0] == 0x31 && text[1] == 0x39 || text[0] == 0x32 && text[1] == 0x30 else { return false }
    let tens = text.count == 7 ? Int(text[5] - 0x30) : 0
    return (1...12).contains(tens * 10 + Int(text[text.count - 1] - 0x30))
  }

  private func isZero(_ text: Span<UInt8>) -> Bool {
    for index in 1..<text.count where text[index] != 0x30 && text[index] != UInt8(ascii: ".") {
      return false
    }
    return true
  }

  private mutating func settle(_ reason: ColumnType.Reason) {
    self.reason = reason
    isSettled = true
  }
}
