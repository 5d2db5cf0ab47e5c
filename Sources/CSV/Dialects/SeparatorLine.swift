/// The first line `sep=;` by which a file tells Excel its delimiter.
struct SeparatorLine {
  let delimiter: CSVDialect.Delimiter
  /// Length with its line end, in bytes.
  let length: Int

  /// Whether a text alone on the first line is taken for it.
  static func isOne(_ text: String) -> Bool {
    guard text.utf8.count <= 8 else { return false }
    return Array(text.utf8).withUnsafeBufferPointer { SeparatorLine($0) != nil }
  }

  /// Recognises the line at the start of a text in UTF-8, in quotes or not, in any case.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    let end = text.prefix(16).firstIndex { $0 == 0x0A || $0 == 0x0D } ?? (text.count <= 16 ? text.count : -1)
    guard end > 0 else { return nil }
    var line = Array(text[..<end])
    if line.count > 2, line.first == 0x22, line.last == 0x22 { line = Array(line.dropFirst().dropLast()) }
    guard line.count >= 5, line.prefix(4).map({ $0 | 0x20 }) == Array("sep=".utf8).map({ $0 | 0x20 }) else {
      return nil
    }
    let scalars = Array(String(decoding: line.dropFirst(4), as: UTF8.self).unicodeScalars)
    guard scalars.count == 1, let delimiter = CSVDialect.Delimiter(scalars[0]) else { return nil }
    self.delimiter = delimiter
    var length = end
    if length < text.count, text[length] == 0x0D { length += 1 }
    if length < text.count, text[length] == 0x0A { length += 1 }
    self.length = length
  }
}
