import XMLStreaming

extension XMLWriter {
  /// Writes text as SpreadsheetML stores it (ST_Xstring, ECMA-376 Part 1, 22.9.2.19).
  ///
  /// Characters that XML cannot hold, and a carriage return, which XML would turn into a line feed, are
  /// written `_xHHHH_`; text that already looks like that has its underscore written `_x005F_`.
  mutating func write(cellText text: String) {
    var text = text
    text.withUTF8 { write(cellText: $0) }
  }

  mutating func write(cellText utf8: UnsafeBufferPointer<UInt8>) {
    // `_x005F_` for one byte is the longest replacement.
    fill(upTo: utf8.count * 7) { target in
      var written = 0
      func put(_ replacement: StaticString) {
        let length = replacement.utf8CodeUnitCount
        (target + written).update(from: replacement.utf8Start, count: length)
        written &+= length
      }
      var index = 0
      while index < utf8.count {
        let byte = utf8[index]
        if CellTextBytes.isPlain(byte) {
          target[written] = byte
          written &+= 1
          index &+= 1
          continue
        }
        switch byte {
        case UInt8(ascii: "&"): put("&amp;")
        case UInt8(ascii: "<"): put("&lt;")
        case UInt8(ascii: ">"): put("&gt;")
        case 0x09: put("\t")
        case 0x0A: put("\n")
        case 0x00..<0x20:
          put("_x00")
          target[written] = UInt8(ascii: "0") + (byte >> 4)
          let low = byte & 0xF
          target[written + 1] = low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "A") + low - 10
          target[written + 2] = UInt8(ascii: "_")
          written &+= 3
        case UInt8(ascii: "_"):
          put(CellTextBytes.isEscape(utf8, at: index) ? "_x005F_" : "_")
        case 0xEF where CellTextBytes.isNoncharacter(utf8, at: index):
          put(utf8[index + 2] == 0xBE ? "_xFFFE_" : "_xFFFF_")
          index += 2
        default:
          target[written] = byte
          written &+= 1
        }
        index &+= 1
      }
      return written
    }
  }

  /// Writes a `t` element, its blanks kept where they would be lost.
  mutating func textElement(_ utf8: UnsafeBufferPointer<UInt8>) {
    if let first = utf8.first, let last = utf8.last, first <= 0x20 || last <= 0x20 {
      write("<t xml:space=\"preserve\">")
    } else {
      write("<t>")
    }
    write(cellText: utf8)
    write("</t>")
  }

  /// Writes rich text's runs (`r` elements).
  mutating func runs(_ runs: [TextRun]) {
    for run in runs {
      element("r") { xml in
        if let font = run.font { xml.font(font, as: "rPr") }
        var text = run.text
        text.withUTF8 { xml.textElement($0) }
      }
    }
  }
}

/// Which bytes of a cell's text need a second look.
enum CellTextBytes {
  @inline(__always)
  static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "<")
      && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "_") && byte != 0xEF
  }

  /// Whether `_xHHHH_` begins at an index once the text is written: its last underscore may be the first one
  /// of an escape.
  static func isEscape(_ utf8: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index + 6 < utf8.count, utf8[index + 1] == UInt8(ascii: "x"),
      utf8[index + 6] == UInt8(ascii: "_") || isEscaped(utf8, at: index + 6)
    else { return false }
    return utf8[index + 2..<index + 6].allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte & 0xDF)
    }
  }

  /// Whether a character is one that XML cannot hold.
  private static func isEscaped(_ utf8: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    utf8[index] < 0x20 && utf8[index] != 0x09 && utf8[index] != 0x0A || isNoncharacter(utf8, at: index)
  }

  /// Whether U+FFFE or U+FFFF stands at an index.
  static func isNoncharacter(_ utf8: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    index >= 0 && index + 2 < utf8.count && utf8[index] == 0xEF && utf8[index + 1] == 0xBF
      && utf8[index + 2] >= 0xBE
  }
}
