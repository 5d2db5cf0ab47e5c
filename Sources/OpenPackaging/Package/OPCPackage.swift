import XMLStreaming

/// A package of parts in a ZIP archive, with their types and relationships (ECMA-376 Part 2).
///
/// Parts are found by relationship, never by name: start at `relationships(of: "")`.
public final class OPCPackage: Sendable {
  /// The archive underneath.
  public let archive: ZIPArchive
  /// The types of the parts.
  public let contentTypes: ContentTypes
  /// How the package was encrypted; `nil` if it was not.
  public let encryption: PackageEncryption?

  /// The limits the package was opened under.
  public var limits: PackageLimits { archive.limits }

  /// Opens a package in the file system. The password is for encrypted packages.
  public convenience init(
    path: String, password: String? = nil, limits: PackageLimits = .standard
  ) throws(PackageError) {
    try self.init(ArchiveBytes(path: path), password: password, limits: limits)
  }

  /// Opens a package in memory. The password is for encrypted packages.
  public convenience init(
    bytes: [UInt8], password: String? = nil, limits: PackageLimits = .standard
  ) throws(PackageError) {
    try self.init(ArchiveBytes(bytes), password: password, limits: limits)
  }

  private convenience init(
    _ bytes: ArchiveBytes, password: String?, limits: PackageLimits
  ) throws(PackageError) {
    if try ArchiveSignature.start(of: bytes) == ArchiveSignature.compoundFile {
      let decrypted = try EncryptedPackage.decrypt(
        bytes.bytes(in: 0..<bytes.count), password: password)
      try self.init(
        archive: ZIPArchive(bytes: decrypted.bytes, limits: limits), encryption: decrypted.encryption)
    } else {
      try self.init(archive: ZIPArchive(bytes, limits: limits))
    }
  }

  /// A package encrypted as another one is, under the same password and key.
  ///
  /// - Throws: `passwordNeeded`, `wrongPassword` and what opening the other one throws.
  public static func encrypt(
    _ package: [UInt8], like original: [UInt8], password: String?
  ) throws(PackageError) -> [UInt8] {
    try EncryptedPackage.encrypt(package, like: original, password: password)
  }

  /// Opens the package in an archive.
  public convenience init(archive: ZIPArchive) throws(PackageError) {
    try self.init(archive: archive, encryption: nil)
  }

  private init(archive: ZIPArchive, encryption: PackageEncryption?) throws(PackageError) {
    self.archive = archive
    self.encryption = encryption
    guard let entry = archive.entry(named: "[Content_Types].xml") else {
      throw PackageError(.missingPart, part: "[Content_Types].xml", detail: "a ZIP archive, but no package")
    }
    let bytes = try archive.bytes(of: entry)
    do {
      contentTypes = try ContentTypes(parsing: bytes.span, limits: archive.limits)
    } catch {
      throw PackageError(.malformedPart, part: entry.name, detail: error.description)
    }
  }

  /// Whether the package has a part of a name.
  public func hasPart(_ name: String) -> Bool { archive.entry(named: name) != nil }

  /// The entry of a part. Throws `missingPart`.
  public func entry(of part: String) throws(PackageError) -> ZIPEntry {
    guard let entry = archive.entry(named: part) else { throw PackageError(.missingPart, part: part) }
    return entry
  }

  /// The unpacked bytes of a part, all at once.
  public func bytes(of part: String) throws(PackageError) -> [UInt8] {
    try archive.bytes(of: entry(of: part))
  }

  /// The relationships of a part, or of the package for an empty name; none if it has no such part.
  public func relationships(of source: String) throws(PackageError) -> Relationships {
    guard let entry = archive.entry(named: PartName.relationshipsPart(of: source)) else {
      return Relationships()
    }
    let bytes = try archive.bytes(of: entry)
    do {
      var found = try Relationships(
        parsing: bytes.span, part: entry.name, source: source, limits: limits)
      found.mend { hasPart($0) }
      return found
    } catch {
      throw PackageError(.malformedPart, part: entry.name, detail: error.description)
    }
  }
}

extension ZIPArchive {
  /// The unpacked bytes of an entry, all at once, at most `PackageLimits.bufferedPartBytes`.
  public func bytes(of entry: ZIPEntry) throws(PackageError) -> [UInt8] {
    guard entry.size <= limits.bufferedPartBytes else {
      throw PackageError(.partTooLarge, part: entry.name, detail: "\(entry.size) bytes")
    }
    var stream = try PartStream(entry, of: self)
    // Room is made as data arrives, never by what the directory claims.
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: max(1, min(entry.size, 1 << 18)))
    while true {
      let count = try stream.read(into: &piece)
      if count == 0 { return bytes }
      bytes.append(contentsOf: piece[..<count])
    }
  }
}
