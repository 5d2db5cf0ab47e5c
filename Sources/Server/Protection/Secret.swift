/// Random words that nobody can guess: names of visits, and the words their pages prove themselves with.
enum Secret {
  /// 256 random bits from the system's generator, in hexadecimal.
  static func make() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<4).map { _ in
      let digits = String(generator.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// Whether two words are the same, in a time that does not tell how far they agree.
  static func matches(_ given: String, _ wanted: String) -> Bool {
    let given = Array(given.utf8)
    let wanted = Array(wanted.utf8)
    guard given.count == wanted.count else { return false }
    var difference: UInt8 = 0
    for (left, right) in zip(given, wanted) { difference |= left ^ right }
    return difference == 0
  }
}
