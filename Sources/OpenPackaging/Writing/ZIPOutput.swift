/// Where an archive's bytes go: a file that appears at the end, or memory.
final class ZIPOutput {
  private let file: AtomicFile?
  private var memory: [UInt8] = []
  /// Number of bytes written.
  private(set) var position: UInt64 = 0

  init(file: AtomicFile?) { self.file = file }

  func write(_ bytes: [UInt8]) throws(OutputError) {
    position += UInt64(bytes.count)
    if let file {
      try file.write(bytes)
    } else {
      memory.append(contentsOf: bytes)
    }
  }

  func overwrite(at offset: UInt64, with bytes: [UInt8]) throws(OutputError) {
    if let file {
      try file.overwrite(at: offset, with: bytes)
    } else if let start = Int(exactly: offset), start + bytes.count <= memory.count {
      memory.replaceSubrange(start..<start + bytes.count, with: bytes)
    }
  }

  func finish() throws(OutputError) -> [UInt8] {
    try file?.commit()
    return memory
  }
}
