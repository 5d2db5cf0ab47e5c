/// The look of a cell: font, fill, borders, alignment, number format, protection.
///
/// The vocabulary is the one of SpreadsheetML's cell formats (ECMA-376 Part 1, 18.8); what is left
/// `nil` is the workbook's default.
public struct CellStyle: Hashable, Sendable {
  /// Font, or the workbook's default font.
  public var font: Font?
  /// Background.
  public var fill: Fill?
  /// Lines around the cell.
  public var border: Border?
  /// Position of the text inside the cell.
  public var alignment: Alignment?
  /// Number format, General if `nil`.
  public var numberFormat: NumberFormat?
  /// Whether the cell is locked under sheet protection; Excel's default is locked.
  public var isLocked: Bool?
  /// Whether the formula is hidden under sheet protection.
  public var isFormulaHidden: Bool?

  /// Creates a style.
  public init(
    font: Font? = nil, fill: Fill? = nil, border: Border? = nil, alignment: Alignment? = nil,
    numberFormat: NumberFormat? = nil, isLocked: Bool? = nil, isFormulaHidden: Bool? = nil
  ) {
    self.font = font
    self.fill = fill
    self.border = border
    self.alignment = alignment
    self.numberFormat = numberFormat
    self.isLocked = isLocked
    self.isFormulaHidden = isFormulaHidden
  }
}

/// A colour: red, green and blue, or one of the workbook's theme colours.
public enum Color: Hashable, Sendable {
  /// Opaque red, green and blue as `0xRRGGBB`.
  case rgb(UInt32)
  /// A theme colour by its index, lightened (to 1) or darkened (to -1) by a tint.
  case theme(Int, tint: Double)
  /// One of the 64 legacy palette colours.
  case indexed(Int)
}

/// A font (ECMA-376 Part 1, 18.8.22).
public struct Font: Hashable, Sendable {
  /// The line under text.
  public enum Underline: String, Hashable, Sendable {
    case single, double, singleAccounting, doubleAccounting
  }
  /// Raised or lowered text.
  public enum VerticalPosition: String, Hashable, Sendable { case superscript, `subscript` }

  /// Typeface, such as `宋体`.
  public var name: String
  /// Size in points.
  public var size: Double
  /// Bold.
  public var isBold: Bool
  /// Italic.
  public var isItalic: Bool
  /// Struck through.
  public var isStruck: Bool
  /// The line under the text.
  public var underline: Underline?
  /// Raised or lowered.
  public var verticalPosition: VerticalPosition?
  /// Colour, or automatic.
  public var color: Color?

  /// Creates a font.
  public init(
    name: String, size: Double, isBold: Bool = false, isItalic: Bool = false,
    isStruck: Bool = false, underline: Underline? = nil,
    verticalPosition: VerticalPosition? = nil, color: Color? = nil
  ) {
    self.name = name
    self.size = size
    self.isBold = isBold
    self.isItalic = isItalic
    self.isStruck = isStruck
    self.underline = underline
    self.verticalPosition = verticalPosition
    self.color = color
  }
}

/// A background: a pattern in one colour over another (ECMA-376 Part 1, 18.8.20).
public struct Fill: Hashable, Sendable {
  /// A pattern, by its name in the standard (ST_PatternType).
  public enum Pattern: String, Hashable, Sendable, CaseIterable {
    case none, solid, mediumGray, darkGray, lightGray, darkHorizontal, darkVertical, darkDown, darkUp
    case darkGrid, darkTrellis, lightHorizontal, lightVertical, lightDown, lightUp, lightGrid
    case lightTrellis, gray125, gray0625
  }

  /// The pattern.
  public var pattern: Pattern
  /// The pattern's colour; for `solid` the colour seen.
  public var foreground: Color?
  /// The colour behind the pattern.
  public var background: Color?
  /// A run from colour to colour in place of a pattern.
  public var gradient: Gradient?

  /// A run between two colours in one direction (ECMA-376 Part 1, 18.8.24).
  public struct Gradient: Hashable, Sendable {
    /// The colour it begins with.
    public var start: Color
    /// The colour it ends with.
    public var end: Color
    /// The direction in degrees: 0 from left to right, 90 from top to bottom.
    public var degrees: Double

