import SpreadsheetModel
import XMLStreaming

/// What a worksheet part says beside its rows.
struct SheetFeatures {
  /// Merged ranges.
  private(set) var mergedRanges: [CellRange] = []
  /// Whether there are more merged ranges than are kept.
  private(set) var isOverLimit = false
  /// Most merged ranges that are kept.
  static let mergeLimit = 1 << 21
  /// Memory for a merged range while those of a sheet are set in order, in bytes.
  private static let mergeBytes = 128

  /// What is kept, in bytes, estimated.
  var modelBytes: Int { mergedRanges.count * Self.mergeBytes }
  /// Zero-based hidden columns, each told once however often the part says so.
  var hiddenColumns: Set<Int> { Set(hidden.ranges.joined()) }
  private var hidden = RangeSet<Int>()

  /// Whether a column is hidden.
  func hides(column: Int) -> Bool { hidden.contains(column) }

  mutating func startElement(_ element: borrowing XMLElement<SheetName>) {
    switch element.name {
    case .mergeCell:
      if let range = element.string(.reference).flatMap({ CellRange(a1: $0) }) {
        if mergedRanges.count < Self.mergeLimit { mergedRanges.append(range) } else { isOverLimit = true }
      }
    case .column:
      guard element.boolean(.hidden) == true, let first = element.integer(.first),
        let last = element.integer(.last), first >= 1, first <= CellReference.columnLimit,
        first <= last
      else { return }
      hidden.insert(contentsOf: first - 1..<min(last, CellReference.columnLimit))
    default: break
    }
  }
}
