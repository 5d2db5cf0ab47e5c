/// Decodes short texts in a Windows or Macintosh code page, as binary formats of the time before Unicode
/// hold them.
package final class CodePageDecoder {
  private let converter: EncodingConverter
  private var output = [UInt8](repeating: 0, count: 1024)

  /// Creates a decoder for a code page's number (936 is GBK, 950 Big5, 1252 Western); one that this
  /// system does not know is taken for 1252.
  package init?(_ number: Int) {
    let name =
      switch number {
      case 936, 10008: TextEncoding.gb18030.iconvName
      case 950, 10002: TextEncoding.big5.iconvName
      case 1200: TextEncoding.utf16LittleEndian.iconvName
      case 65001: TextEncoding.utf8.iconvName
      case 367: "ASCII"
      case 10000, 32768: "MACINTOSH"
      case 32769: TextEncoding.windows1252.iconvName
      default: "CP\(number)"
      }
    if let converter = EncodingConverter(from: name, to: "UTF-8") {
      self.converter = converter
    } else if let converter = EncodingConverter(from: TextEncoding.windows1252.iconvName, to: "UTF-8") {
      self.converter = converter
    } else {
      return nil
    }
  }

  /// The text of bytes, with U+FFFD for each byte that is no character.
  package func text(_ bytes: [UInt8]) -> String {
    var utf8: [UInt8] = []
    var position = 0
    while position < bytes.count {
      let (outcome, read, written) = bytes.withUnsafeBufferPointer { bytes in
        let rest = UnsafeBufferPointer(rebasing: bytes[position...])
        return output.withUnsafeMutableBufferPointer { converter.convert(rest, into: $0) }
      }
      utf8.append(contentsOf: output[..<written])
      position += read
      if outcome == .invalid || outcome == .truncated {
        utf8.append(contentsOf: [0xEF, 0xBF, 0xBD])
        position += 1
      }
    }
    return String(decoding: utf8, as: UTF8.self)
  }
}
