extension XMLWriter {
  /// Writes text as character data: `&`, `<` and `>` escaped.
  ///
  /// Characters that XML 1.0 cannot hold (U+0000 to U+001F but tab, line feed and carriage return, and
  /// U+FFFE, U+FFFF) become U+FFFD; a format that can encode them does so before calling this.
  public mutating func write(text: String) {
    write(escaping: text, inAttribute: false)
  }

  /// Writes text as an attribute's value: quotes and line ends escaped, too.
  public mutating func write(attribute text: String) {
    write(escaping: text, inAttribute: true)
  }

  private mutating func write(escaping text: String, inAttribute: Bool) {
    var text = text
    text.withUTF8 { utf8 in
      // The longest replacement, `&quot;`, has six bytes.
      reserve(utf8.count * 6)
      var index = 0
      while index < utf8.count {
        let byte = utf8[index]
        switch byte {
        case UInt8(ascii: "&"): write("&amp;")
        case UInt8(ascii: "<"): write("&lt;")
        case UInt8(ascii: ">"): write("&gt;")
        case UInt8(ascii: "\"") where inAttribute: write("&quot;")
        case 0x09 where inAttribute: write("&#9;")
        case 0x0A where inAttribute: write("&#10;")
        // A bare carriage return would be read back as a line feed.
        case 0x0D: write("&#13;")
        case 0x09, 0x0A: write(byte: byte)
        case 0x00..<0x20: write("\u{FFFD}")
        case 0xEF where index + 2 < utf8.count && utf8[index + 1] == 0xBF && utf8[index + 2] >= 0xBE:
          write("\u{FFFD}")
          index += 2
        default: write(byte: byte)
        }
        index += 1
      }
    }
  }
}
