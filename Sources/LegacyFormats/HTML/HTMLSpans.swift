import SpreadsheetModel

/// Which columns of a table's row are taken by cells of rows above that span several rows.
struct HTMLSpans {
  /// For each column the first row that is free again.
  private var freeFrom: [Int] = []
  /// For each column of the current row the first free one from there on.
  private var nextFree: [Int] = []
  /// The first row in which `nextFree` may say something else.
  private var validUntil = 0

  /// Takes columns up to, and without, a row.
  mutating func take(_ columns: Range<Int>, until row: Int) {
    while freeFrom.count < columns.upperBound { freeFrom.append(0) }
    for column in columns { freeFrom[column] = max(freeFrom[column], row) }
    validUntil = 0
  }

  /// Gives every column back: a table ends.
  mutating func removeAll() {
    freeFrom.removeAll(keepingCapacity: true)
    nextFree.removeAll(keepingCapacity: true)
    validUntil = 0
  }

  /// Turns to a row.
  mutating func begin(row: Int) {
    guard !freeFrom.isEmpty, row >= validUntil else { return }
    validUntil = .max
    nextFree = Array(freeFrom.indices)
    for column in freeFrom.indices.reversed() where freeFrom[column] > row {
      nextFree[column] = column + 1 < nextFree.count ? nextFree[column + 1] : column + 1
      validUntil = min(validUntil, freeFrom[column])
    }
    if validUntil == .max { removeAll() }
  }

  /// The first free column of the row from one on.
  func firstFree(from column: Int) -> Int { column < nextFree.count ? nextFree[column] : column }

  /// How many free columns of the row stand side by side from one on, up to a number.
  func freeRun(from column: Int, upTo count: Int) -> Int {
    var width = 0
    while width < count, firstFree(from: column + width) == column + width { width += 1 }
    return width
  }
}
