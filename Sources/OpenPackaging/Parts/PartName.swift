/// Names of parts: `/`-separated paths that compare without regard to ASCII case (ECMA-376 Part 2,
/// 6.2.2).
public enum PartName {
  /// The form under which names are compared: lower case, forward slashes, no leading slash.
  public static func key(_ name: String) -> String {
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

  /// Whether an entry's name stays inside the archive: no `..`, no drive, no root.
  static func isSafe(_ name: String) -> Bool {
    let segments = name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
    if segments.contains("..") { return false }
    if let first = segments.first, first.utf8.count == 2, first.utf8.last == UInt8(ascii: ":") {
      return false
    }
    return !name.isEmpty && !name.utf8.contains(0)
  }

  /// The part that a relationship's target names, seen from the part that has the relationship.
  ///
  /// Targets may be relative (`worksheets/sheet1.xml`, `../media/a.png`), absolute (`/xl/styles.xml`),
  /// percent-encoded, or written with backslashes by careless producers. `source` is empty for the
  /// package itself. The result has no leading slash.
  public static func resolve(_ target: String, from source: String) -> String {
    var target = target.replacing("\\", with: "/")
    if let fragment = target.firstIndex(of: "#") { target = String(target[..<fragment]) }
    target = decodingPercents(target)
    var segments: [Substring] = []
    if !target.hasPrefix("/") {
      segments = source.split(separator: "/").dropLast()
    }
    for segment in target.split(separator: "/") {
      switch segment {
      case ".": continue
      case "..": _ = segments.popLast()
      default: segments.append(segment)
      }
    }
    return segments.joined(separator: "/")
  }

  /// The name of the part that holds a part's relationships; for the package itself `_rels/.rels`.
  public static func relationshipsPart(of source: String) -> String {
    guard let slash = source.lastIndex(of: "/") else {
      return source.isEmpty ? "_rels/.rels" : "_rels/\(source).rels"
    }
    return "\(source[..<slash])/_rels/\(source[source.index(after: slash)...]).rels"
  }

  private static func decodingPercents(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    let bytes = Array(text.utf8)
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
    return String(decoding: decoded, as: UTF8.self)
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
