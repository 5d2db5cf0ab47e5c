import SpreadsheetModel

/// A tab of a workbook: its name and what kind of sheet it is.
public struct SheetInfo: Hashable, Sendable {
  /// Kinds of sheets.
  public enum Kind: String, Hashable, Sendable {
    /// Cells.
    case worksheet
    /// A chart that fills the sheet; no cells.
    case chartsheet
    /// A dialog of Excel 5.
    case dialogsheet
    /// Cells with macros of Excel 4.
    case macrosheet
    /// A sheet whose part the package does not have, or whose relationship leads nowhere.
    case missing
    /// Something else, such as a module of Excel 5.
    case unknown
  }

  /// The name on the tab.
  public let name: String
  /// Whether it is shown.
  public let visibility: Sheet.Visibility
  /// What kind of sheet it is.
  public let kind: Kind
  /// The sheet's part, without a leading slash; `nil` if its relationship leads nowhere.
  public let part: String?
  /// Position among the tabs, from zero.
  public let index: Int
  /// The workbook's own id of the sheet, unrelated to its position.
  public let sheetID: Int

  /// Whether the sheet can have cells.
  public var hasCells: Bool { kind == .worksheet || kind == .macrosheet }
}

/// A defined name (ECMA-376 Part 1, 18.2.5).
public struct DefinedName: Hashable, Sendable {
  /// The name, such as `_xlnm.Print_Area`.
  public let name: String
  /// What it stands for: a formula without `=`.
  public let formula: String
  /// Position of the only sheet it is known in; `nil` for the whole workbook.
  public let sheetIndex: Int?
  /// Whether it is left out of Excel's list of names.
  public let isHidden: Bool
}
