/// Decodes short texts in a Windows or Macintosh code page, as binary formats of the time before Unicode
/// hold them.
package final class CodePageDecoder {
  /// The characters of the bytes 0x80 to 0xFF, in code pages that iconv need not know.
  private let upperHalf: [Unicode.Scalar]?
  private let converter: EncodingConverter?
  private var output = [UInt8](repeating: 0, count: 1024)

  /// Creates a decoder for a code page's number (936 is GBK, 950 Big5, 1252 Western, 10029 Central
  /// European of Mac OS); `nil` for one that is not known here.
  package init?(_ number: Int) {
    upperHalf = MacintoshCodePage.upperHalf(number == 32768 ? 10000 : number)
    guard upperHalf == nil else {
      converter = nil
      return
    }
    let name =
      switch number {
      case 936, 10008: TextEncoding.gb18030.iconvName
      case 950, 10002: TextEncoding.big5.iconvName
      case 1252, 32769: TextEncoding.windows1252.iconvName
      case 65001: TextEncoding.utf8.iconvName
      case 367: "ASCII"
      case 10001: "CP932"
      case 10003: "CP949"
      default: "CP\(number)"
      }
    converter = EncodingConverter(from: name, to: "UTF-8")
    if converter == nil { return nil }
  }

  /// The text of bytes, with U+FFFD for each byte that is no character.
  package func text(_ bytes: [UInt8]) -> String {
    if let upperHalf {
      var text = String.UnicodeScalarView()
      for byte in bytes { text.append(byte < 0x80 ? Unicode.Scalar(byte) : upperHalf[Int(byte & 0x7F)]) }
      return String(text)
    }
    var utf8: [UInt8] = []
    var position = 0
    while position < bytes.count {
      let (outcome, read, written) = bytes.withUnsafeBufferPointer { bytes in
        let rest = UnsafeBufferPointer(rebasing: bytes[position...])
        return output.withUnsafeMutableBufferPointer { output in
          converter?.convert(rest, into: output) ?? (.complete, rest.count, 0)
        }
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
