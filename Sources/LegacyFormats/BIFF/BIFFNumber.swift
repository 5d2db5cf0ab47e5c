import SpreadsheetModel

/// Numbers and errors as BIFF packs them.
enum BIFFNumber {
  /// An RK number ([MS-XLS] 2.5.217): 30 bits of an integer or of a double's top, and whether it is to
  /// be divided by 100.
  static func rk(_ packed: Int) -> Double {
    let bits = UInt32(truncatingIfNeeded: packed)
    let value =
      bits & 2 != 0
      ? Double(Int32(bitPattern: bits) >> 2)
      : Double(bitPattern: UInt64(bits & 0xFFFF_FFFC) << 32)
    return bits & 1 != 0 ? value / 100 : value
  }

  /// The error of a code ([MS-XLS] 2.5.10).
  static func error(_ code: UInt8) -> CellError {
    switch code {
    case 0x00: .null
    case 0x07: .divisionByZero
    case 0x0F: .value
    case 0x17: .reference
    case 0x1D: .name
    case 0x24: .number
    case 0x2A: .notAvailable
    case 0x2B: .gettingData
    default: .other("#ERR\(code)!")
    }
  }
}