    /// Creates a run.
    public init(from start: Color, to end: Color, degrees: Double = 90) {
      self.start = start
      self.end = end
      self.degrees = degrees
    }
  }

  /// Creates a fill.
  public init(pattern: Pattern, foreground: Color? = nil, background: Color? = nil) {
    self.pattern = pattern
    self.foreground = foreground
    self.background = background
  }

  /// A run from colour to colour.
  public static func gradient(_ gradient: Gradient) -> Fill {
    var fill = Fill(pattern: .none)
    fill.gradient = gradient
    return fill
  }

  /// A plain colour, `0xRRGGBB`.
  public static func solid(_ rgb: UInt32) -> Fill { Fill(pattern: .solid, foreground: .rgb(rgb)) }
}

/// Lines around a cell (ECMA-376 Part 1, 18.8.4).
public struct Border: Hashable, Sendable {
  /// One line.
  public struct Line: Hashable, Sendable {
    /// How a line is drawn, by its name in the standard (ST_BorderStyle).
    public enum Style: String, Hashable, Sendable, CaseIterable {
      case thin, medium, thick, double, hair, dotted, dashed, mediumDashed, dashDot, mediumDashDot
      case dashDotDot, mediumDashDotDot, slantDashDot
    }

    /// How it is drawn.
    public var style: Style
    /// Colour, or automatic.
    public var color: Color?

    /// Creates a line.
    public init(style: Style, color: Color? = nil) {
      self.style = style
      self.color = color
    }
  }

  /// The line on the left.
  public var left: Line?
  /// The line on the right.
  public var right: Line?
  /// The line above.
  public var top: Line?
  /// The line below.
  public var bottom: Line?
  /// The lines across the cell.
  public var diagonal: Diagonal?

  /// A line across a cell from corner to corner, such as heads a table of two directions.
  public struct Diagonal: Hashable, Sendable {
    /// Style and colour.
    public var line: Line
    /// Whether a line falls from the top left corner.
    public var falls: Bool
    /// Whether a line rises from the bottom left corner.
    public var rises: Bool

    /// Creates the line.
    public init(_ line: Line, falls: Bool = true, rises: Bool = false) {
      self.line = line
      self.falls = falls
      self.rises = rises
    }
  }

  /// Creates a border.
  public init(left: Line? = nil, right: Line? = nil, top: Line? = nil, bottom: Line? = nil) {
    self.left = left
    self.right = right
    self.top = top
    self.bottom = bottom
  }

  /// The same line on all four sides.
  public static func box(_ style: Line.Style = .thin, color: Color? = nil) -> Border {
    let line = Line(style: style, color: color)
    return Border(left: line, right: line, top: line, bottom: line)
  }
}

/// Position of the text inside its cell (ECMA-376 Part 1, 18.8.1).
public struct Alignment: Hashable, Sendable {
  /// Position between left and right.
  public enum Horizontal: String, Hashable, Sendable {
    case general, left, center, right, fill, justify, centerContinuous, distributed
  }
  /// Position between top and bottom.
  public enum Vertical: String, Hashable, Sendable {
    case top, center, bottom, justify, distributed
  }

  /// Position between left and right.
  public var horizontal: Horizontal?
  /// Position between top and bottom.
  public var vertical: Vertical?
  /// Whether long text breaks into lines.
  public var wrapsText: Bool
  /// Whether the text is shrunk to fit.
  public var shrinksToFit: Bool
  /// Indent in steps of three spaces.
  public var indent: Int
  /// Rotation in degrees, -90 to 90; 255 stacks the letters.
  public var rotation: Int

  /// Creates an alignment.
  public init(
    horizontal: Horizontal? = nil, vertical: Vertical? = nil, wrapsText: Bool = false,
    shrinksToFit: Bool = false, indent: Int = 0, rotation: Int = 0
  ) {
    self.horizontal = horizontal
    self.vertical = vertical
    self.wrapsText = wrapsText
    self.shrinksToFit = shrinksToFit
    self.indent = indent
    self.rotation = rotation
  }
}
