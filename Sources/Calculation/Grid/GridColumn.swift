import SpreadsheetModel

/// What is known of a cell.
struct CellFlags: OptionSet {
  let rawValue: UInt8

  /// It holds a formula.
  static let formula = CellFlags(rawValue: 1)
  /// Its formula is computed.
  static let computed = CellFlags(rawValue: 2)
  /// It waits for what it depends on.
  static let active = CellFlags(rawValue: 4)
  /// It changes with the clock or by chance.
  static let volatile = CellFlags(rawValue: 8)
  /// It cannot be computed, and keeps what it has.
  static let kept = CellFlags(rawValue: 16)
  /// It depends on itself.
  static let circular = CellFlags(rawValue: 32)
  /// It shows a part of an array that a formula of another cell gives.
  static let member = CellFlags(rawValue: 64)
}

/// The cells of one column that have content, by ascending row.
///
/// Cells of one run are computed on several threads at once, each writing cells of its own; what they read is
/// computed already. That is what makes it `Sendable`.
final class GridColumn: @unchecked Sendable {
  let sheet: Int
  let column: Int
  private(set) var rows: [Int32] = []
  /// The formula of each cell, by its template; -1 for a plain value.
  private(set) var templates: [Int32] = []
  private(set) var values: UnsafeMutablePointer<CellValue>
  private(set) var flags: UnsafeMutablePointer<CellFlags>
  private var capacity = 0
  private(set) var count = 0
  /// Whether the rows follow each other without a gap.
  private(set) var isDense = true
  /// How many formulas are not computed.
  var waiting = 0

  init(sheet: Int, column: Int) {
    self.sheet = sheet
    self.column = column
    values = .allocate(capacity: 0)
    flags = .allocate(capacity: 0)
  }

  deinit {
    values.deinitialize(count: count)
    values.deallocate()
    flags.deallocate()
  }

  /// Adds a cell below those there are.
  func append(row: Int, value: CellValue, template: Int32) {
    if count == capacity { grow() }
    if let last = rows.last, Int(last) + 1 != row { isDense = false }
    rows.append(Int32(truncatingIfNeeded: row))
    templates.append(template)
    (values + count).initialize(to: value)
    flags[count] = template >= 0 ? .formula : []
    if template >= 0 { waiting += 1 }
    count += 1
  }

  private func grow() {
    let wanted = max(16, capacity * 2)
    let newValues = UnsafeMutablePointer<CellValue>.allocate(capacity: wanted)
    newValues.moveInitialize(from: values, count: count)
    values.deallocate()
    values = newValues
    let newFlags = UnsafeMutablePointer<CellFlags>.allocate(capacity: wanted)
    newFlags.moveInitialize(from: flags, count: count)
    flags.deallocate()
    flags = newFlags
    capacity = wanted
  }

  /// Puts a cell where there may be none yet.
  func set(row: Int, value: CellValue, template: Int32) {
    let slot = lowerBound(row)
    if slot == count || Int(rows[slot]) != row {
      append(row: row, value: .empty, template: -1)
      // What comes after it moves down by one.
      for index in stride(from: count - 1, to: slot, by: -1) {
        rows.swapAt(index, index - 1)
        templates.swapAt(index, index - 1)
        (values[index], values[index - 1]) = (values[index - 1], values[index])
        (flags[index], flags[index - 1]) = (flags[index - 1], flags[index])
      }
      isDense = count > 0 && Int(rows[count - 1]) - Int(rows[0]) == count - 1
    }
    let wasWaiting = isWaiting(slot)
    values[slot] = value
    templates[slot] = template
    flags[slot] = template >= 0 ? .formula : []
    waiting += (template >= 0 ? 1 : 0) - (wasWaiting ? 1 : 0)
  }

  /// The first cell at a row or below it.
  @inline(__always)
  func lowerBound(_ row: Int) -> Int {
    if isDense {
      guard let first = rows.first else { return 0 }
      return min(max(row - Int(first), 0), count)
    }
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if Int(rows[middle]) < row { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The cell of a row; `nil` if it has no content.
  @inline(__always)
  func slot(of row: Int) -> Int? {
    let slot = lowerBound(row)
    return slot < count && Int(rows[slot]) == row ? slot : nil
  }

  /// Counts the formulas that are not computed, after several threads have computed some.
  func countWaiting() {
    var count = 0
    for slot in 0..<self.count where isWaiting(slot) { count += 1 }
    waiting = count
  }

  @inline(__always)
  func isWaiting(_ slot: Int) -> Bool {
    flags[slot].intersection([.formula, .computed]) == .formula
  }
}
