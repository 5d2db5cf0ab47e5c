import SpreadsheetModel
import XMLStreaming

/// `xl/drawings/vmlDrawing#.vml`: the slips on which a sheet's notes are shown.
///
/// Excel still draws notes with VML (ECMA-376 Part 4, 19.4); without a shape for each, it repairs the
/// file. Positions count in pixels of a grid of default-sized cells.
enum NoteShapes {
  private static let vml = "urn:schemas-microsoft-com:vml"
  private static let office = "urn:schemas-microsoft-com:office:office"
  private static let excel = "urn:schemas-microsoft-com:office:excel"
  /// The namespaces of a shape, by the prefixes it is written with.
  static let namespaces = ["v": vml, "o": office, "x": excel]

  /// The drawing of a sheet's notes.
  ///
  /// - Parameter firstBlock: Shape ids come in blocks of 1,024, and no two drawings of a workbook may share
  ///   one; this drawing takes `blockCount(for:)` of them from here on, from 1.
  static func bytes(
    of notes: [(cell: CellReference, note: Note)], firstBlock: Int
  ) -> [UInt8] {
    var xml = XMLWriter()
    xml.open(
      "xml",
      ["xmlns:v": .text(vml), "xmlns:o": .text(office), "xmlns:x": .text(excel)])
    let blockNames = (0..<blockCount(for: notes.count)).map { String(firstBlock + $0) }
      .joined(separator: ",")
    xml.element("o:shapelayout", ["v:ext": "edit"]) { xml in
      xml.element("o:idmap", ["v:ext": "edit", "data": .text(blockNames)])
    }
    xml.noteShapeType()
    for (index, item) in notes.enumerated() {
      xml.noteShape(item.note, on: item.cell, shapeID: firstBlock * 1024 + 1 + index, order: index + 1)
    }
    xml.close("xml")
    return xml.bytes
  }

  /// The number of id blocks that the shapes of so many notes take.
  static func blockCount(for noteCount: Int) -> Int { 1 + noteCount / 1024 }
}

extension XMLWriter {
  /// Writes the shape type that every note's shape refers to.
  mutating func noteShapeType() {
    element(
      "v:shapetype",
      [
        "id": "_x0000_t202", "coordsize": "21600,21600", "o:spt": "202",
        "path": "m,l,21600r21600,l21600,xe",
      ]
    ) { xml in
      xml.element("v:stroke", ["joinstyle": "miter"])
      xml.element("v:path", ["gradientshapeok": "t", "o:connecttype": "rect"])
    }
  }

  /// Writes the shape of one note.
  ///
  /// - Parameters:
  ///   - shapeID: Unique in the workbook, inside one of the drawing's id blocks.
  ///   - order: Position among the shapes on top of each other, from 1.
  ///   - namespaces: Those by prefix that no element around has declared.
  mutating func noteShape(
    _ note: Note, on cell: CellReference, shapeID: Int, order: Int,
    declaring namespaces: [String: String] = [:]
  ) {
    let size = NoteSize(note)
    let style =
      "position:absolute;margin-left:60pt;margin-top:2pt;width:\(size.width)pt;height:\(size.height)pt;"
      + "z-index:\(order);visibility:\(note.isVisible ? "visible" : "hidden")"
    element(
      "v:shape",
      [
        "xmlns:v": namespaces["v"].map { .text($0) }, "xmlns:o": namespaces["o"].map { .text($0) },
        "xmlns:x": namespaces["x"].map { .text($0) }, "id": .text("_x0000_s\(shapeID)"),
        "type": "#_x0000_t202", "style": .text(style),
        "fillcolor": "#ffffe1", "o:insetmode": "auto",
      ]
    ) { xml in
      xml.element("v:fill", ["color2": "#ffffe1"])
      xml.element("v:shadow", ["on": "t", "color": "black", "obscured": "t"])
      xml.element("v:path", ["o:connecttype": "none"])
      xml.element("v:textbox", ["style": "mso-direction-alt:auto"]) { xml in
        xml.element("div", ["style": "text-align:left"])
      }
      xml.element("x:ClientData", ["ObjectType": "Note"]) { xml in
        xml.element("x:MoveWithCells")
        xml.element("x:SizeWithCells")
        xml.element("x:Anchor", text: size.anchor(of: cell))
        xml.element("x:AutoFill", text: "False")
        xml.element("x:Row", text: "\(cell.row)")
        xml.element("x:Column", text: "\(cell.column)")
        if note.isVisible { xml.element("x:Visible") }
      }
    }
  }
}

/// The size of a note's slip, in points.
private struct NoteSize {
  let width: Int
  let height: Int

  init(_ note: Note) {
    // Nine-point text: a Chinese character is 9 points wide, a line 13 points high.
    let text = note.text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let widest = lines.map { TextWidth.of($0) }.max() ?? 0
    let chosen = min(max(widest * 4.8 + 16, 108), 240)
    width = Int((note.width ?? chosen).rounded().clamped(to: 20...2000))
    let room = max(Double(width) - 12, 10)
    let rows = lines.reduce(0) { $0 + max(1, ((TextWidth.of($1) * 4.8) / room).rounded(.up)) }
    height = Int((note.height ?? min(max(rows * 13 + 14, 40), 320)).rounded().clamped(to: 10...2000))
  }

  /// Left column, its offset, top row, its offset, then right and bottom the same, offsets in pixels.
  /// The slip begins in the column to the right of its cell, one row up; at the grid's last columns it
  /// stands on the left instead.
  func anchor(of cell: CellReference) -> String {
    let columnPixels = 64
    let rowPixels = 18
    let across = width * 4 / 3
    let down = height * 4 / 3
    let columnsWide = (across + 15) / columnPixels
    let left =
      cell.column + 1 + columnsWide < CellReference.columnLimit
      ? cell.column + 1 : max(0, cell.column - columnsWide - 1)
    let rowsHigh = (down + 4) / rowPixels
    let top = max(0, min(cell.row - 1, CellReference.rowLimit - 2 - rowsHigh))
    return
      "\(left), 15, \(top), 4, \(left + columnsWide), \((across + 15) % columnPixels), "
      + "\(top + rowsHigh), \((down + 4) % rowPixels)"
  }
}

extension Double {
  func clamped(to range: ClosedRange<Double>) -> Double {
    isNaN ? range.lowerBound : Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
