import OpenPackaging

/// A window that moves over the unpacked bytes of a part, followed by the zero bytes that scanners
/// stop at.
final class PartWindow {
  /// Zero bytes after the window.
  static let padding = 64
  /// Usual size; it grows only where one cell is larger.
  static let usualCapacity = 1 << 18

  /// Where scanning or parsing goes on.
  var position = 0
  /// The end of the bytes read so far.
  private(set) var end = 0
  /// How many bytes of the part came before the window.
  private(set) var offset = 0
  /// Whether the window reaches the end of the part.
  private(set) var isAtEnd = false

  private var buffer: UnsafeMutableBufferPointer<UInt8>
  private var stream: PartStream
  /// Size beyond which it does not grow, in bytes.
  private let limit: Int

  init(_ stream: consuming PartStream, limit: Int) {
    self.limit = limit
    // One byte more than the part has, so that its end is met with the first read.
    let size = min(max(stream.entry.size, 4095) + 1, Self.usualCapacity)
    // Only what has been read into, and the padding behind it, is ever looked at.
    buffer = .allocate(capacity: size + Self.padding)
    self.stream = stream
  }

  deinit {
    buffer.deallocate()
  }

  /// A cursor at the position.
  var cursor: ByteCursor? {
    buffer.baseAddress.map { ByteCursor(base: UnsafePointer($0), position: position, limit: end) }
  }

  /// The bytes of the window from the position to an offset in it.
  func bytes(to end: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[position..<max(position, end)])
  }

  /// Moves the window on: what stands before the position is dropped, and as much as fits is read.
  /// False if there is no more.
  func advance() throws(PackageError) -> Bool {
    if isAtEnd { return false }
    let kept = end - position
    if position > 0, let start = buffer.baseAddress {
      start.update(from: start + position, count: kept)
      offset += position
    } else if kept == capacity {
      guard capacity < limit else {
        throw PackageError(
          .partTooLarge, part: stream.entry.name, byte: offset,
          detail: "one cell of more than \(limit) bytes")
      }
      grow()
    }
    position = 0
    end = kept
    let room = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[kept..<capacity])
    let count = try stream.read(into: room)
    end += count
    isAtEnd = count < room.count
    UnsafeMutableBufferPointer(rebasing: buffer[end..<end + Self.padding]).initialize(repeating: 0)
    return count > 0
  }

  private var capacity: Int { buffer.count - Self.padding }

  private func grow() {
    let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: capacity * 2 + Self.padding)
    _ = larger.initialize(from: buffer[..<end])
    buffer.deallocate()
    buffer = larger
  }
}
