import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// The VML drawing with the slips of a sheet's notes, while slips are added and taken out.
///
/// VML as Excel writes it is not always well-formed XML (`<br>`), so that shapes are found as text.
/// Shape ids come in blocks of 1,024 that no two drawings of a workbook may share; a block's number
/// stands in the drawing's `o:idmap`.
struct NoteSlips {
  private var text: String
  private let original: String
  private let takenBlocks: Set<Int>

  init(_ existing: (part: String, bytes: [UInt8])?, takenBlocks: Set<Int>) throws(EditError) {
    self.takenBlocks = takenBlocks
    if let existing {
      text = String(decoding: existing.bytes, as: UTF8.self)
      guard text.contains("</xml>") else {
        throw EditError(.malformedPart, part: existing.part, detail: "</xml>")
      }
    } else {
      let block = Self.freeBlock(takenBlocks)
      text = String(decoding: NoteShapes.bytes(of: [], firstBlock: block), as: UTF8.self)
    }
    original = text
  }

  /// The part as it is now.
  var bytes: [UInt8] { Array(text.utf8) }
  var isChanged: Bool { text != original }
  /// Whether the drawing holds no shape of any kind.
  var isEmpty: Bool { !text.contains("<v:shape ") && !text.contains("<v:shape>") && !hasOtherShapes }

  private var hasOtherShapes: Bool {
    ["<v:rect", "<v:oval", "<v:line", "<v:group", "<v:roundrect", "<v:image"].contains { text.contains($0) }
  }

  /// Adds the slip of a note.
  mutating func add(_ note: Note, on cell: CellReference) {
    var xml = XMLWriter()
    xml.noteShape(note, on: cell, shapeID: nextShapeID(), order: shapes.count + 1)
    guard let end = text.range(of: "</xml>", from: .end) else { return }
    text.insert(contentsOf: String(decoding: xml.bytes, as: UTF8.self), at: end.lowerBound)
  }

  /// Takes out the slip of a cell's note.
  mutating func remove(_ cell: CellReference) {
    for shape in shapes {
      let markup = text[shape]
      guard markup.contains("\"Note\"") || markup.contains("'Note'"),
        Self.number(in: markup, tag: "x:Row") == cell.row,
        Self.number(in: markup, tag: "x:Column") == cell.column
      else { continue }
      text.removeSubrange(shape)
      return
    }
  }

  /// The `v:shape` elements.
  private var shapes: [Range<String.Index>] {
    var found: [Range<String.Index>] = []
    var rest = text[...]
    while let open = rest.range(of: "<v:shape ", from: .start),
      let close = rest[open.upperBound...].range(of: "</v:shape>", from: .start)
    {
      found.append(open.lowerBound..<close.upperBound)
      rest = rest[close.upperBound...]
    }
    return found
  }

  /// A free id inside one of the drawing's blocks; a new block is taken when they are full.
  private mutating func nextShapeID() -> Int {
    var own = Self.blocks(in: text)
    if own.isEmpty { own = [Self.freeBlock(takenBlocks)] }
    let used = Self.shapeIDs(in: text)
    for block in own.sorted() {
      let inside = used.filter { $0 / 1024 == block }
      let next = (inside.max() ?? block * 1024) + 1
      if next / 1024 == block { return next }
    }
    let block = Self.freeBlock(takenBlocks.union(own))
    if let map = text.range(of: "<o:idmap", from: .start),
      let data = text[map.upperBound...].range(of: "data=", from: .start),
      data.upperBound < text.endIndex, let quote = text[data.upperBound...].first,
      let end = text[text.index(after: data.upperBound)...].firstIndex(of: quote)
    {
      text.insert(contentsOf: ",\(block)", at: end)
    }
    return block * 1024 + 1
  }

  private static func freeBlock(_ taken: Set<Int>) -> Int {
    var block = 1
    while taken.contains(block) { block += 1 }
    return block
  }

  // MARK: What other drawings have taken

  /// The id blocks that the package's drawings have.
  static func blocks(in package: PackageEdit) throws(EditError) -> Set<Int> {
    var blocks: Set<Int> = []
    for name in package.names where name.lowercased().hasSuffix(".vml") {
      blocks.formUnion(Self.blocks(in: String(decoding: try package.content(of: name), as: UTF8.self)))
    }
    return blocks
  }

  private static func blocks(in text: String) -> [Int] {
    guard let map = text.range(of: "<o:idmap", from: .start),
      let data = text[map.upperBound...].range(of: "data=", from: .start)
    else { return [] }
    return text[data.upperBound...].dropFirst().prefix { $0.isNumber || $0 == "," || $0 == " " }
      .split { $0 == "," || $0 == " " }.compactMap { Int($0) }.filter { (0...1_000_000).contains($0) }
  }

  private static func shapeIDs(in text: String) -> [Int] {
    var ids: [Int] = []
    var rest = text[...]
    while let mark = rest.range(of: "_x0000_s", from: .start) {
      rest = rest[mark.upperBound...]
      if let id = Int(rest.prefix { $0.isASCII && $0.isNumber }), id < 2_000_000_000 { ids.append(id) }
    }
    return ids
  }

  private static func number(in markup: Substring, tag: String) -> Int? {
    guard let open = markup.range(of: "<\(tag)>", from: .start) else { return nil }
    return Int(markup[open.upperBound...].drop(while: \.isWhitespace).prefix { $0.isNumber })
  }
}

private enum SearchStart { case start, end }

extension StringProtocol {
  /// Where a text occurs, the first or the last time; compared by bytes.
  fileprivate func range(of needle: String, from side: SearchStart) -> Range<Index>? {
    let wanted = Array(needle.utf8)
    guard let first = wanted.first else { return nil }
    var found: Range<Index>?
    var start = utf8.startIndex
    while let hit = utf8[start...].firstIndex(of: first) {
      if utf8[hit...].starts(with: wanted) {
        found = hit..<utf8.index(hit, offsetBy: wanted.count)
        if side == .start { return found }
      }
      start = utf8.index(after: hit)
    }
    return found
  }
}
