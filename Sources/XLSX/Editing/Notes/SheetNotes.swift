import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// What is to become of a sheet's notes, step by step.
struct PendingNotes: Hashable {
  enum Step: Hashable {
    case add(Note, on: CellReference)
    case removeAll(author: String)
  }

  var steps: [Step] = []
  var isEmpty: Bool { steps.isEmpty }

  /// The cells that get a note.
  var cells: [CellReference] {
    steps.compactMap { step in
      if case .add(_, let cell) = step { cell } else { nil }
    }
  }
}

/// Brings pending notes into a sheet's comments part and into the drawing with their slips.
///
/// Existing parts are extended; what else they hold (other people's notes, form controls in the same
/// drawing) stays as it is. Without notes left, both parts go, unless the drawing holds something else.
struct SheetNotes {
  let loaded: LoadedSheet
  let isStrict: Bool

  func apply(
    _ pending: PendingNotes, to sheet: inout PartPatch, package: inout PackageEdit,
    remarks: inout [EditRemark]
  ) throws(EditError) {
    guard !pending.isEmpty else { return }
    let relationships = try package.relationships(of: loaded.part)
    let existing = relationships.first { $0.kind == "comments" && $0.part.map(package.contains) == true }
    var comments = try EditedComments(
      existing?.part.map { (part) throws(EditError) in try package.document(part) }, isStrict: isStrict)
    let drawingElement = loaded.index.child("legacyDrawing")
    let drawingID = drawingElement.flatMap { loaded.index.document.relationshipID(of: $0) }
    let drawing = relationships.first { $0.id == drawingID && $0.part.map(package.contains) == true }
    var slips = try NoteSlips(
      drawing?.part.map { (part) throws(EditError) in (part, try package.content(of: part)) },
      takenBlocks: NoteSlips.blocks(in: package))

    for step in pending.steps {
      switch step {
      case .removeAll(let author):
        for cell in try comments.removeAll(by: author) { slips.remove(cell) }
      case .add(let note, let cell):
        if comments.remove(from: cell, by: note.author) { slips.remove(cell) }
        if try comments.add(note, on: cell) { slips.add(note, on: cell) }
      }
    }
    let threaded = try threadedCells(relationships, in: package)
    for case .add(_, let cell) in pending.steps where threaded.contains(cell) {
      remarks.append(EditRemark(code: .threadedComment, sheet: loaded.name, cell: cell))
    }
    try store(comments, replacing: existing, in: &package)
    try store(slips, replacing: drawing, element: drawingElement, sheet: &sheet, in: &package)
  }

  private func store(
    _ comments: EditedComments, replacing existing: EditedRelationship?, in package: inout PackageEdit
  ) throws(EditError) {
    if comments.isEmpty {
      guard let existing, let part = existing.part, comments.isChanged else { return }
      try package.remove(part)
      try package.unrelate(loaded.part, id: existing.id)
    } else if let part = existing?.part {
      try package.store(part, comments.bytes())
    } else {
      let part = package.freeName("xl/comments", ".xml")
      try package.store(part, comments.bytes())
      try package.declare(
        part, as: "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml")
      _ = try package.relate(loaded.part, to: part, kind: "comments", isStrict: isStrict)
    }
  }

  private func store(
    _ slips: NoteSlips, replacing existing: EditedRelationship?, element: MarkupElement?,
    sheet: inout PartPatch, in package: inout PackageEdit
  ) throws(EditError) {
    if slips.isEmpty {
      guard let existing, let part = existing.part, slips.isChanged else { return }
      try package.remove(part)
      try package.unrelate(loaded.part, id: existing.id)
      if let element { sheet.remove(element.range) }
    } else if let part = existing?.part {
      try package.store(part, slips.bytes)
    } else {
      let part = package.freeName("xl/drawings/vmlDrawing", ".vml")
      try package.store(part, slips.bytes)
      try package.declare(extension: "vml", as: "application/vnd.openxmlformats-officedocument.vmlDrawing")
      let id = try package.relate(loaded.part, to: part, kind: "vmlDrawing", isStrict: isStrict)
      let document = loaded.index.document
      if let element {
        // It pointed at nothing.
        sheet.remove(element.range)
      }
      let attribute = document.relationshipAttribute
      sheet.insert(
        "<\(document.qualified("legacyDrawing"))\(attribute.declaration) \(attribute.name)=\"\(id)\"/>",
        at: ElementOrder.worksheet.offset(
          of: "legacyDrawing", among: loaded.index.children, in: document))
    }
  }

  private func threadedCells(
    _ relationships: [EditedRelationship], in package: PackageEdit
  ) throws(EditError) -> Set<CellReference> {
    var cells: Set<CellReference> = []
    for relationship in relationships where relationship.kind == "threadedComment" {
      guard let part = relationship.part, package.contains(part) else { continue }
      let document = try package.document(part)
      for comment in try document.children(of: document.root, "threadedComment") {
        if let cell = document.value("ref", of: comment).flatMap({ CellReference(a1: $0) }) {
          cells.insert(cell)
        }
      }
    }
    return cells
  }
}
