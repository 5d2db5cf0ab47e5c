import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// The VML drawing with the slips of a sheet's notes, while slips are added and taken out.
///
/// Shape ids come in blocks of 1,024 that no two drawings of a workbook may share; a block's number
/// stands in the drawing's `o:idmap`.
struct NoteSlips {
  /// The part as it is now.
  private(set) var bytes: [UInt8]
  private let original: [UInt8]
  private let takenBlocks: Set<Int>
  private var markup: ShapeMarkup { ShapeMarkup(bytes) }

  init(_ existing: (part: String, bytes: [UInt8])?, takenBlocks: Set<Int>) throws(EditError) {
    self.takenBlocks = takenBlocks
    if let existing {
      bytes = existing.bytes
      guard ShapeMarkup(bytes).elements("xml").first?.content.isEmpty == false else {
        throw EditError(.malformedPart, part: existing.part, detail: "</xml>")
      }
    } else {
      bytes = NoteShapes.bytes(of: [], firstBlock: Self.freeBlock(takenBlocks))
    }
    original = bytes
  }

  var isChanged: Bool { bytes != original }
  /// Whether the drawing holds no shape of any kind.
  var isEmpty: Bool {
    let markup = markup
    return ["shape", "rect", "oval", "line", "group", "roundrect", "image"].allSatisfy {
      markup.elements($0).isEmpty
    }
  }

  /// Adds the slip of a note.
  mutating func add(_ note: Note, on cell: CellReference) {
    var xml = XMLWriter()
    let order = markup.elements("shape").count + 1
    let id = nextShapeID()
    guard let root = markup.elements("xml").first else { return }
    // Programs that declare their prefixes elsewhere leave ours without a meaning.
    let declared = Set(
      bytes.attributes(ofTag: root.startTag, name: root.name).map {
        String(decoding: bytes[$0.name], as: UTF8.self)
      })
    xml.noteShape(
      note, on: cell, shapeID: id, order: order,
      declaring: NoteShapes.namespaces.filter { !declared.contains("xmlns:\($0.key)") })
    bytes.insert(contentsOf: xml.bytes, at: root.content.upperBound)
  }

  /// Takes out the slip of a cell's note.
  mutating func remove(_ cell: CellReference) {
    let markup = markup
    for shape in markup.elements("shape") {
      for data in markup.elements("ClientData", in: shape.content)
      where markup.attribute("ObjectType", of: data).map({ bytes.equals($0.value, "Note") }) == true
        && markup.number("Row", in: data.content) == cell.row
        && markup.number("Column", in: data.content) == cell.column
      {
        bytes.removeSubrange(shape.range)
        return
      }
    }
  }

  /// A free id inside one of the drawing's blocks; a new block is taken when they are full.
  private mutating func nextShapeID() -> Int {
    var own = Self.blocks(in: bytes)
    if own.isEmpty { own = [Self.freeBlock(takenBlocks)] }
    let used = Self.shapeIDs(in: bytes)
    for block in own.sorted() {
      let inside = used.filter { $0 / 1024 == block }
      let next = (inside.max() ?? block * 1024) + 1
      if next / 1024 == block { return next }
    }
    let block = Self.freeBlock(takenBlocks.union(own))
    let markup = markup
    if let map = markup.elements("idmap").first, let data = markup.attribute("data", of: map) {
      bytes.insert(contentsOf: Array(",\(block)".utf8), at: data.value.upperBound)
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
      blocks.formUnion(Self.blocks(in: try package.content(of: name)))
    }
    return blocks
  }

  private static func blocks(in bytes: [UInt8]) -> [Int] {
    let markup = ShapeMarkup(bytes)
    guard let map = markup.elements("idmap").first, let data = markup.attribute("data", of: map) else {
      return []
    }
    return MarkupText.string(bytes[data.value]).split { $0 == "," || $0 == " " }.compactMap {
      Int(markup: $0)
    }
    .filter { (0...1_000_000).contains($0) }
  }

  private static func shapeIDs(in bytes: [UInt8]) -> [Int] {
    let mark = Array("_x0000_s".utf8)
    var ids: [Int] = []
    var position = 0
    while let hit = bytes.firstRange(of: mark, from: position, to: bytes.count) {
      position = hit.upperBound
      let digits = bytes[position...].prefix(10).prefix {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
      }
      if let id = Int(String(decoding: digits, as: UTF8.self)), id < 2_000_000_000 { ids.append(id) }
    }
    return ids
  }
}
