/// Standard encryption of Office 2007: AES in single blocks, SHA-1 ([MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9).
struct StandardEncryption {
  let keyBytes: Int
  private let salt: [UInt8]
  private let verifier: [UInt8]
  private let verifierHash: [UInt8]

  private static let spinCount: UInt32 = 50_000

  /// Reads an encryption info stream behind its version; `nil` if it is of another kind.
  init?(_ info: [UInt8]) {
    func number(_ index: Int) -> Int? {
      guard index >= 0, index + 3 < info.count else { return nil }
      return Int(info[index]) | Int(info[index + 1]) << 8 | Int(info[index + 2]) << 16
        | Int(info[index + 3]) << 24
    }
    // Version (4), flags (4), header size (4), header, verifier.
    guard let headerSize = number(8), let algorithm = number(20), let keyBits = number(28),
      [0x660E, 0x660F, 0x6610].contains(algorithm), [128, 192, 256].contains(keyBits),
      headerSize >= 32, headerSize < info.count, let saltSize = number(12 + headerSize), saltSize == 16
    else { return nil }
    let start = 16 + headerSize
    guard info.count >= start + 16 + 16 + 4 + 32 else { return nil }
    keyBytes = keyBits / 8
    salt = Array(info[start..<start + 16])
    verifier = Array(info[start + 16..<start + 32])
    verifierHash = Array(info[start + 36..<start + 68])
  }

  /// The decrypted package; `nil` if the password is wrong.
  func decrypt(_ package: [UInt8], password: [UInt8]) -> [UInt8]? {
    let content = package.dropFirst(8)
    return cipher(password)?.decrypt(Array(content.prefix(content.count / 16 * 16)))
  }

  /// Another package under the same key; `nil` if the password is wrong.
  func encrypt(_ plain: [UInt8], password: [UInt8]) -> [UInt8]? {
    let size = withUnsafeBytes(of: UInt64(plain.count).littleEndian) { Array($0) }
    let padding = [UInt8](repeating: 0, count: (16 - plain.count % 16) % 16)
    return cipher(password)?.encrypt(plain + padding).map { size + $0 }
  }

  /// The cipher of a password; `nil` if it is the wrong one.
  private func cipher(_ password: [UInt8]) -> AES? {
    let aes = AES(key: key(password), mode: .electronicCodebook)
    guard let plain = aes.decrypt(verifier), let hash = aes.decrypt(verifierHash),
      HashAlgorithm.sha1.hash(plain) == Array(hash.prefix(20))
    else { return nil }
    return aes
  }

  private func key(_ password: [UInt8]) -> [UInt8] {
    let sha1 = HashAlgorithm.sha1
    let spun = sha1.hash(sha1.spin(salt: salt, password: password, count: Self.spinCount), [0, 0, 0, 0])
    func derived(_ fill: UInt8) -> [UInt8] {
      var block = [UInt8](repeating: fill, count: 64)
      for (index, byte) in spun.enumerated() { block[index] ^= byte }
      return sha1.hash(block)
    }
    return Array((derived(0x36) + derived(0x5C)).prefix(keyBytes))
  }
}
