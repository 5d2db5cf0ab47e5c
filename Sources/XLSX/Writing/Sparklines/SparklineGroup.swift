import SpreadsheetModel
import XMLStreaming

/// Small charts inside cells that share their look (MS-XLSX 2.6.21).
public struct SparklineGroup: Hashable, Sendable {
  /// What is drawn.
  public enum Kind: String, Hashable, Sendable {
    case line, column
    /// Up or down by the sign alone.
    case winLoss = "stacked"
  }

  /// One small chart: the cell it stands in and the values it shows.
  public struct Sparkline: Hashable, Sendable {
    /// The cell it stands in.
    public var cell: CellReference
    /// The values, of this or another sheet.
    public var values: SheetReference

    /// Creates one.
    public init(cell: CellReference, values: SheetReference) {
      self.cell = cell
      self.values = values
    }
  }

  /// What is drawn.
  public var kind: Kind
  /// The charts.
  public var sparklines: [Sparkline]
  /// Colour of lines and columns.
  public var color: Color
  /// Colour of values below zero; `nil` does not set them apart.
  public var negativeColor: Color?
  /// Colour of the highest value; `nil` does not set it apart.
  public var highColor: Color?
  /// Colour of the lowest value; `nil` does not set it apart.
  public var lowColor: Color?
  /// Colour of the last value; `nil` does not set it apart.
  public var lastColor: Color?
  /// Whether all values of a line are marked.
  public var hasMarkers: Bool
  /// Width of a line in points.
  public var lineWidth: Double

  /// Creates a group.
  public init(
    _ kind: Kind, _ sparklines: [Sparkline] = [], color: Color = .rgb(0x376092),
    negativeColor: Color? = nil, highColor: Color? = nil, lowColor: Color? = nil,
    lastColor: Color? = nil, hasMarkers: Bool = false, lineWidth: Double = 1
  ) {
    self.kind = kind
    self.sparklines = sparklines
    self.color = color
    self.negativeColor = negativeColor
    self.highColor = highColor
    self.lowColor = lowColor
    self.lastColor = lastColor
    self.hasMarkers = hasMarkers
    self.lineWidth = lineWidth
  }
}

extension XMLWriter {
  /// Writes the sparklines of a sheet, the content of their `ext`.
  mutating func sparklines(_ groups: [SparklineGroup]) {
    element("x14:sparklineGroups", ["xmlns:xm": .text(Namespace.x14Cells)]) { xml in
      for group in groups { xml.sparklineGroup(group) }
    }
  }

  private mutating func sparklineGroup(_ group: SparklineGroup) {
    element(
      "x14:sparklineGroup",
      [
        "lineWeight": group.lineWidth == 0.75 ? nil : .number(group.lineWidth),
        "type": group.kind == .line ? nil : .text(group.kind.rawValue), "displayEmptyCellsAs": "gap",
        "markers": group.hasMarkers ? 1 : nil, "high": group.highColor == nil ? nil : 1,
        "low": group.lowColor == nil ? nil : 1, "last": group.lastColor == nil ? nil : 1,
        "negative": group.negativeColor == nil ? nil : 1,
      ]
    ) { xml in
      xml.color("x14:colorSeries", group.color)
      xml.color("x14:colorNegative", group.negativeColor ?? group.color)
      xml.color("x14:colorAxis", .rgb(0x000000))
      xml.color("x14:colorMarkers", group.color)
      xml.color("x14:colorFirst", group.color)
      xml.color("x14:colorLast", group.lastColor ?? group.color)
      xml.color("x14:colorHigh", group.highColor ?? group.color)
      xml.color("x14:colorLow", group.lowColor ?? group.color)
      xml.element("x14:sparklines") { xml in
        for sparkline in group.sparklines {
          xml.element("x14:sparkline") { xml in
            xml.element("xm:f", text: sparkline.values.formula)
            xml.element("xm:sqref", text: "\(sparkline.cell)")
          }
        }
      }
    }
  }
}
