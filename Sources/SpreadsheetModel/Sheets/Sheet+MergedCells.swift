extension Sheet {
  /// What cells under a merged range hold.
  public enum MergedCells: Hashable, Sendable {
    /// What the file stores: the first cell has the value, the others most often have none.
    case asStored
    /// Every cell of the range has the value of its first, as a reader of the sheet sees it.
    case filled
  }

  /// The cell at a reference. Of a merged range, `filled` gives its first cell for each of its cells.
  ///
  /// Looks through all merged ranges for a cell that has no content of its own.
  public func cell(at reference: CellReference, merged: MergedCells = .asStored) -> Cell? {
    guard merged == .filled,
      let range = mergedRanges.first(where: { $0.contains(reference) && $0.first != reference })
    else { return self[reference] }
    var cell = self[range.first]
    cell?.column = reference.column
    return cell
  }

  /// The value at a reference; `empty` where there is none.
  public func value(at reference: CellReference, merged: MergedCells = .asStored) -> CellValue {
    cell(at: reference, merged: merged)?.value ?? .empty
  }
}
