import Dispatch
import Synchronization

/// Compresses a stream of bytes in blocks on several threads and hands the result on in order.
///
/// The caller's thread fills a block while others are compressed; when all are under way, it waits for
/// the oldest. Memory is bounded by the number of blocks, whatever the length of the stream.
final class ParallelDeflater {
  static let blockSize = 256 * 1024
  private let level: CompressionLevel
  private var idle: [DeflateBlock] = []
  private var underWay: [DeflateBlock] = []
  private var pending: [UInt8] = []
  private let blockLimit: Int

  /// The checksum of all the bytes so far handed on.
  private(set) var checksum: UInt32 = 0
  /// Number of bytes before compression.
  private(set) var plainCount: UInt64 = 0
  /// Number of bytes after compression.
  private(set) var compressedCount: UInt64 = 0

  init(level: CompressionLevel, blockLimit: Int = 4) {
    self.level = level
    self.blockLimit = blockLimit
    pending.reserveCapacity(Self.blockSize)
  }

  /// Takes bytes; compressed ones are handed to `emit` as they become ready.
  func write(
    _ bytes: UnsafeRawBufferPointer, emit: ([UInt8]) throws(OutputError) -> Void
  ) throws(OutputError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = rest.prefix(Self.blockSize - pending.count)
      pending.append(contentsOf: part)
      rest = rest.dropFirst(part.count)
      if pending.count == Self.blockSize { try submit(emit: emit) }
    }
  }

  /// Compresses what is left and ends the deflate stream.
  func finish(emit: ([UInt8]) throws(OutputError) -> Void) throws(OutputError) {
    while !underWay.isEmpty { try collect(emit: emit) }
    let block = takeBlock()
    block.compress(level: level, isLast: true)
    block.done.signal()
    underWay.append(block)
    try collect(emit: emit)
  }

  private func takeBlock() -> DeflateBlock {
    let block = idle.popLast() ?? DeflateBlock()
    // The block's emptied buffer becomes the next one to fill.
    block.content.withLock { swap(&$0.input, &pending) }
    return block
  }

  private func submit(emit: ([UInt8]) throws(OutputError) -> Void) throws(OutputError) {
    if underWay.count >= blockLimit { try collect(emit: emit) }
    let block = takeBlock()
    let level = level
    DispatchQueue.global(qos: .userInitiated).async {
      block.compress(level: level, isLast: false)
      block.done.signal()
    }
    underWay.append(block)
  }

  private func collect(emit: ([UInt8]) throws(OutputError) -> Void) throws(OutputError) {
    let block = underWay.removeFirst()
    block.done.wait()
    var output: [UInt8] = []
    var succeeded = false
    block.content.withLock { content in
      succeeded = content.succeeded
      checksum = CRC32.combine(checksum, content.checksum, secondCount: content.inputCount)
      plainCount += UInt64(content.inputCount)
      swap(&output, &content.output)
    }
    guard succeeded else { throw OutputError(code: .compressionFailed, path: "") }
    compressedCount += UInt64(output.count)
    try emit(output)
    idle.append(block)
  }
}
