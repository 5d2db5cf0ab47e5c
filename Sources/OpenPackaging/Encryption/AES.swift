import CCrypto

/// AES without padding, for packages.
struct AES {
  /// How blocks depend on one another.
  enum Mode {
    /// Each block by itself (standard encryption).
    case electronicCodebook
    /// Each block on the one before, the first on an initialization vector (agile encryption).
    case cipherBlockChaining(vector: [UInt8])
  }

  let key: [UInt8]
  let mode: Mode

  /// The plain bytes of whole blocks; `nil` for a key length AES does not have, or a broken block.
  func decrypt(_ bytes: [UInt8]) -> [UInt8]? { transform(bytes, encrypting: false) }

  /// The encrypted bytes of whole blocks; `nil` for a key length AES does not have, or a broken block.
  func encrypt(_ bytes: [UInt8]) -> [UInt8]? { transform(bytes, encrypting: true) }

  private func transform(_ bytes: [UInt8], encrypting: Bool) -> [UInt8]? {
    guard bytes.count % 16 == 0, let count = Int32(exactly: bytes.count), let cipher,
      let context = EVP_CIPHER_CTX_new()
    else { return nil }
    defer { EVP_CIPHER_CTX_free(context) }
    var vector: [UInt8] = []
    if case .cipherBlockChaining(let given) = mode { vector = given }
    guard vector.isEmpty || vector.count == 16,
      EVP_CipherInit_ex(context, cipher, nil, key, vector.isEmpty ? nil : vector, encrypting ? 1 : 0) == 1
    else { return nil }
    EVP_CIPHER_CTX_set_padding(context, 0)
    var result = [UInt8](repeating: 0, count: bytes.count + 16)
    var written: Int32 = 0
    var rest: Int32 = 0
    guard EVP_CipherUpdate(context, &result, &written, bytes, count) == 1 else { return nil }
    var tail = [UInt8](repeating: 0, count: 16)
    guard EVP_CipherFinal_ex(context, &tail, &rest) == 1 else { return nil }
    return Array(result.prefix(Int(written))) + tail.prefix(Int(rest))
  }

  private var cipher: OpaquePointer? {
    switch (mode, key.count) {
    case (.electronicCodebook, 16): EVP_aes_128_ecb()
    case (.electronicCodebook, 24): EVP_aes_192_ecb()
    case (.electronicCodebook, 32): EVP_aes_256_ecb()
    case (.cipherBlockChaining, 16): EVP_aes_128_cbc()
    case (.cipherBlockChaining, 24): EVP_aes_192_cbc()
    case (.cipherBlockChaining, 32): EVP_aes_256_cbc()
    default: nil
    }
  }
}
