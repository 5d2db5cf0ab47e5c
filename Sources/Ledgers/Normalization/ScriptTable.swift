import Foundation

/// Traditional characters and their simplified forms.
///
/// The table is a resource (`Resources/Script/simplified.txt`, generated from OpenCC's character
/// table); where it is missing nothing is converted, and loading the standard catalog says why.
struct ScriptTable: Sendable {
  /// The simplified form of every unit of the Basic Multilingual Plane, 0 where it has none.
  private let simplified: [UInt16]

  /// The table that comes with the program, read once.
  static let standard = ScriptTable()

  private init() {
    var table = [UInt16](repeating: 0, count: 0x1_0000)
    if let folder = try? LedgerResources.folder(),
      let text = try? String(
        contentsOf: folder.appendingPathComponent("Script/simplified.txt"), encoding: .utf8)
    {
      for line in text.split(separator: "\n") where !line.hasPrefix("#") {
        var from: UInt16?
        for unit in line.utf16 {
          if let key = from {
            table[Int(key)] = unit
            from = nil
          } else {
            from = unit
          }
        }
      }
    }
    simplified = table
  }

  /// The simplified form of a scalar, or the scalar itself.
  @inline(__always)
  func simplify(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    // Everything below the first Han block stays as it is.
    guard scalar.value >= 0x3400, scalar.value <= 0xFFFF else { return scalar }
    let unit = simplified[Int(scalar.value)]
    return unit == 0 ? scalar : Unicode.Scalar(unit) ?? scalar
  }

  /// The text with its traditional characters simplified, or `nil` if it has none.
  func simplify(_ text: String) -> String? {
    guard text.unicodeScalars.contains(where: { simplify($0) != $0 }) else { return nil }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(simplify(scalar)) }
    return String(result)
  }

  /// Whether the text has a character that only traditional script uses.
  func hasTraditional(_ text: String) -> Bool {
    text.unicodeScalars.contains { simplify($0) != $0 }
  }
}
