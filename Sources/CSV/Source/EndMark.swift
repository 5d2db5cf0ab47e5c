/// The end mark of text under CP/M and DOS, U+001A (Ctrl-Z), which is no content.
enum EndMark {
  private static let mark: UInt8 = 0x1A

  /// Length of a whole text without the marks it ends with, nor the line ends between and behind them.
  static func lengthWithout(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var length = text.count
    var end = text.count
    while end > 0 {
      switch text[end - 1] {
      case mark: length = end - 1
      case 0x0A, 0x0D: break
      default: return length
      }
      end -= 1
    }
    // Nothing but line ends before the marks.
    return length
  }
}
