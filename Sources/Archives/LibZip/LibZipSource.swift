import CLibZip
import OpenPackaging

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lets libzip read an archive's bytes wherever they are.
final class LibZipSource {
  private let bytes: ArchiveBytes
  /// Where the archive begins: libzip knows of nothing in front of it.
  private let start: Int
  private var position = 0
  private var error = zip_error_t()

  private init(_ bytes: ArchiveBytes, from start: Int) {
    self.bytes = bytes
    self.start = start
    zip_error_init(&error)
  }

  deinit { zip_error_fini(&error) }

  /// A source of libzip's own, which keeps the bytes until it is freed; `nil` if memory is short.
  static func make(_ bytes: ArchiveBytes, from start: Int) -> OpaquePointer? {
    let source = Unmanaged.passRetained(LibZipSource(bytes, from: start))
    let made = zip_source_function_create(
      { state, data, length, command in
        guard let state else { return -1 }
        let source = Unmanaged<LibZipSource>.fromOpaque(state)
        if command == ZIP_SOURCE_FREE {
          source.release()
          return 0
        }
        return source.takeUnretainedValue().answer(command, data, length)
      }, source.toOpaque(), nil)
    if made == nil { source.release() }
    return made
  }

  private func answer(
    _ command: zip_source_cmd_t, _ data: UnsafeMutableRawPointer?, _ length: UInt64
  ) -> Int64 {
    switch command {
    case ZIP_SOURCE_OPEN:
      position = 0
      return 0
    case ZIP_SOURCE_CLOSE: return 0
    case ZIP_SOURCE_READ:
      return read(UnsafeMutableRawBufferPointer(start: data, count: Int(clamping: length)))
    case ZIP_SOURCE_SEEK:
      let next = data.map {
        zip_source_seek_compute_offset(UInt64(position), UInt64(bytes.count - start), $0, length, &error)
      }
      guard let next, next >= 0 else { return -1 }
      position = Int(next)
      return 0
    case ZIP_SOURCE_TELL: return Int64(position)
    case ZIP_SOURCE_STAT:
      guard let data, length >= UInt64(MemoryLayout<zip_stat_t>.size) else { return -1 }
      var status = zip_stat_t()
      zip_stat_init(&status)
      status.size = UInt64(bytes.count - start)
      status.valid = UInt64(ZIP_STAT_SIZE)
      data.storeBytes(of: status, as: zip_stat_t.self)
      return Int64(MemoryLayout<zip_stat_t>.size)
    case ZIP_SOURCE_ERROR: return data.map { zip_error_to_data(&error, $0, length) } ?? -1
    case ZIP_SOURCE_SUPPORTS: return Self.supported
    default:
      zip_error_set(&error, ZIP_ER_OPNOTSUPP, 0)
      return -1
    }
  }

  private func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int64 {
    do throws(PackageError) {
      let count = try bytes.read(at: start + position, into: buffer)
      position += count
      return Int64(count)
    } catch {
      zip_error_set(&self.error, ZIP_ER_READ, EIO)
      return -1
    }
  }

  /// What libzip may ask: the commands of a source that can be read at any place.
  private static let supported = [
    ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
    ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS,
  ].reduce(0) { $0 | Int64(1) << Int64($1.rawValue) }
}
