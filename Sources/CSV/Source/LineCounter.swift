/// Counts lines as an editor does: CR LF, CR and LF each end one.
struct LineCounter {
  /// The line reached, from 1.
  private(set) var line = 1
  private var endedWithCR = false

  mutating func count(_ byte: UInt8) {
    if byte == 0x0D || byte == 0x0A && !endedWithCR { line += 1 }
    endedWithCR = byte == 0x0D
  }
}
