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
  /// Notes whose cell is none.
  private(set) var problems = ReadingProblems()
  private var authors: [String] = []
  /// The author or comment that is open, `nil` outside of them.
  private var open: OpenText?

  /// A name or a note being gathered. Each begins with a new one, that knows of no other.
  private struct OpenText {
    var reference = ""
    var author = -1
    var bytes: [UInt8] = []
    var isInText = false
    var phoneticDepth = 0
  }

  mutating func startElement(_ element: borrowing XMLElement<NotesName>) {
    switch element.name {
    case .author: open = OpenText(isInText: true)
    case .comment:
      open = OpenText(
        reference: element.string(.reference) ?? "",
        author: element.integer(.authorID) ?? -1)
    case .text: open?.isInText = true
    case .phoneticRun: open?.phoneticDepth += 1
    default: break
    }
  }

  mutating func endElement(_ name: NotesName?) {
    switch name {
    case .author:
      authors.append(String(decoding: open?.bytes ?? [], as: UTF8.self))
      open = nil
    case .comment: finishNote()
    case .text: open?.isInText = false
    case .phoneticRun: open?.phoneticDepth -= 1
    default: break
    }
  }

  private mutating func finishNote() {
    guard var note = open else { return }
    open = nil
    EscapedCharacters.decode(&note.bytes, from: 0)
    guard let cell = CellReference(a1: note.reference) else {
      let text = String(decoding: note.bytes, as: UTF8.self)
      return problems.add(ReadingProblem(.placelessNote, reference: note.reference, value: text))
    }
    notes[cell] = Note(
      String(decoding: note.bytes, as: UTF8.self),
      author: authors.indices.contains(note.author) ? authors[note.author] : "")
  }

  mutating func text(_ piece: Span<UInt8>) {
    guard open?.isInText == true, open?.phoneticDepth == 0 else { return }
    piece.withUnsafeBufferPointer { open?.bytes.append(contentsOf: $0) }
  }
}
