import SpreadsheetModel
import XMLStreaming

extension XMLWriter {
  /// Writes `sheetPr` if something stands in it.
  mutating func sheetProperties(_ layout: SheetLayout) {
    guard layout.tabColor != nil || layout.page.fitsPages || layout.summaryIsAbove else { return }
    element("sheetPr") { xml in
      if let color = layout.tabColor { xml.color("tabColor", color) }
      if layout.summaryIsAbove { xml.element("outlinePr", ["summaryBelow": 0]) }
      if layout.page.fitsPages { xml.element("pageSetUpPr", ["fitToPage": 1]) }
    }
  }

  /// Writes `sheetViews` with its one view.
  mutating func sheetView(_ layout: SheetLayout, isActive: Bool) {
    element("sheetViews") { xml in
      xml.element(
        "sheetView",
        [
          "showGridLines": layout.showsGridlines ? nil : 0,
          "showRowColHeaders": layout.showsHeadings ? nil : 0,
          "rightToLeft": layout.isRightToLeft ? 1 : nil, "tabSelected": isActive ? 1 : nil,
          "zoomScale": layout.zoom.map { .integer($0) },
          "zoomScaleNormal": layout.zoom.map { .integer($0) }, "workbookViewId": 0,
        ]
      ) { xml in
        let pane = layout.pane.map { xml.pane($0) }
        if pane != nil || layout.selection != nil {
          let range = layout.selection
          xml.element(
            "selection",
            [
              "pane": pane.map { .text($0) }, "activeCell": range.map { .text("\($0.first)") },
              "sqref": range.map { .text("\($0)") },
            ])
        }
      }
    }
  }

  /// Writes `pane`.
  ///
  /// - Returns: The part of the window that has the focus.
  private mutating func pane(_ pane: PaneLayout) -> String {
    let across: Bool
    let down: Bool
    var attributes: (x: XMLValue?, y: XMLValue?, topLeft: CellReference?, isFrozen: Bool)
    switch pane {
    case .frozen(let rows, let columns):
      across = columns > 0
      down = rows > 0
      attributes = (
        across ? .integer(columns) : nil, down ? .integer(rows) : nil,
        CellReference(row: rows, column: columns), true
      )
    case .split(let top, let left):
      across = left > 0
      down = top > 0
      // Splits are measured in twentieths of a point.
      attributes = (across ? .number(left * 20) : nil, down ? .number(top * 20) : nil, nil, false)
    }
    let active = across && down ? "bottomRight" : down ? "bottomLeft" : "topRight"
    element(
      "pane",
      [
        "xSplit": attributes.x, "ySplit": attributes.y,
        "topLeftCell": attributes.topLeft.map { .text("\($0)") }, "activePane": .text(active),
        "state": attributes.isFrozen ? "frozen" : nil,
      ])
    return active
  }

  /// Writes `cols`, neighbours with the same look in one element.
  mutating func columns(_ columns: [Int: ColumnLayout]) {
    guard !columns.isEmpty else { return }
    element("cols") { xml in
      var rest = columns.sorted { $0.key < $1.key }[...]
      while let (first, layout) = rest.first {
        rest = rest.dropFirst()
        var last = first
        while let next = rest.first, next.key == last + 1, next.value == layout {
          last = next.key
          rest = rest.dropFirst()
        }
        xml.element(
          "col",
          [
            "min": .integer(first + 1), "max": .integer(last + 1),
            // The standard wants a width; without one of its own a column has the default's.
            "width": .number(layout.width ?? 9.140625),
            "style": layout.style.map { .integer(Int($0.index)) }, "hidden": layout.isHidden ? 1 : nil,
            "customWidth": layout.width == nil ? nil : 1,
            "outlineLevel": layout.outlineLevel == 0 ? nil : .integer(layout.outlineLevel),
            "collapsed": layout.isCollapsed ? 1 : nil,
          ])
      }
    }
  }

