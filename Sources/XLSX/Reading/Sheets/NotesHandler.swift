import SpreadsheetModel
import XMLStreaming

enum NotesName: String, XMLVocabulary {
  case author, comment
  case authorID = "authorId"
  case reference = "ref"
  case text = "t"
  case phoneticRun = "rPh"
}

/// Gathers the notes of a comments part (ECMA-376 Part 1, 18.7).
struct NotesHandler: XMLHandler {
  typealias Name = NotesName
  private(set) var notes: [CellReference: Note] = [:]
  private var authors: [String] = []
  private var cell: CellReference?
  private var author = 0
  private var bytes: [UInt8] = []
  private var isInText = false
  private var isInPhoneticRun = false

  mutating func startElement(_ element: borrowing XMLElement<NotesName>) {
    switch element.name {
    case .author:
      bytes.removeAll()
      isInText = true
    case .comment:
      cell = element.string(.reference).flatMap { CellReference(a1: $0) }
      author = element.integer(.authorID) ?? -1
      bytes.removeAll()
    case .text: isInText = true
    case .phoneticRun: isInPhoneticRun = true
    default: break
    }
  }

  mutating func endElement(_ name: NotesName?) {
    switch name {
    case .author:
      authors.append(String(decoding: bytes, as: UTF8.self))
      isInText = false
    case .comment:
      EscapedCharacters.decode(&bytes, from: 0)
      if let cell {
        notes[cell] = Note(
          String(decoding: bytes, as: UTF8.self),
          author: authors.indices.contains(author) ? authors[author] : "")
      }
      cell = nil
    case .text: isInText = false
    case .phoneticRun: isInPhoneticRun = false
    default: break
    }
  }

  mutating func text(_ piece: Span<UInt8>) {
    guard isInText, !isInPhoneticRun else { return }
    piece.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }
}
