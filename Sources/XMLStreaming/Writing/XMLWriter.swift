/// Writes XML as UTF-8 bytes into one growing buffer.
///
/// The buffer is plain memory that is reserved ahead of each write, so that the inner loop of a large
/// part (a worksheet's rows) neither allocates nor counts references. Element and attribute names are
/// `StaticString`s: they are the program's own and are written as they stand; every value is escaped.
///
/// The writer owns its memory and cannot be copied; it is lent as `inout` to whoever writes a fragment.
public struct XMLWriter: ~Copyable {
  @usableFromInline var base: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int
  @usableFromInline var end: Int

  /// Creates an empty writer.
  ///
  /// - Parameter capacity: Bytes to set aside at first; the buffer grows as needed.
  public init(capacity: Int = 4096) {
    self.capacity = max(capacity, 64)
    base = UnsafeMutablePointer<UInt8>.allocate(capacity: self.capacity)
    end = 0
  }

  deinit { base.deallocate() }

  /// Number of bytes written so far.
  @inlinable
  public var count: Int { end }

  /// Makes room for at least so many more bytes.
  @inlinable
  public mutating func reserve(_ extra: Int) {
    if capacity - end < extra { grow(by: extra) }
  }

  @usableFromInline
  mutating func grow(by extra: Int) {
    let larger = max(capacity * 2, end + extra)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    moved.update(from: base, count: end)
    base.deallocate()
    base = moved
    capacity = larger
  }

  /// Forgets what was written and keeps the memory.
  @inlinable
  public mutating func removeAll() { end = 0 }

  /// Drops everything after the first `length` bytes.
  @inlinable
  public mutating func truncate(to length: Int) { end = min(end, max(0, length)) }

  /// A copy of the bytes written.
  public var bytes: [UInt8] { Array(UnsafeBufferPointer(start: base, count: end)) }

  /// Lends the bytes written for the length of a call.
  @inlinable
  public borrowing func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: base, count: end))
  }

  /// Writes one byte as it stands.
  @inlinable
  public mutating func write(byte: UInt8) {
    reserve(1)
    base[end] = byte
    end &+= 1
  }

  /// Writes the program's own markup as it stands.
  @inlinable
  public mutating func write(_ markup: StaticString) {
    let length = markup.utf8CodeUnitCount
    reserve(length)
    (base + end).update(from: markup.utf8Start, count: length)
    end &+= length
  }

  /// Writes bytes as they stand: markup made elsewhere.
  public mutating func write(raw bytes: some Collection<UInt8>) {
    let length = bytes.count
    reserve(length)
    _ = UnsafeMutableBufferPointer(start: base + end, count: length).initialize(from: bytes)
    end += length
  }

  /// Writes the start of every part: the XML declaration of a UTF-8 document.
  public mutating func declaration() {
    write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
  }
}

extension XMLWriter {
  /// Lends room for bytes to the closure, which returns how many it has written there.
  ///
  /// - Parameter room: The most that the closure may write.
  @inlinable
  public mutating func fill(upTo room: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
    reserve(room)
    let written = body(base + end)
    end &+= min(max(written, 0), room)
  }
}
