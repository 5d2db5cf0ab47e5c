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

/// Opens packages that were encrypted with a password: a compound file around the package's bytes
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

  /// A password as it is hashed: UTF-16, low byte first.
  private static func units(_ password: String) -> [UInt8] {
    password.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  private static func decrypt(
    _ package: [UInt8], info: [UInt8], password: [UInt8]
  ) throws(PackageError) -> (bytes: [UInt8], encryption: PackageEncryption)? {
    let major = Int(info[0]) | Int(info[1]) << 8
    let minor = Int(info[2]) | Int(info[3]) << 8
    if major == 4, minor == 4, let agile = AgileEncryption(xml: Array(info[8...])) {
      return try agile.decrypt(package, password: password).map { ($0, .agile(keyBits: agile.keyBits)) }
    }
    if (2...4).contains(major), minor == 2, let standard = StandardEncryption(info) {
      return standard.decrypt(package, password: password).map {
        ($0, .standard(keyBits: standard.keyBytes * 8))
      }
    }
    throw PackageError(.unsupportedEncryption, detail: "encryption version \(major).\(minor)")
  }
}
