/// A way of spelling numbers as text. What is not spelled so is no number: nothing is guessed.
public enum NumberNotation: Hashable, Sendable {
  /// `1,234.5`: a point before the fraction, commas between groups of three digits, or none.
  case point
  /// `1.234,5`: a comma before the fraction, points between groups of three digits, or none.
  case comma

  /// The number's digits as a programming language writes them; `nil` if the text is no number of this
  /// notation. Blanks around it are allowed, groups have three digits each, an exponent may follow.
  func plain(_ text: String) -> String? {
    let marks: (group: UInt8, fraction: UInt8) =
      self == .point ? (UInt8(ascii: ","), UInt8(ascii: ".")) : (UInt8(ascii: "."), UInt8(ascii: ","))
    let bytes = Array(text.trimmingBlanks().utf8)
    var plain: [UInt8] = []
    var index = 0
    func digits() -> Int {
      let start = index
      while index < bytes.count, bytes[index] &- UInt8(ascii: "0") <= 9 {
        plain.append(bytes[index])
        index += 1
      }
      return index - start
    }
    func sign() {
      guard index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") else {
        return
      }
      if bytes[index] == UInt8(ascii: "-") { plain.append(bytes[index]) }
      index += 1
    }
    sign()
    var whole = digits()
    if (1...3).contains(whole), index < bytes.count, bytes[index] == marks.group {
      while index < bytes.count, bytes[index] == marks.group {
        index += 1
        guard digits() == 3 else { return nil }
        whole += 3
      }
    }
    var places = 0
    if index < bytes.count, bytes[index] == marks.fraction {
      index += 1
      plain.append(UInt8(ascii: "."))
      places = digits()
      guard places > 0 else { return nil }
    }
    guard whole + places > 0 else { return nil }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      plain.append(UInt8(ascii: "e"))
      sign()
      guard digits() > 0 else { return nil }
    }
    return index == bytes.count ? String(decoding: plain, as: UTF8.self) : nil
  }
}
