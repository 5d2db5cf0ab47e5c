import CLibZip
import Synchronization

/// The stored bytes of one entry, read piece by piece.
final class RawEntryStream: Sendable {
  private let archive: ZIPArchive
  private let entry: ZIPEntry
  private let file: Mutex<ZIPEntryHandle?>

  init(archive: ZIPArchive, entry: ZIPEntry) throws(PackageError) {
    self.archive = archive
    self.entry = entry
    let opened = archive.handle.withLock { handle in
      zip_fopen_index(handle.archive, UInt64(entry.index), zip_flags_t(ZIP_FL_COMPRESSED))
        .map { UInt(bitPattern: $0) }
    }
    guard let opened, let pointer = OpaquePointer(bitPattern: opened) else {
      throw PackageError(
        .damaged, part: entry.name, detail: "the entry's data is not where the directory says")
    }
    file = Mutex(ZIPEntryHandle(file: pointer))
  }

  deinit {
    // Closing touches the archive, so it happens under the archive's lock.
    archive.handle.withLock { _ in
      file.withLock { $0 = nil }
    }
  }

  /// Fills the array from its start and returns how many bytes were read; 0 at the end.
  func read(into bytes: inout [UInt8]) throws(PackageError) -> Int {
    let count = bytes.withUnsafeMutableBytes { read(into: $0) }
    guard count >= 0 else {
      throw PackageError(.truncated, part: entry.name, detail: "stored bytes are missing")
    }
    return count
  }

  /// Fills the buffer from its start; negative if the bytes could not be read.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard let start = buffer.baseAddress else { return 0 }
    let address = UInt(bitPattern: start)
    let capacity = buffer.count
    return archive.handle.withLock { _ in
      file.withLock { handle in
        guard let file = handle?.file, let start = UnsafeMutableRawPointer(bitPattern: address) else {
          return -1
        }
        return Int(zip_fread(file, start, UInt64(capacity)))
      }
    }
  }
}
