import OpenPackaging

/// The property set that Office files carry about themselves ([MS-OLEPS], [MS-OSHARED] 2.3.3.2.1).
enum SummaryInformation {
  /// The application's name (property 18).
  static func applicationName(_ stream: [UInt8]) -> String? {
    let numbers = LittleEndian(stream)
    guard numbers.uint16(0) == 0xFFFE, let section = numbers.uint32(44),
      let count = numbers.uint32(section + 4)
    else { return nil }
    for index in 0..<min(count, 256) {
      guard let id = numbers.uint32(section + 8 + index * 8),
        let offset = numbers.uint32(section + 12 + index * 8)
      else { return nil }
      if id == 18 { return text(numbers, at: section + offset) }
    }
    return nil
  }

  /// A text property: 8-bit (type 30) or UTF-16 (type 31), ending in NUL.
  private static func text(_ numbers: LittleEndian, at offset: Int) -> String? {
    guard let type = numbers.uint16(offset), let length = numbers.uint32(offset + 4), length <= 1024
    else { return nil }
    switch type {
    case 31: return numbers.utf16(offset + 8, units: max(0, length - 1))
    case 30:
      return numbers.slice(offset + 8, length).map {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
    default: return nil
    }
  }
}
