import FoundationEssentials
import XMLStreaming

/// Agile encryption of Office 2010 and later: AES in chained blocks, with a key that is itself
/// encrypted by the password ([MS-OFFCRYPTO] 2.3.4.10 to 2.3.4.15).
struct AgileEncryption {
  /// How something is encrypted: the package, or its key.
  struct Parameters {
    var salt: [UInt8]
    var blockSize: Int
    var keyBytes: Int
    var hash: HashAlgorithm
  }

  private let package: Parameters
  private let encryptor: Parameters
  private let spinCount: UInt32
  private let verifierInput: [UInt8]
  private let verifierHash: [UInt8]
  private let encryptedKey: [UInt8]
  private let integrityKey: [UInt8]
  private let integrityValue: [UInt8]

  /// Length of the package's key.
  var keyBits: Int { package.keyBytes * 8 }

  /// The standard's own bound; more only costs time.
  private static let spinLimit: UInt32 = 10_000_000
  private static let segmentSize = 4096

  /// Reads the XML of an encryption info stream; `nil` if it describes another kind.
  init?(xml: [UInt8]) {
    guard
      let handler = try? XMLPushParser.parse(
        xml.span, part: "EncryptionInfo", handler: AgileHandler()),
      let package = handler.package, let encryptor = handler.encryptor,
      let spinCount = handler.spinCount, spinCount <= Self.spinLimit
    else { return nil }
    self.package = package
    self.encryptor = encryptor
    self.spinCount = spinCount
    verifierInput = handler.verifierInput
    verifierHash = handler.verifierHash
    encryptedKey = handler.encryptedKey
    integrityKey = handler.integrityKey
    integrityValue = handler.integrityValue
  }

  /// The decrypted package; `nil` if the password is wrong. Throws `damaged` if the package is not the
  /// one that was encrypted.
  func decrypt(_ bytes: [UInt8], password: [UInt8]) throws(PackageError) -> [UInt8]? {
    guard let key = packageKey(password) else { return nil }
    try checkIntegrity(of: bytes, key: key)
    return decryptSegments(bytes, key: key)
  }

  /// The package's key; `nil` if the password is wrong.
  private func packageKey(_ password: [UInt8]) -> [UInt8]? {
    let spun = encryptor.hash.spin(salt: encryptor.salt, password: password, count: spinCount)
    func unlocked(_ block: [UInt8], _ purpose: [UInt8]) -> [UInt8]? {
      let key = Self.fitted(encryptor.hash.hash(spun, purpose), to: encryptor.keyBytes)
      let vector = Self.fitted(encryptor.salt, to: encryptor.blockSize)
      return AES(key: key, mode: .cipherBlockChaining(vector: vector)).decrypt(block)
    }
    guard
      let input = unlocked(verifierInput, [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79]),
      let expected = unlocked(verifierHash, [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E]),
      let key = unlocked(encryptedKey, [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6])
    else { return nil }
    let hash = encryptor.hash.hash(input)
    guard !hash.isEmpty, expected.starts(with: hash) else { return nil }
    return Array(key.prefix(package.keyBytes))
  }

  /// Another package under the same key, and the value that vouches for it; `nil` if the password is wrong.
  ///
  /// Key and salts are those the workbook came with, so that the same change gives the same bytes.
  func encrypt(_ plain: [UInt8], password: [UInt8]) -> (package: [UInt8], integrity: [UInt8])? {
    guard let key = packageKey(password) else { return nil }
    var bytes = withUnsafeBytes(of: UInt64(plain.count).littleEndian) { Array($0) }
    bytes.reserveCapacity(plain.count + Self.segmentSize)
    var segment: UInt32 = 0
    for start in stride(from: 0, to: plain.count, by: Self.segmentSize) {
      var piece = Array(plain[start..<min(start + Self.segmentSize, plain.count)])
      piece += [UInt8](repeating: 0, count: (16 - piece.count % 16) % 16)
      let number = withUnsafeBytes(of: segment.littleEndian) { Array($0) }
      guard let hidden = AES(key: key, mode: .cipherBlockChaining(vector: vector(number))).encrypt(piece)
      else { return nil }
      bytes += hidden
      segment += 1
    }
    guard !integrityKey.isEmpty, !integrityValue.isEmpty else { return (bytes, []) }
    guard let secret = integritySecret(key: key) else { return nil }
    var value = package.hash.authentication(of: bytes, key: secret)
    value += [UInt8](repeating: 0, count: max(0, integrityValue.count - value.count))
    return integrityCipher(Self.integrityValueBlock, key: key).encrypt(value).map { (bytes, $0) }
  }

