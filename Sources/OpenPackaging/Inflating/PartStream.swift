import CDeflate

/// The unpacked bytes of one entry, read piece by piece, and held against what the directory claims
/// and the limits allow.
public struct PartStream: ~Copyable {
  /// The entry read.
  public let entry: ZIPEntry
  /// Bytes given out so far.
  public private(set) var position = 0

  private let limits: PackageLimits
  private var stored: RawEntryStream
  private var inflater: Inflater?
  private var input: [UInt8]
  private var inputStart = 0
  private var inputEnd = 0
  private var inputTotal = 0
  private var isInputOver = false
  private var checksum: UInt32 = 0
  private var isDone = false

  /// Opens an entry of an archive.
  public init(_ entry: ZIPEntry, of archive: ZIPArchive) throws(PackageError) {
    let stored = try RawEntryStream(archive: archive, entry: entry)
    let inflater = try Self.makeInflater(for: entry)
    self.entry = entry
    limits = archive.limits
    self.stored = stored
    self.inflater = inflater
    input = [UInt8](repeating: 0, count: max(1, min(entry.compressedSize, 1 << 16)))
  }

  private static func makeInflater(for entry: ZIPEntry) throws(PackageError) -> Inflater? {
    if entry.method == .stored { return nil }
    guard let inflater = Inflater() else {
      throw PackageError(.unreadable, part: entry.name, detail: "out of memory")
    }
    return inflater
  }

  /// Fills the buffer from its start and returns how many bytes were read; 0 only at the end.
  ///
  /// Throws where the data is cut short or corrupt, differs from the directory in size or checksum,
  /// or passes a limit.
  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(PackageError) -> Int {
    var filled = 0
    while filled < buffer.count, !isDone {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let count = inflater == nil ? try readStored(into: room) : try readDeflated(into: room)
      filled += count
    }
    if filled > 0 {
      let bytes = buffer.assumingMemoryBound(to: UInt8.self).baseAddress
      checksum = zip_crc32(checksum, bytes, filled)
      position += filled
      try checkSize()
    }
    if isDone { try checkEnd() }
    return filled
  }

  /// Fills an array from its start and returns how many bytes were read; 0 only at the end.
  public mutating func read(into bytes: inout [UInt8]) throws(PackageError) -> Int {
    try bytes.withUnsafeMutableBufferPointer { buffer throws(PackageError) in
      try read(into: UnsafeMutableRawBufferPointer(buffer))
    }
  }

  private mutating func readStored(into room: UnsafeMutableRawBufferPointer) throws(PackageError) -> Int {
    let count = try stored.read(into: room)
    inputTotal += count
    if count == 0 { isDone = true }
    return count
  }

  private mutating func readDeflated(into room: UnsafeMutableRawBufferPointer) throws(PackageError) -> Int {
    if inputStart == inputEnd, !isInputOver {
      let count = try stored.read(into: &input)
      isInputOver = count == 0
      inputStart = 0
      inputEnd = count
      inputTotal += count
    }
    let range = inputStart..<inputEnd
    guard
      let step = input.withUnsafeBytes({ bytes in
        inflater?.step(from: UnsafeRawBufferPointer(rebasing: bytes[range]), to: room)
      })
    else { return 0 }
    inputStart += step.read
    switch step.outcome {
    case .going:
      // The inflater may still hold output when the input is over, but once it gives none there is none.
      if isInputOver, step.written == 0 { throw truncated() }
    case .done: isDone = true
    case .corrupt:
      throw PackageError(
        .damaged, part: entry.name, byte: inputTotal - (inputEnd - inputStart),
        detail: "the deflated data is corrupt")
    }
    return step.written
  }

  private func checkSize() throws(PackageError) {
    guard position <= entry.size else {
      throw PackageError(
        .damaged, part: entry.name, byte: position,
        detail: "more bytes than the \(entry.size) the directory claims")
    }
    guard position <= limits.partBytes else { throw PackageError(.partTooLarge, part: entry.name) }
    guard
      position <= limits.ratioFloor
        || position / max(entry.compressedSize, 1) <= limits.ratio
    else {
      throw PackageError(
        .ratioTooHigh, part: entry.name,
        detail: "\(entry.compressedSize) bytes unpack to more than \(position)")
    }
  }

  private func checkEnd() throws(PackageError) {
    guard position == entry.size else {
      throw PackageError(
        .damaged, part: entry.name, byte: position,
        detail: "\(position) bytes where the directory claims \(entry.size)")
    }
    guard checksum == entry.crc32 else {
      throw PackageError(.damaged, part: entry.name, detail: "the checksum does not agree")
    }
  }

  private func truncated() -> PackageError {
    PackageError(.truncated, part: entry.name, byte: inputTotal, detail: "the data ends early")
  }
}
