/// Turns a text's bytes into UTF-8, a chunk at a time.
struct Transcoder {
  /// Why a conversion stopped.
  enum Stop {
    /// The input is used up, but for the start of a character at its end.
    case inputUsedUp
    /// No character of the encoding stands here.
    case invalid
  }

  let encoding: TextEncoding
  private let table: CharacterTable?
  /// Converts the four-byte characters of GB18030, which the table leaves out.
  private let fourBytes: FourByteConverter?

  /// Creates a transcoder; `nil` if this system's iconv lacks the encoding.
  init?(_ encoding: TextEncoding) {
    self.encoding = encoding
    table = CharacterTable.table(of: encoding)
    fourBytes = encoding == .gb18030 ? FourByteConverter() : nil
    if table == nil, [.gb18030, .big5, .windows1252].contains(encoding) { return nil }
  }

  /// Most UTF-8 bytes that a byte of input can become.
  static let growth = 3

  /// Converts up to the end, the first invalid byte or the start of a cut-off character.
  ///
  /// `output` has room for `growth` times the input and four bytes more.
  func convert(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>
  ) -> (stop: Stop, read: Int, written: Int) {
    switch encoding {
    case .utf8:
      let result = UTF8Sequence.validPrefix(input)
      if let base = input.baseAddress { output.update(from: base, count: result.count) }
      return (
        result.isCutOff || result.count == input.count ? .inputUsedUp : .invalid, result.count, result.count
      )
    case .utf16LittleEndian: return convertWide(input, lowFirst: true, into: output)
    case .utf16BigEndian: return convertWide(input, lowFirst: false, into: output)
    case .windows1252: return convertSingle(input, into: output)
    case .gb18030, .big5: return convertDouble(input, into: output)
    }
  }

  private func convertWide(
    _ input: UnsafeBufferPointer<UInt8>, lowFirst: Bool, into output: UnsafeMutablePointer<UInt8>
  ) -> (Stop, Int, Int) {
    @inline(__always)
    func unit(_ index: Int) -> UInt32 {
      let first = UInt32(input[index])
      let second = UInt32(input[index + 1])
      return lowFirst ? first | second << 8 : first << 8 | second
    }
    var read = 0
    var written = 0
    while read + 1 < input.count {
      var scalar = unit(read)
      var length = 2
      if scalar & 0xF800 == 0xD800 {
        guard scalar < 0xDC00 else { return (.invalid, read, written) }
        guard read + 3 < input.count else { return (.inputUsedUp, read, written) }
        let low = unit(read + 2)
        guard low & 0xFC00 == 0xDC00 else { return (.invalid, read, written) }
        scalar = 0x10000 + (scalar & 0x3FF) << 10 + low & 0x3FF
        length = 4
      }
      written += Self.write(scalar, to: output + written)
      read += length
    }
    return (.inputUsedUp, read, written)
  }

  /// Writes a scalar as UTF-8 and returns its length.
  @inline(__always)
  static func write(_ scalar: UInt32, to output: UnsafeMutablePointer<UInt8>) -> Int {
    @inline(__always)
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: scalar &>> shift & 0x3F | 0x80) }
    switch scalar {
    case 0..<0x80:
      output[0] = UInt8(truncatingIfNeeded: scalar)
      return 1
    case 0x80..<0x800:
      output[0] = UInt8(truncatingIfNeeded: scalar &>> 6 | 0xC0)
      output[1] = tail(0)
      return 2
    case 0x800..<0x10000:
      output[0] = UInt8(truncatingIfNeeded: scalar &>> 12 | 0xE0)
      output[1] = tail(6)
      output[2] = tail(0)
      return 3
    default:
      output[0] = UInt8(truncatingIfNeeded: scalar &>> 18 | 0xF0)
      output[1] = tail(12)
      output[2] = tail(6)
      output[3] = tail(0)
      return 4
    }
  }

  private func convertSingle(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>
  ) -> (Stop, Int, Int) {
    guard let table else { return (.invalid, 0, 0) }
    return table.withEntries { entries in
      var written = 0
      for read in input.indices {
        let byte = input[read]
        guard byte >= 0x80 else {
          output[written] = byte
          written &+= 1
          continue
        }
        let entry = entries[Int(byte & 0x7F) &<< 8]
        guard entry != 0 else { return (.invalid, read, written) }
        UnsafeMutableRawPointer(output + written).storeBytes(of: entry, as: UInt32.self)
        written &+= Int(entry &>> 24)
      }
      return (.inputUsedUp, input.count, written)
    }
  }

  private func convertDouble(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>
  ) -> (Stop, Int, Int) {
    guard let table else { return (.invalid, 0, 0) }
    return table.withEntries { entries in
      var read = 0
      var written = 0
      while read < input.count {
        let lead = input[read]
        if lead < 0x80 {
          // ASCII goes eight bytes at a time.
          if read &+ 8 <= input.count, let base = input.baseAddress {
            let word = UnsafeRawPointer(base + read).loadUnaligned(as: UInt64.self)
            if word & ByteWord.tops == 0 {
              UnsafeMutableRawPointer(output + written).storeBytes(of: word, as: UInt64.self)
              read &+= 8
              written &+= 8
              continue
            }
          }
          output[written] = lead
          read &+= 1
          written &+= 1
          continue
        }
        guard read &+ 1 < input.count else { return (.inputUsedUp, read, written) }
        let trail = input[read &+ 1]
        let entry = entries[Int(lead & 0x7F) &<< 8 | Int(trail)]
        if entry != 0 {
          UnsafeMutableRawPointer(output + written).storeBytes(of: entry, as: UInt32.self)
          read &+= 2
          written &+= Int(entry &>> 24)
          continue
        }
        guard encoding == .gb18030, (0x30...0x39).contains(trail), lead != 0x80, lead != 0xFF else {
          return (.invalid, read, written)
        }
        guard read &+ 3 < input.count else {
          return (.inputUsedUp, read, written)
        }
        let added = fourBytes?.convert(input, at: read, into: output + written) ?? 0
        guard added > 0 else { return (.invalid, read, written) }
        read &+= 4
        written &+= added
      }
      return (.inputUsedUp, read, written)
    }
  }
}

/// Converts the four-byte characters of GB18030, rare in ledgers, one at a time.
private final class FourByteConverter {
  /// Opened for the first such character.
  private var converter: EncodingConverter?

  /// Converts the character at an index; returns its length in UTF-8, or 0.
  func convert(
    _ input: UnsafeBufferPointer<UInt8>, at index: Int, into output: UnsafeMutablePointer<UInt8>
  ) -> Int {
    guard GB18030Sequence(input, at: index) == .wellFormed(4) else { return 0 }
    if converter == nil { converter = EncodingConverter(from: "GB18030", to: "UTF-8") }
    let result = converter?.convert(
      UnsafeBufferPointer(rebasing: input[index..<index + 4]),
      into: UnsafeMutableBufferPointer(start: output, count: 4))
    guard let result, result.outcome == .complete else { return 0 }
    return result.written
  }
}

extension UTF8Sequence {
  /// How many bytes from the start are whole well-formed characters, and whether the rest is the
  /// start of one.
  static func validPrefix(_ bytes: UnsafeBufferPointer<UInt8>) -> (count: Int, isCutOff: Bool) {
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      switch UTF8Sequence(bytes, at: index) {
      case .wellFormed(let length): index += length
      case .cutOff: return (index, true)
      case .malformed: return (index, false)
      }
    }
    return (index, false)
  }
}
