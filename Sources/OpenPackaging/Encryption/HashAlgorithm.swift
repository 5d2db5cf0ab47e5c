import CCrypto

/// The hash functions of encrypted packages and workbooks.
package enum HashAlgorithm: String, Sendable {
  case md5 = "MD5"
  case sha1 = "SHA1"
  case sha256 = "SHA256"
  case sha384 = "SHA384"
  case sha512 = "SHA512"

  private var function: OpaquePointer? {
    switch self {
    case .md5: EVP_md5()
    case .sha1: EVP_sha1()
    case .sha256: EVP_sha256()
    case .sha384: EVP_sha384()
    case .sha512: EVP_sha512()
    }
  }

  /// The algorithm of a name, with or without a hyphen.
  init?(name: String) {
    self.init(rawValue: name.uppercased().filter { $0 != "-" })
  }

  /// The hash of several pieces of bytes in a row; empty if libcrypto refuses.
  package func hash(_ pieces: [UInt8]...) -> [UInt8] {
    guard let context = EVP_MD_CTX_new() else { return [] }
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestInit_ex(context, function, nil) == 1 else { return [] }
    for piece in pieces where EVP_DigestUpdate(context, piece, piece.count) != 1 { return [] }
    return finish(context)
  }

  /// The hash of a password and a salt, hashed again and again with a counter in front
  /// ([MS-OFFCRYPTO] 2.3.4.7 and 2.3.4.11).
  func spin(salt: [UInt8], password: [UInt8], count: UInt32) -> [UInt8] {
    var hash = hash(salt, password)
    guard !hash.isEmpty, let context = EVP_MD_CTX_new() else { return [] }
    defer { EVP_MD_CTX_free(context) }
    for round in 0..<count {
      var counter = round.littleEndian
      guard EVP_DigestInit_ex(context, function, nil) == 1,
        EVP_DigestUpdate(context, &counter, 4) == 1,
        EVP_DigestUpdate(context, hash, hash.count) == 1,
        EVP_DigestFinal_ex(context, &hash, nil) == 1
      else { return [] }
    }
    return hash
  }

  /// The keyed hash (HMAC) of bytes; empty if libcrypto refuses.
  func authentication(of bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    guard let length = Int32(exactly: key.count),
      HMAC(function, key, length, bytes, bytes.count, &result, &count) != nil
    else { return [] }
    return Array(result.prefix(Int(count)))
  }

  private func finish(_ context: OpaquePointer) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    guard EVP_DigestFinal_ex(context, &result, &count) == 1 else { return [] }
    return Array(result.prefix(Int(count)))
  }
}
