import SpreadsheetModel
import XMLStreaming

/// What a worksheet part says beside its rows.
struct SheetFeatures {
  /// Merged ranges.
  var mergedRanges: [CellRange] = []
  /// Zero-based hidden columns.
  var hiddenColumns: Set<Int> = []

  mutating func startElement(_ element: borrowing XMLElement<SheetName>) {
    switch element.name {
    case .mergeCell:
      if let range = element.string(.reference).flatMap({ CellRange(a1: $0) }) {
        mergedRanges.append(range)
      }
    case .column:
      guard element.boolean(.hidden) == true, let first = element.integer(.first),
        let last = element.integer(.last), first >= 1, first <= CellReference.columnLimit,
        first <= last
      else { return }
      hiddenColumns.formUnion(first - 1..<min(last, CellReference.columnLimit))
    default: break
    }
  }
}
