/// Names of parts: `/`-separated paths that compare without regard to ASCII case (ECMA-376 Part 2,
/// 6.2.2).
public enum PartName {
  /// The form under which names are compared: lower case, forward slashes, no leading slash.
  public static func key(_ name: String) -> String {
    if isKey(name) { return name }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.utf8.count)
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "/"):
        // Leading and doubled slashes say nothing.
        if bytes.isEmpty || bytes.last == UInt8(ascii: "/") { continue }
        bytes.append(UInt8(ascii: "/"))
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a name is its own key already, as most are.
  private static func isKey(_ name: String) -> Bool {
    var before = UInt8(ascii: "/")
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "A")...UInt8(ascii: "Z"): return false
      case UInt8(ascii: "/") where before == UInt8(ascii: "/"): return false
      default: before = byte
      }
    }
    return true
  }

  /// Whether an entry's name stays inside the archive: no `..`, no drive, no root.
  static func isSafe(_ name: String) -> Bool {
    var name = name
    return name.withUTF8 { name in
      if name.isEmpty || name.contains(0) { return false }
      if name.count >= 2, name[1] == UInt8(ascii: ":"), name.count == 2 || isSlash(name[2]) {
        return false
      }
      return !name.split(whereSeparator: isSlash).contains { $0.elementsEqual("..".utf8) }
    }
  }

  private static func isSlash(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
  }

  /// The part that a relationship's target names, seen from the part that has the relationship.
  ///
  /// Targets may be relative (`worksheets/sheet1.xml`, `../media/a.png`), absolute (`/xl/styles.xml`),
  /// percent-encoded, or written with backslashes by careless producers. `source` is empty for the
  /// package itself. The result has no leading slash.
  public static func resolve(_ target: String, from source: String) -> String {
    var bytes: [UInt8] = []
    let plain = decodingPercents(target.utf8.prefix { $0 != UInt8(ascii: "#") })
    if let first = plain.first, !isSlash(first), let slash = source.utf8.lastIndex(where: isSlash) {
      bytes.append(contentsOf: source.utf8[..<slash].drop(while: isSlash))
    }
    for segment in plain.split(whereSeparator: isSlash) {
      if segment.elementsEqual(".".utf8) { continue }
      if segment.elementsEqual("..".utf8) {
        bytes.removeSubrange((bytes.lastIndex(where: isSlash) ?? 0)...)
        continue
      }
      if !bytes.isEmpty { bytes.append(UInt8(ascii: "/")) }
      bytes.append(contentsOf: segment)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The name of the part that holds a part's relationships; for the package itself `_rels/.rels`.
  public static func relationshipsPart(of source: String) -> String {
    guard let slash = source.lastIndex(of: "/") else {
      return source.isEmpty ? "_rels/.rels" : "_rels/\(source).rels"
    }
    return "\(source[..<slash])/_rels/\(source[source.index(after: slash)...]).rels"
  }

  private static func decodingPercents(_ text: Substring.UTF8View) -> [UInt8] {
    let bytes = Array(text)
    guard bytes.contains(UInt8(ascii: "%")) else { return bytes }
    var decoded: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = hexDigit(bytes[index + 1]), let low = hexDigit(bytes[index + 2])
      {
        decoded.append(high << 4 | low)
        index += 3
      } else {
        decoded.append(bytes[index])
        index += 1
      }
    }
    return decoded
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
