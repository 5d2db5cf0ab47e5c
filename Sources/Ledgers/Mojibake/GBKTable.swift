import Glibc

/// The two-byte characters of GBK (code page 936), both ways.
struct GBKTable: Sendable {
  /// The code of every unit of the Basic Multilingual Plane, 0 where it has none.
  private let codes: [UInt16]
  /// The unit of every code from 0x8000, 0 where it has none.
  private let units: [UInt16]

  /// The table as the system's iconv has it, made once; empty where iconv lacks GB18030, so that
  /// nothing is restored.
  static let standard = GBKTable()

  private init() {
    var codes = [UInt16](repeating: 0, count: 0x1_0000)
    var units = [UInt16](repeating: 0, count: 0x8000)
    if let converter = iconv_open("UTF-16LE", "GB18030"), converter != iconv_t(bitPattern: -1) {
      for lead in UInt8(0x81)...0xFE {
        for trail in UInt8(0x40)...0xFE where trail != 0x7F {
          guard let unit = Self.unit(lead, trail, converter) else { continue }
          let code = UInt16(lead) << 8 | UInt16(trail)
          units[Int(code & 0x7FFF)] = unit
          codes[Int(unit)] = code
        }
      }
      iconv_close(converter)
    }
    self.codes = codes
    self.units = units
  }

  private static func unit(_ lead: UInt8, _ trail: UInt8, _ converter: iconv_t) -> UInt16? {
    var pair = (CChar(bitPattern: lead), CChar(bitPattern: trail))
    var unit: UInt16 = 0
    let left = withUnsafeMutableBytes(of: &pair) { input in
      withUnsafeMutableBytes(of: &unit) { output in
        var from = input.baseAddress?.assumingMemoryBound(to: CChar.self)
        var to = output.baseAddress?.assumingMemoryBound(to: CChar.self)
        var inputLeft = input.count
        var outputLeft = output.count
        iconv(converter, &from, &inputLeft, &to, &outputLeft)
        iconv(converter, nil, nil, nil, nil)
        return inputLeft + outputLeft
      }
    }
    return left == 0 ? UInt16(littleEndian: unit) : nil
  }

  /// The two bytes of a character, the lead in the upper half; `nil` if it has no two.
  func code(of scalar: Unicode.Scalar) -> UInt16? {
    guard scalar.value <= 0xFFFF else { return nil }
    let code = codes[Int(scalar.value)]
    return code == 0 ? nil : code
  }

  /// Whether the two bytes of a character can begin a character of three bytes in UTF-8.
  func beginsUTF8(_ unit: UInt16) -> Bool {
    let code = codes[Int(unit)]
    let lead = code >> 8
    return (0xE2...0xE9).contains(lead) || lead == 0xEF ? (0x80...0xBF).contains(code & 0xFF) : false
  }

  /// Whether a code is in the rectangle that GB 2312 fills; what lies outside is rare in simplified text.
  static func isGB2312(_ code: UInt16) -> Bool {
    (0xA1...0xF7).contains(code >> 8) && code & 0xFF >= 0xA1
  }

  /// Whether a code is of GB 2312's first level of characters.
  static func isCommon(_ code: UInt16) -> Bool {
    (0xB0...0xD7).contains(code >> 8) && code & 0xFF >= 0xA1
  }

  /// Decodes bytes of GBK; `nil` if they are none or nothing but ASCII.
  func decode(_ bytes: [UInt8]) -> DecodedBytes? {
    var text = ""
    var index = 0
    var hasPair = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        text.unicodeScalars.append(Unicode.Scalar(byte))
        index += 1
        continue
      }
      guard index + 1 < bytes.count else { return nil }
      let unit = units[(Int(byte) << 8 | Int(bytes[index + 1])) & 0x7FFF]
      guard unit != 0, let scalar = Unicode.Scalar(unit) else { return nil }
      text.unicodeScalars.append(scalar)
      hasPair = true
      index += 2
    }
    return hasPair ? DecodedBytes(text) : nil
  }
}
