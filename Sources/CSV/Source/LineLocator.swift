/// Finds the line of a byte by counting line ends from the start: only needed for messages.
enum LineLocator {
  /// The line, from 1, that holds the byte at an offset.
  static func line(
    ofByte offset: Int, in source: ByteSource, encoding: TextEncoding
  ) throws(CSVError) -> Int {
    let stream = try ByteStream(source)
    var line = 1
    var previous: UInt8 = 0
    var position = 0
    let size = source.readSize(limit: 1 << 20)
    var chunk = [UInt8](repeating: 0, count: size)
    // In UTF-16 a line end is a pair; the half that is not zero stands first or second in it.
    let step = encoding == .utf16LittleEndian || encoding == .utf16BigEndian ? 2 : 1
    let half = encoding == .utf16BigEndian ? 1 : 0
    while position < offset {
      let isLast = try stream.readPrefix(into: &chunk)
      for (index, byte) in chunk.enumerated() {
        guard position + index < offset else { return line }
        guard step == 1 || (position + index) % 2 == half else { continue }
        if step == 2 {
          let other = index ^ 1
          guard other < chunk.count, chunk[other] == 0 else {
            previous = 0
            continue
          }
        }
        if byte == 0x0D || byte == 0x0A && previous != 0x0D { line += 1 }
        previous = byte
      }
      position += chunk.count
      if isLast { break }
      chunk.append(contentsOf: repeatElement(0, count: max(0, size - chunk.count)))
    }
    return line
  }
}
