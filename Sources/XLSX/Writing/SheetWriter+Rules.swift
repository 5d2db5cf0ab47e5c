import SpreadsheetModel

extension SheetWriter {
  /// Gives cells a look by what they hold; earlier rules win over later ones.
  public mutating func conditionalFormat(
    _ range: some RangeAddress, _ rule: ConditionalFormat.Rule, stopsHere: Bool = false
  ) {
    addressed(range) { sheet, range in
      sheet.conditionalFormat(ConditionalFormat(rule, ranges: [range], stopsHere: stopsHere))
    }
  }

  /// Gives cells a look by what they hold; earlier rules win over later ones.
  public mutating func conditionalFormat(_ format: ConditionalFormat) {
    guard !format.ranges.isEmpty else {
      note(.invalidRule, detail: "\(format.rule)")
      return
    }
    let differential = format.style.map { styles.differentialIndex(of: $0) }
    content.layout.conditionalFormats.append((format, differential))
  }

  /// Protects the sheet; cells are locked unless their style says otherwise.
  public mutating func protect(_ protection: SheetProtection = SheetProtection()) {
    content.layout.protection = protection
  }

  /// Hides the green corners that Excel shows on cells it finds odd: numbers stored as text, formulas that
  /// differ from their neighbours.
  public mutating func ignoreErrors(_ range: some RangeAddress) {
    addressed(range) { $0.content.layout.ignoredErrors.append($1) }
  }

  /// Lets the filter of the sheet show only some texts of a column and hides the other rows.
  ///
  /// - Parameters:
  ///   - column: The zero-based column of the sheet; it lies inside the filter's range.
  ///   - texts: What is shown, compared with the cells' text.
  public mutating func filter(column: Int, showing texts: Set<String>) {
    guard var filter = content.layout.filter, filter.range.columns.contains(column) else {
      note(.invalidReference, detail: "filter column \(CellReference.columnName(column))")
      return
    }
    filter.shown[column - filter.range.first.column] = texts.sorted()
    content.layout.filter = filter
    for row in filter.range.rows.dropFirst() {
      let cell = CellReference(row: row, column: column)
      let style = content.rows.row(at: row)?.cell(at: column)?.style
      let format = style.flatMap { styles.style(of: $0).numberFormat } ?? .general
      let text = format.displayedText(of: content.rows.value(at: cell), dateSystem: dateSystem)
      if !texts.contains(text) { hide(row: row) }
    }
  }

  /// Draws small charts inside cells.
  public mutating func sparklines(_ group: SparklineGroup) {
    guard !group.sparklines.isEmpty else {
      note(.invalidChart, detail: "sparklines")
      return
    }
    content.layout.sparklines.append(group)
  }

  /// Draws a small chart into every row of a range: into `column`, from the range's cells of that row.
  public mutating func sparklines(
    _ kind: SparklineGroup.Kind, over values: some RangeAddress, in column: Int
  ) {
    addressed(values) { sheet, range in
      let lines = range.rows.map { row in
        SparklineGroup.Sparkline(
          cell: CellReference(row: row, column: column),
          values: SheetReference(
            sheet: sheet.name,
            range: CellRange(
              CellReference(row: row, column: range.first.column),
              CellReference(row: row, column: range.last.column))))
      }
      sheet.sparklines(SparklineGroup(kind, lines))
    }
  }

  /// Puts a picture on the sheet with its top left corner on a cell.
  ///
  /// - Parameters:
  ///   - bytes: A PNG or JPEG file.
  ///   - cell: The cell its top left corner stands on.
  ///   - width: In pixels; with only one of both given the other follows the picture.
  ///   - height: In pixels.
  ///   - alternativeText: What it shows, for those who do not see it.
  public mutating func image(
    _ bytes: [UInt8], at cell: some CellAddress, width: Int? = nil, height: Int? = nil,
    alternativeText: String? = nil
  ) {
    guard let cell = cell.addressedCell else {
      note(.invalidReference, detail: "\(cell)")
      return
    }
    guard let image = ImageFile(bytes) else {
      note(.invalidImage, cell: cell)
      return
    }
    let shown: (width: Int, height: Int) =
      switch (width, height) {
      case (let width?, let height?): (width, height)
      case (let width?, nil): (width, image.height * width / image.width)
      case (nil, let height?): (image.width * height / image.height, height)
      case (nil, nil): (image.width, image.height)
      }
    content.layout.images.append(
      PlacedImage(
        image: image,
        anchor: DrawingAnchor(cell: cell, width: max(shown.width, 1), height: max(shown.height, 1)),
        alternativeText: alternativeText))
  }
}
