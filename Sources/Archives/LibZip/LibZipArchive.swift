import CLibZip
import OpenPackaging

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An archive as libzip has it open. It may go from thread to thread and serves one at a time, as its owner sees to.
struct LibZipArchive: ~Copyable, @unchecked Sendable {
  private let handle: OpaquePointer

  /// Opens an archive that begins at a byte.
  init(_ bytes: ArchiveBytes, from start: Int) throws(ArchiveError) {
    guard let source = LibZipSource.make(bytes, from: start) else {
      throw ArchiveError(.unreadable, detail: "out of memory")
    }
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let handle = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      zip_source_free(source)
      throw ArchiveError(.damaged, detail: String(cString: zip_error_strerror(&error)))
    }
    self.handle = handle
  }

  deinit { zip_discard(handle) }

  /// What is known of an entry.
  func facts(of index: Int) -> zip_stat_t {
    var status = zip_stat_t()
    zip_stat_init(&status)
    zip_stat_index(handle, UInt64(index), 0, &status)
    return status
  }

  /// Whether libzip's entry at a position has a name's bytes: of two directories in one file it may have chosen the
  /// other one.
  func entry(at index: Int, isNamed name: ArraySlice<UInt8>) -> Bool {
    guard let found = zip_get_name(handle, UInt64(index), zip_flags_t(ZIP_FL_ENC_RAW)) else { return false }
    return UnsafeBufferPointer(start: found, count: strnlen(found, name.count + 1))
      .elementsEqual(name.prefix { $0 != 0 }) { UInt8(bitPattern: $0) == $1 }
  }

  /// Opens an entry.
  func open(_ index: Int, password: ArchivePassword?) throws(ArchiveError) -> LibZipFile {
    guard let password else {
      if let file = zip_fopen_index(handle, UInt64(index), 0) { return LibZipFile(file) }
      throw Self.failure(zip_get_error(handle), facts(of: index))
    }
    for form in password.forms {
      if let file = zip_fopen_index_encrypted(handle, UInt64(index), 0, form) { return LibZipFile(file) }
      guard zip_error_code_zip(zip_get_error(handle)) == ZIP_ER_WRONGPASSWD else { break }
    }
    throw Self.failure(zip_get_error(handle), facts(of: index))
  }

  /// What libzip could not do, by its error.
  static func failure(_ error: UnsafeMutablePointer<zip_error_t>, _ facts: zip_stat_t) -> ArchiveError {
    let isEncrypted = Int32(facts.encryption_method) != ZIP_EM_NONE
    let words = String(cString: zip_error_strerror(error))
    switch zip_error_code_zip(error) {
    case ZIP_ER_NOPASSWD: return ArchiveError(.passwordNeeded)
    case ZIP_ER_WRONGPASSWD: return ArchiveError(.wrongPassword)
    case ZIP_ER_CRC: return ArchiveError(isEncrypted ? .wrongPassword : .checksum)
    case ZIP_ER_ZLIB, ZIP_ER_COMPRESSED_DATA, ZIP_ER_INCONS:
      return isEncrypted ? ArchiveError(.wrongPassword) : ArchiveError(.damaged, detail: words)
    case ZIP_ER_COMPNOTSUPP:
      return ArchiveError(.unsupportedMethod, detail: CompressionMethod.name(Int(facts.comp_method)))
    case ZIP_ER_ENCRNOTSUPP: return ArchiveError(.unsupportedEncryption)
    case ZIP_ER_READ, ZIP_ER_SEEK, ZIP_ER_OPEN, ZIP_ER_MEMORY: return ArchiveError(.unreadable, detail: words)
    default: return ArchiveError(.damaged, detail: words)
    }
  }
}

/// An entry being read. The archive outlives it.
struct LibZipFile: ~Copyable {
  private let handle: OpaquePointer

  fileprivate init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { zip_fclose(handle) }

  /// Fills the buffer from its start and returns how many bytes were read; 0 at the end.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, _ facts: zip_stat_t
  ) throws(ArchiveError) -> Int {
    guard let start = buffer.baseAddress else { return 0 }
    let count = zip_fread(handle, start, UInt64(buffer.count))
    guard count >= 0 else { throw LibZipArchive.failure(zip_file_get_error(handle), facts) }
    return Int(count)
  }
}

/// Names of compression methods (APPNOTE.TXT 4.4.5), for telling which one an archiver has used.
enum CompressionMethod {
  static func name(_ number: Int) -> String {
    switch number {
    case 0: "Store"
    case 1: "Shrink"
    case 2...5: "Reduce"
    case 6: "Implode"
    case 8: "Deflate"
    case 9: "Deflate64"
    case 10: "PKWARE DCL"
    case 12: "BZip2"
    case 14: "LZMA"
    case 20, 93: "Zstandard"
    case 94: "MP3"
    case 95: "XZ"
    case 96: "JPEG"
    case 97: "WavPack"
    case 98: "PPMd"
    case 99: "AES"
    default: "\(number)"
    }
  }
}
