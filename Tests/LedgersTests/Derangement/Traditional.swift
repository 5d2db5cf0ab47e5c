import Foundation

/// Simplified text in traditional characters, by the table that the product reads, turned round.
enum Traditional {
  private static let table: [Unicode.Scalar: Unicode.Scalar] = {
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/Ledgers/Resources/Script/simplified.txt")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      var pending: Unicode.Scalar?
      for scalar in line.unicodeScalars {
        if let traditional = pending {
          // Only what every reader of traditional script would write: the common block.
          if (0x4E00...0x9FA5).contains(traditional.value) { table[scalar] = traditional }
          pending = nil
        } else {
          pending = scalar
        }
      }
    }
    return table
  }()

  static func text(_ simplified: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in simplified.unicodeScalars { result.append(table[scalar] ?? scalar) }
    return String(result)
  }
}