  private func decryptSegments(_ bytes: [UInt8], key: [UInt8]) -> [UInt8]? {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var start = 8
    var segment: UInt32 = 0
    while start < bytes.count {
      let end = min(start + Self.segmentSize, bytes.count)
      let whole = start + (end - start) / 16 * 16
      let number = withUnsafeBytes(of: segment.littleEndian) { Array($0) }
      guard
        let piece = AES(key: key, mode: .cipherBlockChaining(vector: vector(number))).decrypt(
          Array(bytes[start..<whole]))
      else { return nil }
      plain.append(contentsOf: piece)
      start = end
      segment += 1
    }
    return plain
  }

  private func checkIntegrity(of bytes: [UInt8], key: [UInt8]) throws(PackageError) {
    // Some producers leave the integrity block out.
    if integrityKey.isEmpty || integrityValue.isEmpty { return }
    guard let secret = integritySecret(key: key),
      let expected = integrityCipher(Self.integrityValueBlock, key: key).decrypt(integrityValue)
    else { throw PackageError(.damaged, part: "EncryptionInfo", detail: "no integrity value") }
    let actual = package.hash.authentication(of: bytes, key: secret)
    guard expected.starts(with: actual), !actual.isEmpty else {
      throw PackageError(
        .damaged, part: "EncryptedPackage", detail: "the encrypted package was altered or cut short")
    }
  }

  private static let integrityKeyBlock: [UInt8] = [0x5F, 0xB2, 0xAD, 0x01, 0x0C, 0xB9, 0xE1, 0xF6]
  private static let integrityValueBlock: [UInt8] = [0xA0, 0x67, 0x7F, 0x02, 0xB2, 0x2C, 0x84, 0x33]

  private func integrityCipher(_ purpose: [UInt8], key: [UInt8]) -> AES {
    AES(key: key, mode: .cipherBlockChaining(vector: vector(purpose)))
  }

  /// What the package's bytes are vouched for with.
  private func integritySecret(key: [UInt8]) -> [UInt8]? {
    integrityCipher(Self.integrityKeyBlock, key: key).decrypt(integrityKey).map {
      Array($0.prefix(package.hash.hash([]).count))
    }
  }

  /// The initialization vector for a segment or a purpose.
  private func vector(_ suffix: [UInt8]) -> [UInt8] {
    Self.fitted(package.hash.hash(package.salt, suffix), to: package.blockSize)
  }

  /// Bytes cut to a length, or filled up with 0x36.
  private static func fitted(_ bytes: [UInt8], to count: Int) -> [UInt8] {
    bytes.count >= count
      ? Array(bytes.prefix(count)) : bytes + Array(repeating: 0x36, count: count - bytes.count)
  }
}

private enum AgileName: String, XMLVocabulary {
  case keyData, dataIntegrity, encryptedKey
  case saltValue, blockSize, keyBits, hashAlgorithm, cipherAlgorithm, cipherChaining, spinCount
  case encryptedHmacKey, encryptedHmacValue
  case encryptedVerifierHashInput, encryptedVerifierHashValue, encryptedKeyValue
}

private struct AgileHandler: XMLHandler {
  typealias Name = AgileName
  var package: AgileEncryption.Parameters?
  var encryptor: AgileEncryption.Parameters?
  var spinCount: UInt32?
  var verifierInput: [UInt8] = []
  var verifierHash: [UInt8] = []
  var encryptedKey: [UInt8] = []
  var integrityKey: [UInt8] = []
  var integrityValue: [UInt8] = []

  mutating func startElement(_ element: borrowing XMLElement<AgileName>) {
    switch element.name {
    case .keyData: package = Self.parameters(element)
    case .dataIntegrity:
      integrityKey = Self.bytes(element.string(.encryptedHmacKey))
      integrityValue = Self.bytes(element.string(.encryptedHmacValue))
    case .encryptedKey where encryptor == nil:
      encryptor = Self.parameters(element)
      spinCount = element.integer(.spinCount).flatMap { UInt32(exactly: $0) }
      verifierInput = Self.bytes(element.string(.encryptedVerifierHashInput))
      verifierHash = Self.bytes(element.string(.encryptedVerifierHashValue))
      encryptedKey = Self.bytes(element.string(.encryptedKeyValue))
    default: break
    }
  }

  mutating func endElement(_ name: AgileName?) {}

  private static func parameters(
    _ element: borrowing XMLElement<AgileName>
  ) -> AgileEncryption.Parameters? {
    guard element.string(.cipherAlgorithm) == "AES",
      element.string(.cipherChaining) == "ChainingModeCBC",
      let hash = element.string(.hashAlgorithm).flatMap({ HashAlgorithm(name: $0) }),
      element.integer(.blockSize) == 16, let keyBits = element.integer(.keyBits),
      [128, 192, 256].contains(keyBits)
    else { return nil }
    return AgileEncryption.Parameters(
      salt: bytes(element.string(.saltValue)), blockSize: 16, keyBytes: keyBits / 8, hash: hash)
  }

  private static func bytes(_ text: String?) -> [UInt8] {
    text.flatMap { Data(base64Encoded: $0, options: .ignoreUnknownCharacters) }.map { Array($0) } ?? []
  }
}
