import OpenPackaging
import SpreadsheetModel

/// What a cell holds: its value (of a formula the stored result) and its formula.
public struct CellState: Hashable, Sendable {
  /// The value, or the formula's stored result.
  public var value: CellValue
  /// The formula without its leading `=`.
  public var formula: String?

  /// Creates a state.
  public init(value: CellValue = .empty, formula: String? = nil) {
    self.value = value
    self.formula = formula
  }
}

/// A cell whose content an edit changed.
public struct CellChange: Hashable, Sendable {
  /// The sheet's name at the time of the edit.
  public var sheet: String
  /// The cell at the time of the edit.
  public var cell: CellReference
  /// What it held.
  public var before: CellState
  /// What it holds now.
  public var after: CellState
}

/// A column made wider for what was entered into it.
public struct WidenedColumn: Hashable, Sendable {
  /// The sheet's name at the time of the edit.
  public var sheet: String
  /// The column, from zero.
  public var column: Int
  /// Its new width in characters of the workbook's usual font.
  public var width: Double
}

/// Something an edit could not see to, told with the receipt.
public struct EditRemark: Hashable, Sendable {
  /// The kind of remark; its spelling is stable.
  public enum Code: String, Hashable, Sendable {
    /// The cell lies under a merged range and is not seen.
    case coveredByMerge
    /// The cell has a threaded comment; Excel shows the thread and not the note.
    case threadedComment
    /// Formulas depend on edited cells; their stored results are old until the file is recalculated.
    case staleResults
  }

  /// The kind of remark.
  public var code: Code
  /// The sheet's name.
  public var sheet: String
  /// The cell, if it is about one.
  public var cell: CellReference?
}

/// What saving did: the fate of every part, and every cell whose content changed.
public struct EditReceipt: Hashable, Sendable {
  /// A part and what became of it.
  public struct PartFate: Hashable, Sendable {
    /// The part's name inside the package.
    public var name: String
    /// Kept means that its stored bytes were copied, not compressed again.
    public var fate: PackageEdit.Fate
  }

  /// Every part of the package, in its order; new ones last.
  public var parts: [PartFate]
  /// Cells whose content changed, in the order of sheets, rows and columns.
  public var cells: [CellChange]
  /// What could not be seen to.
  public var remarks: [EditRemark]
  /// The columns that are wider than before.
  public var widened: [WidenedColumn]
  /// Formula cells whose stored results no longer held and were taken out, by sheet; an application
  /// computes them when it opens the file.
  public var emptiedResults: [String: Set<CellReference>]
}
