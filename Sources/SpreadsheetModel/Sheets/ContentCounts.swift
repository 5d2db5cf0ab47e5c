/// What a workbook may hold besides plain values: the kinds in which a conversion tells what it left behind.
public enum ContentKind: String, Hashable, Sendable, CaseIterable {
  case formula, note, link, picture, cellPicture, chart, shape, control, embeddedObject
  case mergedRange, validation, conditionalFormat, sparkline, table, pivotTable, slicer, filter, pane
  case hiddenSheet, hiddenRow, hiddenColumn, protectedSheet
  case name, externalLink, connection, macro, macroSheet, customView
  /// Looks of cells: fonts, fills, borders, number formats.
  case look
  /// Widths of columns.
  case width
  /// Styles of cells and tables that the workbook has given names.
  case namedStyle
  /// Drawings whose colours are those of another theme.
  case themeColor
  case encryption, signature
}

/// How many of each kind.
public struct ContentCounts: Hashable, Sendable {
  private var counts: [ContentKind: Int] = [:]

  /// Counts nothing.
  public init() {}

  /// The number of one kind.
  public subscript(kind: ContentKind) -> Int {
    get { counts[kind] ?? 0 }
    set { counts[kind] = newValue > 0 ? newValue : nil }
  }

  /// Whether nothing was counted.
  public var isEmpty: Bool { counts.isEmpty }

  /// What was counted, in the order of the kinds.
  public var listed: [(kind: ContentKind, count: Int)] {
    ContentKind.allCases.compactMap { kind in counts[kind].map { (kind, $0) } }
  }

  /// Adds what another has counted.
  public mutating func add(_ other: ContentCounts) {
    for (kind, count) in other.counts { self[kind] += count }
  }

  /// What is counted but for some kinds.
  public func without(_ kinds: Set<ContentKind>) -> ContentCounts {
    var rest = self
    for kind in kinds { rest[kind] = 0 }
    return rest
  }
}
