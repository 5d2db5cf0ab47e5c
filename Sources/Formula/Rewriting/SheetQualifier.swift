/// The sheets named before a `!`: one, or the first and last of several, of this workbook or another.
struct SheetQualifier: Hashable, Sendable {
  /// Whether the sheets are those of another workbook (`[1]Sheet!`), which no edit of this one moves.
  var isExternal: Bool
  /// The sheet, or the first of several.
  var first: String
  /// The last of several (`Jan:Mar!A1`), `nil` for one.
  var last: String?

  init(first: String, last: String?) {
    isExternal = false
    self.first = first
    self.last = last
  }

  /// Reads a sheet token, its `!` included.
  init(token: ArraySlice<UInt8>) {
    var inner = token.dropLast()
    var name: [UInt8] = []
    name.reserveCapacity(inner.count)
    if inner.first == UInt8(ascii: "'") {
      inner = inner.dropFirst().dropLast()
      var isEscape = false
      for byte in inner {
        if byte == UInt8(ascii: "'"), !isEscape {
          isEscape = true
          continue
        }
        isEscape = false
        name.append(byte)
      }
    } else {
      name.append(contentsOf: inner)
    }
    // No sheet's name may hold a bracket or a colon, so both are marks here. A path before the bracket
    // (`C:\[a.xlsx]Sheet`) belongs to the other workbook.
    isExternal = name.contains(UInt8(ascii: "]"))
    if let colon = name.firstIndex(of: UInt8(ascii: ":")), !isExternal {
      first = String(decoding: name[..<colon], as: UTF8.self)
      last = String(decoding: name[(colon + 1)...], as: UTF8.self)
    } else {
      first = String(decoding: name, as: UTF8.self)
      last = nil
    }
  }

  /// The spelling before a reference, `!` included.
  var spelling: String {
    guard let last else { return SheetName.quoted(first) + "!" }
    if SheetName.needsQuotes(first) || SheetName.needsQuotes(last) { return quotedSpelling }
    return first + ":" + last + "!"
  }

  /// The spelling in apostrophes, which can always be read.
  var quotedSpelling: String {
    "'" + SheetName.doubled(first) + (last.map { ":" + SheetName.doubled($0) } ?? "") + "'!"
  }
}
