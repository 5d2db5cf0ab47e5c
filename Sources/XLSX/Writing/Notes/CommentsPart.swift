import SpreadsheetModel
import XMLStreaming

/// `xl/comments#.xml`: the texts of a sheet's notes (ECMA-376 Part 1, 18.7).
enum CommentsPart {
  /// The part of a sheet's notes, in the order of their cells.
  static func bytes(of notes: [(cell: CellReference, note: Note)]) -> [UInt8] {
    var authors = Pool<String>()
    let indices = notes.map { authors.index(of: $0.note.author) }
    var xml = XMLWriter()
    xml.declaration()
    xml.element("comments", ["xmlns": .text(Namespace.main)]) { xml in
      xml.element("authors") { xml in
        for author in authors.items {
          xml.element("author") { xml in xml.write(cellText: author) }
        }
      }
      xml.element("commentList") { xml in
        for ((cell, note), author) in zip(notes, indices) {
          xml.comment(note, on: cell, author: author)
        }
      }
    }
    return xml.bytes
  }
}

extension XMLWriter {
  /// Writes one `comment`.
  ///
  /// - Parameter author: Its index among the part's authors.
  mutating func comment(_ note: Note, on cell: CellReference, author: Int) {
    element("comment", ["ref": .text("\(cell)"), "authorId": .integer(author)]) { xml in
      xml.element("text") { xml in
        // Excel shows a note without a font in the face of its own dialogues; this one reads well.
        xml.runs(note.runs.map { TextRun($0.text, font: $0.font ?? CommentsPart.defaultFont) })
      }
    }
  }
}

extension CommentsPart {
  static let defaultFont = Font(name: "宋体", size: 9, color: .indexed(81))
}
