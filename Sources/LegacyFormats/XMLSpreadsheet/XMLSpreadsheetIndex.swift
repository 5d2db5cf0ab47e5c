import SpreadsheetModel

/// The number of a row or cell: what `ss:Index` says, or one more than that before.
struct XMLSpreadsheetIndex: CustomStringConvertible {
  /// Counted from 1; `nil` where it cannot be known.
  private let number: Int?
  /// What stands in the file.
  private let written: String

  /// Past any grid, and far from overflow.
  private static let limit = 1 << 40

  init(number: Int) {
    self.number = number
    written = String(number)
  }

  /// Reads `ss:Index`.
  init(_ text: String) {
    number = Int(text).flatMap { (1...Self.limit).contains($0) ? $0 : nil }
    written = text
  }

  private init() {
    number = nil
    written = "?"
  }

  /// So many further on.
  func advanced(by count: Int) -> XMLSpreadsheetIndex {
    guard let number, number < Self.limit else { return XMLSpreadsheetIndex() }
    return XMLSpreadsheetIndex(number: number + count)
  }

  /// What follows: at an index of its own, or next.
  func following(_ index: String?) -> XMLSpreadsheetIndex {
    index.map { XMLSpreadsheetIndex($0) } ?? advanced(by: 1)
  }

  /// Counted from 0, inside a grid's bound.
  func position(below limit: Int) -> Int? { number.flatMap { $0 <= limit ? $0 - 1 : nil } }

  /// The number as it is written.
  var description: String { written }
}

/// What a sheet says of its columns, in ascending order.
struct XMLSpreadsheetColumns {
  /// The columns that are not shown.
  private(set) var hidden: Set<Int> = []
  private var styles: [(last: Int, style: String?)] = []
  private var next = 0

  /// Adds columns from one on, counted from 1; one that was told before stays as it was.
  mutating func add(index: Int?, span: Int, isHidden: Bool, style: String?) {
    let first = max(next, (index ?? next + 1) - 1)
    let last = min((index ?? next + 1) - 1 + span, CellReference.columnLimit - 1)
    guard first <= last else { return }
    if isHidden { hidden.formUnion(first...last) }
    if first > next { styles.append((first - 1, nil)) }
    styles.append((last, style))
    next = last + 1
  }

  /// The style of a column.
  func style(at column: Int) -> String? {
    let position = styles.partitioningIndex { $0.last >= column }
    return position < styles.count ? styles[position].style : nil
  }
}
