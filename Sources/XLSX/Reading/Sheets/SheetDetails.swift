import SpreadsheetModel

/// What a worksheet says beside its cells: layout, links, notes, checks, looks that depend on values,
/// tables, protection.
public struct SheetDetails: Hashable, Sendable {
  /// A run of columns with a layout of their own (ECMA-376 Part 1, 18.3.1.13).
  public struct ColumnLayout: Hashable, Sendable {
    /// Zero-based columns.
    public var columns: ClosedRange<Int>
    /// Width in characters of the default font; `nil` for the sheet's default.
    public var width: Double?
    /// Whether they are hidden.
    public var isHidden: Bool
    /// Index of the look of their empty cells.
    public var style: Int
  }

  /// A link and the cells that have it.
  public struct Link: Hashable, Sendable {
    /// The cells.
    public var range: CellRange
    /// The link.
    public var hyperlink: Hyperlink
  }

  /// A rule for looks that depend on values (ECMA-376 Part 1, 18.3.1.10).
  public struct ConditionalFormat: Hashable, Sendable {
    /// The cells.
    public var ranges: [CellRange]
    /// The rule's type in the standard (ST_CfType), such as `cellIs` or `colorScale`.
    public var type: String
    /// The comparison, for `cellIs` and text rules.
    public var comparison: String?
    /// The rule's formulas, without `=`.
    public var formulas: [String]
    /// Index into `StyleSheet.differentialStyles`.
    public var style: Int?
    /// Lower numbers are asked first.
    public var priority: Int
    /// Whether later rules are not asked once this one applies.
    public var stopsIfTrue: Bool
  }

  /// A table (ECMA-376 Part 1, 18.5.1).
  public struct Table: Hashable, Sendable {
    /// The name that formulas use.
    public var name: String
    /// All of its cells, headings and totals included.
    public var range: CellRange
    /// The headings of its columns.
    public var columns: [String]
    /// Rows of headings, 0 or 1.
    public var headerRows: Int
    /// Rows of totals, 0 or 1.
    public var totalsRows: Int
    /// The name of its look, such as `TableStyleMedium9`.
    public var style: String?
  }

  /// What a protected sheet still allows (ECMA-376 Part 1, 18.3.1.85).
  public struct Protection: Hashable, Sendable {
    /// Whether the sheet is protected.
    public var isProtected: Bool
    /// Whether lifting it asks for a password.
    public var hasPassword: Bool
    /// What users may do all the same, by the standard's attribute names (`formatCells`, `sort`).
    public var allowed: Set<String>
  }

  /// Merged ranges.
  public internal(set) var mergedRanges: [CellRange] = []
  /// Columns with a layout of their own.
  public internal(set) var columns: [ColumnLayout] = []
  /// Links.
  public internal(set) var links: [Link] = []
  /// Notes, by cell.
  public internal(set) var notes: [CellReference: Note] = [:]
  /// What may be typed where.
  public internal(set) var validations: [CellValidation] = []
  /// Looks that depend on values.
  public internal(set) var conditionalFormats: [ConditionalFormat] = []
  /// How many cells show sparklines.
  public internal(set) var sparklines = 0
  /// Tables.
  public internal(set) var tables: [Table] = []
  /// The range of the sheet's own filter.
  public internal(set) var autoFilter: CellRange?
  /// Protection; `nil` if the sheet has none.
  public internal(set) var protection: Protection?
  /// The first cell that scrolls, where panes are frozen.
  public internal(set) var frozenAt: CellReference?
  /// The range the sheet claims to use, which need not be true.
  public internal(set) var claimedRange: CellRange?
  /// What could not be read as it was written.
  public internal(set) var problems = ReadingProblems()
}
