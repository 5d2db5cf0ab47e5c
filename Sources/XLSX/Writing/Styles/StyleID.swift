/// A style that a workbook already knows: the index of its cell format.
///
/// Writing many cells, it is cheaper to ask for the id once (`XLSXWriter.style(_:)`) than to give a
/// `CellStyle` with each cell.
public struct StyleID: Hashable, Sendable {
  let index: Int32

  /// The workbook's default style.
  public static let `default` = StyleID(index: 0)
}
