#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Tells by its first bytes what a file is that is not an archive.
enum ArchiveSignature {
  /// The first bytes of a compound file (OLE2): encrypted workbooks and those of Excel 97-2003.
  static let compoundFile: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  /// Throws unless the file can be an archive; returns its size in bytes.
  static func check(path: String) throws(PackageError) -> Int {
    let (prefix, size) = try start(of: path)
    try check(prefix[...], count: size)
    return size
  }

  /// Throws unless bytes that begin so can be an archive.
  static func check(_ prefix: ArraySlice<UInt8>, count: Int) throws(PackageError) {
    if count == 0 { throw PackageError(.empty) }
    if prefix.starts(with: compoundFile) { throw PackageError(.compoundFile) }
  }

  /// Whether the bytes begin with a local file header or an empty archive's end.
  static func startsLikeArchive(_ prefix: ArraySlice<UInt8>) -> Bool {
    prefix.starts(with: [0x50, 0x4B, 0x03, 0x04]) || prefix.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  /// Whether a file is a compound file.
  static func isCompoundFile(path: String) throws(PackageError) -> Bool {
    try start(of: path).0.starts(with: compoundFile)
  }

  /// The bytes of a whole file.
  static func bytes(ofFile path: String) throws(PackageError) -> [UInt8] {
    let (file, _) = try open(path)
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = fread(&piece, 1, piece.count, file)
      if count == 0 { break }
      bytes.append(contentsOf: piece[..<count])
    }
    guard ferror(file) == 0 else { throw PackageError(.unreadable) }
    return bytes
  }

  /// Whether a file begins so.
  static func startsLikeArchive(path: String) -> Bool {
    guard let (prefix, _) = try? start(of: path) else { return false }
    return startsLikeArchive(prefix[...])
  }

  private static func start(of path: String) throws(PackageError) -> ([UInt8], Int) {
    let (file, size) = try open(path)
    defer { fclose(file) }
    var prefix = [UInt8](repeating: 0, count: 8)
    let count = fread(&prefix, 1, 8, file)
    return (Array(prefix.prefix(count)), size)
  }

  /// Opens a regular file and tells its size; opening a named pipe could wait for ever.
  private static func open(_ path: String) throws(PackageError) -> (UnsafeMutablePointer<FILE>, Int) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw PackageError(.unreadable, detail: String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw PackageError(.unreadable, detail: "not a file")
    }
    guard let file = fopen(path, "rb") else {
      throw PackageError(.unreadable, detail: String(cString: strerror(errno)))
    }
    return (file, Int(status.st_size))
  }
}
