import SpreadsheetModel

/// How a sheet is printed (ECMA-376 Part 1, 18.3.1.63 and 18.3.1.46).
public struct PageSetup: Hashable, Sendable {
  /// Paper sizes by their number in the standard.
  public enum Paper: Int, Hashable, Sendable {
    case letter = 1
    case legal = 5
    case a3 = 8
    case a4 = 9
    case a5 = 11
    case b4 = 12
    case b5 = 13
  }

  /// Distances from the paper's edges, in inches.
  public struct Margins: Hashable, Sendable {
    /// Left.
    public var left: Double
    /// Right.
    public var right: Double
    /// Top.
    public var top: Double
    /// Bottom.
    public var bottom: Double
    /// From the top to the header.
    public var header: Double
    /// From the bottom to the footer.
    public var footer: Double

    /// Creates margins; the defaults are Excel's.
    public init(
      left: Double = 0.7, right: Double = 0.7, top: Double = 0.75, bottom: Double = 0.75,
      header: Double = 0.3, footer: Double = 0.3
    ) {
      self.left = left
      self.right = right
      self.top = top
      self.bottom = bottom
      self.header = header
      self.footer = footer
    }
  }

  /// Paper, or the printer's own.
  public var paper: Paper?
  /// Whether the long side lies across.
  public var isLandscape = false
  /// Pages across to which the sheet is shrunk; `nil` leaves the width alone.
  public var pagesWide: Int?
  /// Pages down to which the sheet is shrunk; 0 is as many as needed.
  public var pagesTall: Int?
  /// Per cent of the natural size, 10 to 400.
  public var scale: Int?
  /// Margins, or Excel's.
  public var margins = Margins()
  /// Whether the print is centred between left and right.
  public var isCenteredHorizontally = false
  /// Whether the print is centred between top and bottom.
  public var isCenteredVertically = false
  /// Whether grid lines are printed.
  public var printsGridlines = false
  /// Whether row and column headings are printed.
  public var printsHeadings = false
  /// The number of the first page.
  public var firstPageNumber: Int?
  /// The header, with Excel's codes: `&L`, `&C`, `&R` begin a section, `&P` is the page, `&N` their number.
  public var header: String?
  /// The footer, with Excel's codes.
  public var footer: String?
  /// Zero-based rows repeated at the top of every page.
  public var repeatedRows: ClosedRange<Int>?
  /// Zero-based columns repeated at the left of every page.
  public var repeatedColumns: ClosedRange<Int>?
  /// The range that is printed, or the whole sheet.
  public var printArea: CellRange?
  /// Zero-based rows before which a page ends.
  public var rowBreaks: [Int] = []
  /// Zero-based columns before which a page ends.
  public var columnBreaks: [Int] = []

  /// Creates a set-up that leaves everything to Excel.
  public init() {}

  /// A4, across, shrunk to the width of one page: what a wide ledger wants.
  public static var landscapeA4: PageSetup {
    var page = PageSetup()
    page.paper = .a4
    page.isLandscape = true
    page.pagesWide = 1
    page.pagesTall = 0
    return page
  }

  /// A4, upright, shrunk to the width of one page.
  public static var portraitA4: PageSetup {
    var page = landscapeA4
    page.isLandscape = false
    return page
  }

  var fitsPages: Bool { pagesWide != nil || pagesTall != nil }
}
