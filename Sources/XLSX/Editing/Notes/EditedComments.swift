import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// A comments part while notes are added to it and taken out of it (ECMA-376 Part 1, 18.7).
struct EditedComments {
  private struct Entry {
    var cell: CellReference
    var author: Int
    /// The bytes of the `comment`.
    var markup: String
    /// Where it stands in the original; `nil` for a new one.
    var element: MarkupElement?
    var isKept = true
  }

  private let document: MarkupDocument
  private let authorList: MarkupElement
  private let commentList: MarkupElement
  private var authors: [String] = []
  private let originalAuthors: Int
  private var entries: [Entry] = []
  private(set) var isChanged = false

  init(_ existing: MarkupDocument?, isStrict: Bool) throws(EditError) {
    let namespace = isStrict ? Namespaces.strictMain : Namespaces.main
    let blank =
      "\(xmlDeclaration)<comments xmlns=\"\(namespace)\"><authors></authors><commentList></commentList></comments>"
    var document =
      if let existing { existing } else { try MarkupDocument(part: "comments", bytes: Array(blank.utf8)) }
    guard document.is(document.root, "comments") else {
      throw EditError(.malformedPart, part: document.part, detail: document.localName(of: document.root))
    }
    var lists = try Self.lists(of: document)
    if lists == nil {
      // Without both lists it holds no note.
      document = try MarkupDocument(part: document.part, bytes: Array(blank.utf8))
      lists = try Self.lists(of: document)
    }
    guard let lists else { throw EditError(.malformedPart, part: document.part) }
    self.document = document
    (authorList, commentList) = lists
    for author in try document.children(of: authorList, "author") {
      authors.append(EscapedCharacters.decoded(try document.text(of: author)))
    }
    originalAuthors = authors.count
    for comment in try document.children(of: commentList, "comment") {
      guard let cell = document.value("ref", of: comment).flatMap({ CellReference(a1: $0) }) else {
        continue
      }
      entries.append(
        Entry(
          cell: cell, author: document.number("authorId", of: comment) ?? -1,
          markup: String(decoding: document.raw(comment.range), as: UTF8.self), element: comment))
    }
  }

  private static func lists(
    of document: MarkupDocument
  ) throws(EditError) -> (authors: MarkupElement, comments: MarkupElement)? {
    guard let authors = try document.child(of: document.root, "authors"),
      let comments = try document.child(of: document.root, "commentList")
    else { return nil }
    return (authors, comments)
  }

  /// Whether no note is left.
  var isEmpty: Bool { !entries.contains(where: \.isKept) }

  /// Takes an author's notes out and returns their cells; where the author's text was appended to
  /// someone else's note, only that goes.
  mutating func removeAll(by author: String) throws(EditError) -> [CellReference] {
    var cells: [CellReference] = []
    for index in entries.indices where entries[index].isKept {
      if name(of: entries[index]) == author {
        entries[index].isKept = false
        isChanged = true
        cells.append(entries[index].cell)
      } else {
        try detach(author, from: index)
      }
    }
    return cells
  }

  /// Takes the note of an author off a cell; whether there was one.
  mutating func remove(from cell: CellReference, by author: String) -> Bool {
    var found = false
    for index in entries.indices
    where entries[index].isKept && entries[index].cell == cell && name(of: entries[index]) == author {
      entries[index].isKept = false
      isChanged = true
      found = true
    }
    return found
  }

  /// Adds a note; whether it is one of its own and needs a slip, and was not appended to another's.
  mutating func add(_ note: Note, on cell: CellReference) throws(EditError) -> Bool {
    isChanged = true
    if let index = entries.firstIndex(where: { $0.isKept && $0.cell == cell }) {
      try detach(note.author, from: index)
      try append(note, to: index)
      return false
    }
    let author: Int
    if let known = authors.firstIndex(of: note.author) {
      author = known
    } else {
      author = authors.count
      authors.append(note.author)
    }
    var xml = XMLWriter()
    xml.comment(note, on: cell, author: author)
    entries.append(
      Entry(cell: cell, author: author, markup: document.adopting(String(decoding: xml.bytes, as: UTF8.self)))
    )
    return true
  }

  /// The part as it is now.
  func bytes() throws(EditError) -> [UInt8] {
    var patch = PartPatch()
    let added = authors[originalAuthors...].map { author in
      let name = document.qualified("author")
      return "<\(name)>\(MarkupText.escapedXString(author))</\(name)>"
    }
    if !added.isEmpty { document.append(added.joined(), to: authorList, in: &patch) }
    var appended = ""
    for entry in entries {
      if let element = entry.element {
        if !entry.isKept {
          patch.remove(element.range)
        } else if !document.raw(element.range).elementsEqual(entry.markup.utf8) {
          patch.replace(element.range, with: entry.markup)
        }
      } else if entry.isKept {
        appended += entry.markup
      }
    }
    if !appended.isEmpty { document.append(appended, to: commentList, in: &patch) }
    return try document.patched(patch)
  }

  private func name(of entry: Entry) -> String? {
    authors.indices.contains(entry.author) ? authors[entry.author] : nil
  }

  // MARK: Text beside someone else's

  /// The line that begins an author's text in someone else's note.
  private static func heading(_ author: String) -> String { "\n―― \(author) ――\n" }

  private mutating func append(_ note: Note, to index: Int) throws(EditError) {
    let comment = try MarkupDocument(part: document.part, bytes: Array(entries[index].markup.utf8))
    guard let text = try comment.child(of: comment.root, "text") else { return }
    let children = try comment.children(of: text)
    var patch = PartPatch()
    // A text without runs is wrapped into one, so that all of it stays and has runs beside it.
    if let plain = children.first(where: { comment.is($0, "t") }) {
      let run = comment.qualified("r")
      patch.insert("<\(run)>", at: plain.range.lowerBound)
      patch.insert("</\(run)>", at: plain.range.upperBound)
    }
    var xml = XMLWriter()
    xml.runs([TextRun(Self.heading(note.author) + note.text, font: CommentsPart.defaultFont)])
    let markup = comment.adopting(String(decoding: xml.bytes, as: UTF8.self))
    if let last = children.last(where: { comment.is($0, "r") || comment.is($0, "t") }) {
      patch.insert(markup, at: last.range.upperBound)
    } else {
      comment.append(markup, to: text, in: &patch)
    }
    entries[index].markup = String(decoding: try comment.patched(patch), as: UTF8.self)
  }

  private mutating func detach(_ author: String, from index: Int) throws(EditError) {
    let heading = Self.heading(author)
    guard entries[index].markup.contains(MarkupText.escaped("―― \(author) ――")) else { return }
    let comment = try MarkupDocument(part: document.part, bytes: Array(entries[index].markup.utf8))
    guard let text = try comment.child(of: comment.root, "text") else { return }
    var patch = PartPatch()
    for run in try comment.children(of: text, "r") {
      guard let inner = try comment.child(of: run, "t") else { continue }
      if EscapedCharacters.decoded(try comment.text(of: inner)).hasPrefix(heading) { patch.remove(run.range) }
    }
    guard !patch.isEmpty else { return }
    isChanged = true
    entries[index].markup = String(decoding: try comment.patched(patch), as: UTF8.self)
  }
}
