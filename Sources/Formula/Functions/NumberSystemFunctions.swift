import SpreadsheetModel

/// Numbers of other bases, Roman numerals and single bits.
enum NumberSystemFunctions {
  typealias F = FunctionDefinition

  static let all: [F] =
    [("BIN", 2), ("OCT", 8), ("HEX", 16)].flatMap { name, base in conversions(name, base) } + [
      F(
        "DEC2BIN", 1...2, [.number, .number], .text,
        .scalar { (a) throws(CellError) in try written(a, base: 2) }),
      F(
        "DEC2OCT", 1...2, [.number, .number], .text,
        .scalar { (a) throws(CellError) in try written(a, base: 8) }),
      F(
        "DEC2HEX", 1...2, [.number, .number], .text,
        .scalar { (a) throws(CellError) in try written(a, base: 16) }),
      F("BASE", 2...3, [.number, .number, .number], .text, .scalar(inBase)),
      F("DECIMAL", 2...2, [.text, .number], .number, .scalar(fromBase)),
      F("ROMAN", 1...2, [.number, .any], .text, .scalar(roman)),
      F("ARABIC", 1...1, [.text], .number, .scalar(arabic)),
      bits("BITAND") { $0 & $1 }, bits("BITOR") { $0 | $1 }, bits("BITXOR") { $0 ^ $1 },
      F(
        "BITLSHIFT", 2...2, [.number, .number], .number,
        .scalar { (a) throws(CellError) in try shifted(a, 1) }),
      F(
        "BITRSHIFT", 2...2, [.number, .number], .number,
        .scalar { (a) throws(CellError) in try shifted(a, -1) }),
      F("DELTA", 1...2, [.number, .number], .number, .scalar(areEqual)),
      F("GESTEP", 1...2, [.number, .number], .number, .scalar(isReached)),
    ]

  private static func conversions(_ name: String, _ base: Int) -> [F] {
    var functions = [
      F(
        name + "2DEC", 1...1, [.any], .number,
        .scalar { (arguments) throws(CellError) in .number(Double(try read(arguments.text(0), base: base))) })
    ]
    for (other, otherBase) in [("BIN", 2), ("OCT", 8), ("HEX", 16)] where other != name {
      functions.append(
        F(
          "\(name)2\(other)", 1...2, [.any, .number], .text,
          .scalar { (arguments) throws(CellError) in
            try write(read(arguments.text(0), base: base), base: otherBase, places: places(arguments))
          }))
    }
    return functions
  }

  /// Ten digits, the highest bit of which is the sign.
  private static func read(_ text: String, base: Int) throws(CellError) -> Int {
    guard text.utf8.count <= 10 else { throw .number }
    if text.isEmpty { return 0 }
    guard text.utf8.allSatisfy({ $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }),
      let number = Int(text, radix: base)
    else { throw .number }
    let limit = limit(base)
    return number >= limit ? number - 2 * limit : number
  }

  /// Half of what ten digits hold.
  private static func limit(_ base: Int) -> Int { base == 2 ? 512 : base == 8 ? 1 << 29 : 1 << 39 }

  private static func places(_ arguments: Arguments) throws(CellError) -> Int? {
    guard arguments.count > 1 else { return nil }
    let places = try arguments.integer(1)
    guard (1...10).contains(places) else { throw .number }
    return places
  }

  private static func write(_ number: Int, base: Int, places: Int?) throws(CellError) -> CellValue {
    let limit = limit(base)
    guard number >= -limit, number < limit else { throw .number }
    if number < 0 { return .text(String(number + 2 * limit, radix: base, uppercase: true)) }
    let digits = String(number, radix: base, uppercase: true)
    guard let places else { return .text(digits) }
    guard digits.count <= places else { throw .number }
    return .text(String(repeating: "0", count: places - digits.count) + digits)
  }

  private static func written(_ arguments: Arguments, base: Int) throws(CellError) -> CellValue {
    try write(arguments.integer(0), base: base, places: places(arguments))
  }

  @Sendable private static func inBase(_ arguments: Arguments) throws(CellError) -> CellValue {
    let (number, base) = (try arguments.integer(0), try arguments.integer(1))
    let length = try arguments.integer(2, default: 0)
    guard number >= 0, (2...36).contains(base), (0...255).contains(length) else { throw .number }
    let digits = String(number, radix: base, uppercase: true)
    return .text(String(repeating: "0", count: max(0, length - digits.count)) + digits)
  }

  @Sendable private static func fromBase(_ arguments: Arguments) throws(CellError) -> CellValue {
    let base = try arguments.integer(1)
    guard (2...36).contains(base) else { throw .number }
    let text = try arguments.text(0)
    guard let number = Int(text.isEmpty ? "0" : text, radix: base), number >= 0 else { throw .number }
    return .number(Double(number))
  }

  private static let numerals: [(Int, String)] = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
  ]

  /// The classic form; shorter ones, which nobody writes, are not made.
  @Sendable private static func roman(_ arguments: Arguments) throws(CellError) -> CellValue {
    var rest = try arguments.integer(0)
    guard (0...3999).contains(rest) else { throw .value }
    var text = ""
    for (value, numeral) in numerals {
      while rest >= value {
        text += numeral
        rest -= value
      }
    }
    return .text(text)
  }

  @Sendable private static func arabic(_ arguments: Arguments) throws(CellError) -> CellValue {
    var total = 0
    var last = 0
    let text = try arguments.text(0).uppercased()
    let isNegative = text.hasPrefix("-")
    for letter in text.dropFirst(isNegative ? 1 : 0).reversed() {
      guard let value = numerals.first(where: { $0.1 == String(letter) })?.0 else { throw .value }
      total += value < last ? -value : value
      last = max(last, value)
    }
    return .number(Double(isNegative ? -total : total))
  }

  private static func whole(_ arguments: Arguments, _ index: Int) throws(CellError) -> Int {
    let number = try arguments.number(index)
    guard number >= 0, number < Double(1 << 48), let whole = Int(exactly: number) else { throw .number }
    return whole
  }

  private static func bits(_ name: String, _ body: @escaping @Sendable (Int, Int) -> Int) -> F {
    F(
      name, 2...2, [.number, .number], .number,
      .scalar { (arguments) throws(CellError) in
        .number(Double(body(try whole(arguments, 0), try whole(arguments, 1))))
      })
  }

  private static func shifted(_ arguments: Arguments, _ direction: Int) throws(CellError) -> CellValue {
    let number = try whole(arguments, 0)
    let places = try arguments.integer(1) * direction
    guard abs(places) <= 53 else { throw .number }
    let result = places >= 0 ? Double(number) * Double(1 << places) : Double(number >> -places)
    guard result < Double(1 << 48) else { throw .number }
    return .number(result)
  }

  @Sendable private static func areEqual(_ arguments: Arguments) throws(CellError) -> CellValue {
    .number(try arguments.number(0) == (try arguments.number(1, default: 0)) ? 1 : 0)
  }

  @Sendable private static func isReached(_ arguments: Arguments) throws(CellError) -> CellValue {
    .number(try arguments.number(0) >= (try arguments.number(1, default: 0)) ? 1 : 0)
  }
}