  /// Writes `hyperlinks`, in the order of their cells.
  mutating func hyperlinks(
    _ links: [CellReference: Hyperlink], relationships: [CellReference: String]
  ) {
    guard !links.isEmpty else { return }
    element("hyperlinks") { xml in
      for (cell, link) in links.sorted(by: { $0.key < $1.key }) {
        let location: String? =
          switch link.destination {
          case .inside(let place): place
          case .outside: nil
          }
        xml.element(
          "hyperlink",
          [
            "ref": .text("\(cell)"), "r:id": relationships[cell].map { .text($0) },
            "location": location.map { .xString($0) }, "tooltip": link.tip.map { .xString($0) },
          ])
      }
    }
  }

  /// Writes `autoFilter`.
  mutating func autoFilter(_ filter: AutoFilter) {
    guard !filter.shown.isEmpty else {
      element("autoFilter", ["ref": .text("\(filter.range)")])
      return
    }
    element("autoFilter", ["ref": .text("\(filter.range)")]) { xml in
      for (column, texts) in filter.shown.sorted(by: { $0.key < $1.key }) {
        xml.element("filterColumn", ["colId": .integer(column)]) { xml in
          xml.element("filters", ["blank": texts.contains("") ? 1 : nil]) { xml in
            for text in texts where !text.isEmpty { xml.element("filter", ["val": .text(text)]) }
          }
        }
      }
    }
  }

  /// Writes `ignoredErrors`.
  mutating func ignoredErrors(_ ranges: [CellRange]) {
    guard !ranges.isEmpty else { return }
    element("ignoredErrors") { xml in
      xml.element(
        "ignoredError",
        [
          "sqref": .text(ranges.map(\.description).joined(separator: " ")), "numberStoredAsText": 1,
          "formula": 1, "formulaRange": 1,
        ])
    }
  }

  /// Writes an `ext` of a worksheet around what the closure writes.
  mutating func sheetExtension(_ uri: String, content: (inout XMLWriter) -> Void) {
    element("ext", ["xmlns:x14": .text(Namespace.x14), "uri": .text(uri)]) { xml in content(&xml) }
  }

  /// Writes what concerns printing: `printOptions` to `colBreaks`.
  mutating func pageSetup(_ page: PageSetup) {
    if page.isCenteredHorizontally || page.isCenteredVertically || page.printsGridlines
      || page.printsHeadings
    {
      element(
        "printOptions",
        [
          "horizontalCentered": page.isCenteredHorizontally ? 1 : nil,
          "verticalCentered": page.isCenteredVertically ? 1 : nil,
          "headings": page.printsHeadings ? 1 : nil, "gridLines": page.printsGridlines ? 1 : nil,
        ])
    }
    let margins = page.margins
    element(
      "pageMargins",
      [
        "left": .number(margins.left), "right": .number(margins.right), "top": .number(margins.top),
        "bottom": .number(margins.bottom), "header": .number(margins.header),
        "footer": .number(margins.footer),
      ])
    if page.paper != nil || page.isLandscape || page.fitsPages || page.scale != nil
      || page.firstPageNumber != nil
    {
      element(
        "pageSetup",
        [
          "paperSize": page.paper.map { .integer($0.rawValue) },
          "scale": page.scale.map { .integer($0) },
          "firstPageNumber": page.firstPageNumber.map { .integer($0) },
          "fitToWidth": page.fitsPages ? .integer(page.pagesWide ?? 0) : nil,
          "fitToHeight": page.fitsPages ? .integer(page.pagesTall ?? 0) : nil,
          "orientation": page.isLandscape ? "landscape" : "portrait",
          "useFirstPageNumber": page.firstPageNumber == nil ? nil : 1,
        ])
    }
    if page.header != nil || page.footer != nil {
      element("headerFooter") { xml in
        if let header = page.header { xml.element("oddHeader", text: header) }
        if let footer = page.footer { xml.element("oddFooter", text: footer) }
      }
    }
    breaks("rowBreaks", page.rowBreaks, length: CellReference.columnLimit - 1)
    breaks("colBreaks", page.columnBreaks, length: CellReference.rowLimit - 1)
  }

  private mutating func breaks(_ name: StaticString, _ places: [Int], length: Int) {
    guard !places.isEmpty else { return }
    let places = Set(places).sorted()
    element(name, ["count": .integer(places.count), "manualBreakCount": .integer(places.count)]) { xml in
      for place in places {
        xml.element("brk", ["id": .integer(place), "max": .integer(length), "man": 1])
      }
    }
  }
}
