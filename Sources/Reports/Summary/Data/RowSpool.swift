import OpenPackaging
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Blocks of rows that wait outside of memory until they are asked for again.
///
/// They stand in a file of the temporary folder that nobody but this process can open and that has no name, so
/// that nothing of it stays however the program ends. It comes to be with the first block.
final class RowSpool: Sendable {
  private struct State {
    var descriptor: Int32?
    /// Whether there is no use in trying to make it.
    var isUnavailable = false
    /// Bytes written.
    var end = 0
    /// The reason why something written could not be read again.
    var failure: Int32?
  }

  private let state = Mutex(State())
  private let folder: String

  /// A spool in a folder; in that for temporary files unless given.
  init(folder: String? = nil) {
    self.folder = folder ?? getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  }

  deinit {
    state.withLock { state in
      if let descriptor = state.descriptor { _ = close(descriptor) }
    }
  }

  /// Keeps a block.
  ///
  /// - Returns: where it begins; `nil` where there is no room, and its owner has to keep it.
  func store(_ block: RowBlock) -> Int? {
    state.withLock { state in
      guard let descriptor = Self.descriptor(&state, in: folder) else { return nil }
      let begin = state.end
      let texts = begin + block.codes.count * MemoryLayout<UInt32>.stride
      // What is there of a block that is not written whole is overwritten by the next.
      guard block.codes.withUnsafeBytes({ Self.write($0, to: descriptor, at: begin) }),
        block.texts.withUnsafeBytes({ Self.write($0, to: descriptor, at: texts) })
      else { return nil }
      state.end = texts + block.texts.count
      return begin
    }
  }

  /// A block that was stored.
  ///
  /// - Returns: one without rows where it cannot be read, which `check()` tells.
  func block(at offset: Int, codes: Int, texts: Int) -> RowBlock {
    state.withLock { state in
      guard let descriptor = state.descriptor else { return RowBlock() }
      let size = codes * MemoryLayout<UInt32>.stride
      guard let codes: [UInt32] = Self.values(codes, from: descriptor, at: offset),
        let texts: [UInt8] = Self.values(texts, from: descriptor, at: offset + size)
      else {
        state.failure = state.failure ?? errno
        return RowBlock()
      }
      return RowBlock(codes: codes, texts: texts)
    }
  }

  /// Tells whether all that was asked for could be read.
  ///
  /// - Throws: `OutputError` (`failed`).
  func check() throws(OutputError) {
    guard let code = state.withLock(\.failure) else { return }
    throw OutputError(code: .failed, path: folder, systemError: code)
  }

  private static func descriptor(_ state: inout State, in folder: String) -> Int32? {
    if let descriptor = state.descriptor { return descriptor }
    guard !state.isUnavailable else { return nil }
    var path = Array("\(folder)/taizhang-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    guard descriptor >= 0 else {
      state.isUnavailable = true
      return nil
    }
    unlink(path)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    state.descriptor = descriptor
    return descriptor
  }

  private static func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int
  ) -> Bool {
    var done = 0
    while done < bytes.count {
      let written = pwrite(
        descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
      if written > 0 { done += written } else if errno != EINTR { return false }
    }
    return true
  }

  private static func values<Value: BitwiseCopyable>(
    _ number: Int, from descriptor: Int32, at offset: Int
  ) -> [Value]? {
    // All threads have one empty array in common, and the initializer would write its count.
    guard number > 0 else { return [] }
    var isWhole = false
    let values = [Value](unsafeUninitializedCapacity: number) { buffer, count in
      isWhole = read(UnsafeMutableRawBufferPointer(buffer), from: descriptor, at: offset)
      count = isWhole ? number : 0
    }
    return isWhole ? values : nil
  }

  private static func read(_ buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32, at offset: Int)
    -> Bool
  {
    var done = 0
    while done < buffer.count {
      let read = pread(
        descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(offset + done))
      if read > 0 {
        done += read
      } else if read == 0 {
        errno = EIO
        return false
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }
}
