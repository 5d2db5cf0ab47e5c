import Foundation

/// The name a browser gives for a file, made harmless. It is shown, and tells the sheet of a CSV its name;
/// it is never a path: uploads are held in memory.
enum UploadName {
  /// Greatest length in characters.
  private static let longest = 120

  /// The name, with folders above it where a folder was dropped, not used before in this visit.
  static func clean(_ given: String, avoiding taken: Set<String>) -> String {
    let parts = given.split { $0 == "/" || $0 == "\\" }.map { part in
      String(
        part.unicodeScalars.map { scalar -> Character in
          let isUnwanted =
            scalar.value < 0x20 || scalar.value == 0x7F || ":*?\"<>|".unicodeScalars.contains(scalar)
            || scalar.properties.generalCategory == .format
          return isUnwanted ? "_" : Character(scalar)
        }
      ).trimmingCharacters(in: .whitespaces)
    }.filter { !$0.isEmpty && $0 != "." && $0 != ".." }
    let joined = String(parts.suffix(3).joined(separator: "/").suffix(longest))
    return unique(joined.isEmpty ? "台账" : joined, avoiding: taken)
  }

  /// The name, with a number where it is taken already.
  static func unique(_ name: String, avoiding taken: Set<String>) -> String {
    let (base, suffix) = split(name)
    var candidate = name
    var number = 2
    while taken.contains(candidate) {
      candidate = "\(base)(\(number))\(suffix)"
      number += 1
    }
    return candidate
  }

  /// A name without its last extension: `名册.xlsx` is `名册`.
  static func base(_ name: String) -> String { split(name).base }

  private static func split(_ name: String) -> (base: String, suffix: String) {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex, !name[dot...].contains("/") else {
      return (name, "")
    }
    return (String(name[..<dot]), String(name[dot...]))
  }
}
