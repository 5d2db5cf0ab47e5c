import FoundationEssentials

/// How a package was encrypted ([MS-OFFCRYPTO] 2.3).
public enum PackageEncryption: Hashable, Sendable, CustomStringConvertible {
  /// That of Office 2010 and later, its key of so many bits.
  case agile(keyBits: Int)
  /// That of Office 2007.
  case standard(keyBits: Int)

  /// A name for people.
  public var description: String {
    switch self {
    case .agile(let bits): "Agile AES-\(bits)"
    case .standard(let bits): "Standard AES-\(bits)"
    }
  }
}

/// Opens and makes packages encrypted with a password: a compound file around the package's bytes
/// ([MS-OFFCRYPTO] 2.3).
enum EncryptedPackage {
  /// Excel encrypts workbooks that are only locked against editing with this password, and opens them
  /// without asking.
  private static let silentPassword = "VelvetSweatshop"

  /// The bytes of the package inside a compound file, and how they were encrypted.
  ///
  /// Throws `compoundFile` if there is none, `passwordNeeded`, `wrongPassword` or
  /// `unsupportedEncryption` if it does not open.
  static func decrypt(
    _ bytes: [UInt8], password: String?
  ) throws(PackageError) -> (bytes: [UInt8], encryption: PackageEncryption) {
    let (_, info, package) = try streams(of: bytes)
    // An encrypted package begins with its true size, as blocks only come whole.
    guard info.count > 8, package.count > 8 else { throw PackageError(.truncated, part: "EncryptedPackage") }
    let size = (0..<8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(package[$1]) }
    var opened = try decrypt(package, info: info, password: units(password ?? silentPassword))
    if opened == nil, password != nil {
      opened = try decrypt(package, info: info, password: units(silentPassword))
    }
    guard let (plain, encryption) = opened else {
      throw PackageError(password == nil ? .passwordNeeded : .wrongPassword)
    }
    guard let count = Int(exactly: size), count <= plain.count else {
      throw PackageError(.truncated, part: "EncryptedPackage", byte: plain.count)
    }
    return (Array(plain.prefix(count)), encryption)
  }

  /// The compound file with its two streams: how the package was encrypted, and the package.
  private static func streams(
    of bytes: [UInt8]
  ) throws(PackageError) -> (file: CompoundFile, info: [UInt8], package: [UInt8]) {
    let file: CompoundFile
    do { file = try CompoundFile(bytes: bytes) } catch {
      throw error.code == .truncated ? error : PackageError(.compoundFile, detail: error.detail)
    }
    guard let infoStream = file.entry(named: "EncryptionInfo"),
      let packageStream = file.entry(named: "EncryptedPackage")
    else { throw PackageError(.compoundFile) }
    let info = file.bytes(of: infoStream)
    let package = file.bytes(of: packageStream)
    guard package.count == packageStream.size else {
      throw PackageError(.truncated, part: "EncryptedPackage", byte: package.count)
    }
    return (file, info, package)
  }

  /// Another package encrypted as one that was opened, under the same password and key.
  ///
  /// - Throws: what `decrypt` throws.
  static func encrypt(
    _ plain: [UInt8], like original: [UInt8], password: String?
  ) throws(PackageError) -> [UInt8] {
    let (file, info, _) = try streams(of: original)
    for password in [password, silentPassword].compactMap(\.self) {
      let units = units(password)
      if let agile = agile(info) {
        guard let (package, integrity) = agile.encrypt(plain, password: units) else { continue }
        return file.replacing([
          "encryptioninfo": vouching(info, integrity), "encryptedpackage": package,
        ])
      }
      if let package = standard(info)?.encrypt(plain, password: units) {
        return file.replacing(["encryptedpackage": package])
      }
    }
    throw PackageError(password == nil ? .passwordNeeded : .wrongPassword)
  }

  /// The description of an encryption with another value that vouches for the package.
  private static func vouching(_ info: [UInt8], _ integrity: [UInt8]) -> [UInt8] {
    let name = Array("encryptedHmacValue=".utf8)
    guard !integrity.isEmpty,
      let start = info.indices.first(where: { info[$0...].starts(with: name) }).map({ $0 + name.count }),
      start < info.count, let end = info[(start + 1)...].firstIndex(of: info[start])
    else { return info }
    return Array(info[...start]) + Data(integrity).base64EncodedData() + info[end...]
  }

  private static func agile(_ info: [UInt8]) -> AgileEncryption? {
    version(info) == (4, 4) ? AgileEncryption(xml: Array(info.dropFirst(8))) : nil
  }

  private static func standard(_ info: [UInt8]) -> StandardEncryption? {
    let (major, minor) = version(info)
    return (2...4).contains(major) && minor == 2 ? StandardEncryption(info) : nil
  }

  private static func version(_ info: [UInt8]) -> (major: Int, minor: Int) {
    let numbers = LittleEndian(info)
    return (numbers.uint16(0) ?? 0, numbers.uint16(2) ?? 0)
  }

  /// A password as it is hashed: UTF-16, low byte first.
  private static func units(_ password: String) -> [UInt8] {
    password.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  private static func decrypt(
    _ package: [UInt8], info: [UInt8], password: [UInt8]
  ) throws(PackageError) -> (bytes: [UInt8], encryption: PackageEncryption)? {
    if let agile = agile(info) {
      return try agile.decrypt(package, password: password).map { ($0, .agile(keyBits: agile.keyBits)) }
    }
    if let standard = standard(info) {
      return standard.decrypt(package, password: password).map {
        ($0, .standard(keyBits: standard.keyBytes * 8))
      }
    }
    let (major, minor) = version(info)
    throw PackageError(.unsupportedEncryption, detail: "encryption version \(major).\(minor)")
  }
}
