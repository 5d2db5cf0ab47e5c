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
    try bytes.withUnsafeMutableBufferPointer { buffer throws(PackageError) in
      try read(into: UnsafeMutableRawBufferPointer(buffer))
    }
  }

  /// Fills the buffer from its start and returns how many bytes were read; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(PackageError) -> Int {
    let (count, code) = readOrFail(into: buffer)
    if count >= 0 { return count }
    // libzip checks the sum of stored entries by itself.
    throw code == ZIP_ER_CRC
      ? PackageError(.damaged, part: entry.name, detail: "the checksum does not agree")
      : PackageError(.truncated, part: entry.name, detail: "stored bytes are missing")
  }

  private func readOrFail(into buffer: UnsafeMutableRawBufferPointer) -> (count: Int, code: Int32) {
    guard let start = buffer.baseAddress else { return (0, 0) }
    let address = UInt(bitPattern: start)
    let capacity = buffer.count
    return archive.handle.withLock { _ in
      file.withLock { handle in
        guard let file = handle?.file, let start = UnsafeMutableRawPointer(bitPattern: address) else {
          return (-1, 0)
        }
        let count = Int(zip_fread(file, start, UInt64(capacity)))
        return (count, count < 0 ? zip_error_code_zip(zip_file_get_error(file)) : 0)
      }
    }
  }
}
