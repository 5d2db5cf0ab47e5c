import SpreadsheetModel

/// The look of a column as a whole.
struct ColumnLayout: Hashable {
  /// In characters of the default font.
  var width: Double?
  /// Whether the width is to follow from the content, at most so many characters.
  var fitLimit: Double?
  var isHidden = false
  var outlineLevel = 0
  var isCollapsed = false
  var style: StyleID?
}

/// What stays in view when the sheet scrolls.
enum PaneLayout: Hashable {
  /// So many rows above and columns on the left stand still.
  case frozen(rows: Int, columns: Int)
  /// The window is divided at so many points from the top and twentieths of a point from the left.
  case split(fromTop: Double, fromLeft: Double)
}

/// Everything about a sheet but its cells.
struct SheetLayout {
  var visibility: Sheet.Visibility = .visible
  var tabColor: Color?
  var columns: [Int: ColumnLayout] = [:]
  var merges: [CellRange] = []
  var pane: PaneLayout?
  var showsGridlines = true
  var showsHeadings = true
  var isRightToLeft = false
  var zoom: Int?
  var selection: CellRange?
  var defaultRowHeight: Double?
  var filter: AutoFilter?
  var page = PageSetup()
  var links: [CellReference: Hyperlink] = [:]
  var notes: [CellReference: Note] = [:]
  var validations: [CellValidation] = []
  var charts: [PlacedChart] = []
  var images: [PlacedImage] = []
  var tables: [PlacedTable] = []
  /// In the order of their priority, each with the index of its look.
  var conditionalFormats: [(format: ConditionalFormat, differential: Int?)] = []
  var sparklines: [SparklineGroup] = []
  var protection: SheetProtection?
  var ignoredErrors: [CellRange] = []
  var summaryIsAbove = false
}
