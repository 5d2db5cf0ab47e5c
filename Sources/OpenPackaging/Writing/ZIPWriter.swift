/// Writes a ZIP archive from front to back, to a file or to memory.
///
/// Entries are written as they come, compressed in parallel blocks; their sizes are put into the local
/// header afterwards, so that no entry needs a data descriptor, which some readers do not take. ZIP64
/// appears only where a size, an offset or a count needs it. All times are 1980-01-01, so that the same
/// entries give the same bytes. The order of the entries is the order of the calls.
public final class ZIPWriter {
  private let output: ZIPOutput
  private var directory: [ZIPDirectoryEntry] = []
  private var names: Set<String> = []
  private var scratch: [UInt8] = []

  /// Begins an archive in a file that appears when `finish()` has succeeded.
  public init(to file: AtomicFile) { output = ZIPOutput(file: file) }

  /// Begins an archive in memory; `finish()` returns it.
  public init() { output = ZIPOutput(file: nil) }

  /// Adds an entry from bytes at hand.
  public func add(
    _ name: String, bytes: [UInt8], level: CompressionLevel = .fast
  ) throws(OutputError) {
    if bytes.count > ParallelDeflater.blockSize * 2, level != .stored {
      let stream = try open(name, level: level)
      try bytes.span.bytes.withUnsafeBytes { (raw) throws(OutputError) in try stream.write(raw) }
      try close(stream)
      return
    }
    var compressed = bytes
    if level != .stored {
      guard
        Deflate.compress(
          bytes, into: &compressed, level: level, isLast: true, scratch: &scratch)
      else {
        throw OutputError(code: .compressionFailed, path: name)
      }
    }
    try add(
      name, compressed: compressed, method: level == .stored ? 0 : 8, checksum: CRC32.of(bytes),
      plainCount: UInt64(bytes.count))
  }

  /// Adds an entry that is compressed already, such as one copied from another archive.
  ///
  /// - Parameters:
  ///   - method: 0 for stored, 8 for deflated.
  ///   - checksum: CRC-32 of the bytes before compression.
  ///   - plainCount: Number of bytes before compression.
  public func add(
    _ name: String, compressed: [UInt8], method: UInt16, checksum: UInt32, plainCount: UInt64
  ) throws(OutputError) {
    var entry = try begin(name, method: method, reservesZIP64: false)
    entry.checksum = checksum
    entry.plainCount = plainCount
    entry.compressedCount = UInt64(compressed.count)
    try output.write(entry.localHeader)
    try output.write(compressed)
    directory.append(entry)
  }

  /// Begins an entry of unknown length; `close` ends it. One entry is open at a time.
  public func open(_ name: String, level: CompressionLevel = .fast) throws(OutputError) -> ZIPEntryStream {
    let entry = try begin(name, method: 8, reservesZIP64: true)
    try output.write(entry.localHeader)
    return ZIPEntryStream(entry: entry, deflater: ParallelDeflater(level: level), output: output)
  }

  /// Ends an entry.
  public func close(_ stream: ZIPEntryStream) throws(OutputError) {
    let entry = try stream.finish()
    try output.overwrite(at: entry.offset, with: entry.localHeader)
    directory.append(entry)
  }

  /// Writes the central directory, and makes the file appear if there is one.
  ///
  /// - Returns: The archive's bytes if it is in memory, otherwise nothing.
  @discardableResult
  public func finish() throws(OutputError) -> [UInt8] {
    let start = output.position
    for entry in directory { try output.write(entry.centralHeader) }
    try output.write(
      ZIPDirectoryEntry.endRecords(
        count: directory.count, start: start, length: output.position - start))
    return try output.finish()
  }

  private func begin(
    _ name: String, method: UInt16, reservesZIP64: Bool
  ) throws(OutputError) -> ZIPDirectoryEntry {
    guard names.insert(name.lowercased()).inserted, name.utf8.count <= 0xFFFF else {
      throw OutputError(code: .duplicateEntry, path: name)
    }
    return ZIPDirectoryEntry(
      name: name, method: method, offset: output.position, reservesZIP64: reservesZIP64)
  }
}

/// An entry being written.
public final class ZIPEntryStream {
  private var entry: ZIPDirectoryEntry
  private let deflater: ParallelDeflater
  private let output: ZIPOutput

  init(entry: ZIPDirectoryEntry, deflater: ParallelDeflater, output: ZIPOutput) {
    self.entry = entry
    self.deflater = deflater
    self.output = output
  }

  /// Adds bytes at the entry's end.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
    try deflater.write(bytes) { (block) throws(OutputError) in try output.write(block) }
  }

  func finish() throws(OutputError) -> ZIPDirectoryEntry {
    try deflater.finish { (block) throws(OutputError) in try output.write(block) }
    entry.checksum = deflater.checksum
    entry.plainCount = deflater.plainCount
    entry.compressedCount = deflater.compressedCount
    return entry
  }
}
