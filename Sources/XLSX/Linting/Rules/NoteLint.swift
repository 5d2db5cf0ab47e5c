import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// Rule 31: the notes of a worksheet and the shapes they are shown on.
enum NoteLint {
  static func check(
    _ sheet: LintNode, part: String, _ context: LintContext, _ relationships: Relationships
  ) {
    guard let comments = relationships.first("comments")?.part, let root = context.tree(comments) else {
      return
    }
    var cells: Set<CellReference> = []
    let authors = root.child("authors")?.all("author").count ?? 0
    for comment in root.child("commentList")?.all("comment") ?? [] {
      guard let cell = comment["ref"].flatMap({ CellReference(a1: $0) }), cells.insert(cell).inserted
      else {
        context.report(.notes, comments, "ref=\(comment["ref"] ?? "")", at: comment)
        continue
      }
      if !(0..<authors).contains(comment.integer("authorId") ?? -1) {
        context.report(.notes, comments, "authorId=\(comment["authorId"] ?? "")", cell: cell, at: comment)
      }
      if let text = comment.child("text") {
        TextLint.check(text, part: comments, context: context, cell: cell)
      }
    }
    guard let id = sheet.child("legacyDrawing")?[":id"], let drawing = relationships[id: id]?.part,
      context.package.hasPart(drawing)
    else {
      context.report(.notes, part, "legacyDrawing")
      return
    }
    // VML of old producers is not always XML; shapes are counted only where it is.
    guard let shapes = context.tree(drawing) else { return }
    var shown: Set<CellReference> = []
    var ids: Set<String> = []
    for shape in shapes.all("shape") {
      if let id = shape["id"], !ids.insert(id).inserted {
        context.report(.notes, drawing, "id=\(id)", at: shape)
      }
      guard let data = shape.child("ClientData"), data["ObjectType"] == "Note",
        let row = data.child("Row").flatMap({ Int(markup: $0.text.filter { !$0.isWhitespace }) }),
        let column = data.child("Column").flatMap({ Int(markup: $0.text.filter { !$0.isWhitespace }) })
      else { continue }
      shown.insert(CellReference(row: row, column: column))
    }
    for cell in cells.subtracting(shown).sorted().prefix(50) {
      context.report(.notes, drawing, "x:Row, x:Column", cell: cell)
    }
  }
}
