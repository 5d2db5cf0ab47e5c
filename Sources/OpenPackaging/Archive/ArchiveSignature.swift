/// Tells by its first bytes what a file is that is not an archive.
enum ArchiveSignature {
  /// The first bytes of a compound file (OLE2): encrypted workbooks and those of Excel 97-2003.
  static let compoundFile: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  /// The first bytes, enough to tell.
  static func start(of bytes: ArchiveBytes) throws(PackageError) -> [UInt8] {
    try bytes.bytes(in: 0..<8)
  }

  /// Throws unless the bytes can be an archive.
  static func check(_ bytes: ArchiveBytes) throws(PackageError) {
    if bytes.count == 0 { throw PackageError(.empty) }
    if try start(of: bytes) == compoundFile { throw PackageError(.compoundFile) }
  }

  /// The error of bytes in which no end of a directory is found: an archive cut short, or none.
  static func missingDirectory(in bytes: ArchiveBytes) throws(PackageError) -> PackageError {
    let start = try start(of: bytes)
    return start.starts(with: [0x50, 0x4B, 0x03, 0x04]) || start.starts(with: [0x50, 0x4B, 0x05, 0x06])
      ? PackageError(.truncated, detail: "the archive's directory is missing at its end")
      : PackageError(.notArchive)
  }
}
