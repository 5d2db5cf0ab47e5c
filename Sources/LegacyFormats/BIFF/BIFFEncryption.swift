import OpenPackaging

/// How a workbook stream is encrypted, as its FILEPASS record says ([MS-XLS] 2.4.117).
public enum BIFFEncryption: Hashable, Sendable, CustomStringConvertible {
  /// Bytes mixed with the password by a scheme of before Excel 97.
  case xorObfuscation
  /// RC4 with keys of 40 bits, that of Excel 97 and 2000.
  case rc4
  /// RC4 by Windows' cryptographic providers, of Excel 2002 and 2003.
  case rc4CryptoAPI(keyBits: Int)
  /// Another.
  case unknown

  /// A name for people.
  public var description: String {
    switch self {
    case .xorObfuscation: "XOR"
    case .rc4: "RC4 40"
    case .rc4CryptoAPI(let bits): "RC4 CryptoAPI \(bits)"
    case .unknown: "?"
    }
  }

  /// Reads the data of a FILEPASS record; BIFF5 has no type, and knows the XOR scheme only.
  init(_ data: LittleEndian, _ version: BIFFReader.Version) {
    guard version == .biff8 else {
      self = .xorObfuscation
      return
    }
    switch (data.uint16(0), data.uint16(2), data.uint16(4)) {
    case (0, _, _): self = .xorObfuscation
    case (1, 1, 1): self = .rc4
    case (1, 2, 2), (1, 3, 2), (1, 4, 2):
      let bits = data.uint32(30) ?? 0
      self = .rc4CryptoAPI(keyBits: bits == 0 ? 40 : bits)
    default: self = .unknown
    }
  }
}

/// Takes the RC4 encryption off a workbook stream ([MS-OFFCRYPTO] 2.3.5 and 2.3.6).
struct BIFFDecryption {
  /// Excel encrypts workbooks that are only locked against changes with this password, and opens them
  /// without asking.
  static let silentPassword = "VelvetSweatshop"

  private let secret: [UInt8]
  private let hash: HashAlgorithm
  private let keyBytes: Int
  private static let blockSize = 1024

  /// Derives the keys from a password; `nil` if it is wrong or the encryption is another.
  init?(_ filePass: LittleEndian, _ encryption: BIFFEncryption, password: String) {
    let units = password.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let verifier: ArraySlice<UInt8>?
    let expected: ArraySlice<UInt8>?
    switch encryption {
    case .rc4:
      guard let salt = filePass.slice(6, 16) else { return nil }
      hash = .md5
      let short = hash.hash(units).prefix(5)
      let mixed = (0..<16).flatMap { _ in Array(short) + salt }
      secret = Array(hash.hash(mixed).prefix(5))
      keyBytes = 16
      verifier = filePass.slice(22, 16)
      expected = filePass.slice(38, 16)
    case .rc4CryptoAPI(let bits):
      // The header's size, the header, then salt, verifier and its hash, each behind its size.
      guard let headerSize = filePass.uint32(10), headerSize <= 1024, bits % 8 == 0,
        (40...128).contains(bits),
        let salt = filePass.slice(18 + headerSize, 16)
      else { return nil }
      hash = .sha1
      secret = hash.hash(Array(salt), units)
      keyBytes = bits / 8
      verifier = filePass.slice(34 + headerSize, 16)
      expected = filePass.slice(54 + headerSize, 20)
    case .xorObfuscation, .unknown: return nil
    }
    guard let verifier, let expected else { return nil }
    var cipher = cipher(block: 0)
    let plain = (Array(verifier) + expected).map { $0 ^ cipher.next() }
    guard hash.hash(Array(plain.prefix(16))) == Array(plain.dropFirst(16)) else { return nil }
  }

  private func cipher(block: Int) -> RC4 {
    let number = (0..<4).map { UInt8(truncatingIfNeeded: block >> (8 * $0)) }
    let key = hash.hash(secret, number).prefix(keyBytes)
    // Keys of 40 bits are filled up with zeros.
    return RC4(key: keyBytes == 5 ? key + [UInt8](repeating: 0, count: 11) : Array(key))
  }

  /// The stream with the data of its records decrypted; their headers, and what tells where sheets
  /// begin, are plain.
  func decrypted(_ stream: [UInt8]) -> [UInt8] {
    var isPlain = [Bool](repeating: false, count: stream.count)
    var records = BIFFRecords(stream)
    while let record = records.next() {
      for index in max(0, record.offset - 4)..<record.offset { isPlain[index] = true }
      let count = Self.plainCount(of: record.type) ?? record.data.count
      for index in record.offset..<record.offset + min(count, record.data.count) { isPlain[index] = true }
    }
    var plain = stream
    var cipher = cipher(block: 0)
    for index in plain.indices {
      if index % Self.blockSize == 0 { cipher = self.cipher(block: index / Self.blockSize) }
      let mask = cipher.next()
      if !isPlain[index] { plain[index] ^= mask }
    }
    return plain
  }

  /// How many bytes of a record's data are plain; `nil` for all ([MS-XLS] 2.2.10).
  private static func plainCount(of type: Int) -> Int? {
    switch type {
    case BIFFRecordType.beginningOfFile, BIFFRecordType.filePass, 0x00E1, 0x0138, 0x0194, 0x0195, 0x0196: nil
    case BIFFRecordType.boundSheet: 4
    default: 0
    }
  }
}

/// The RC4 key stream.
struct RC4 {
  private var state = (0...255).map { UInt8($0) }
  private var i: UInt8 = 0
  private var j: UInt8 = 0

  init(key: [UInt8]) {
    guard !key.isEmpty else { return }
    var j: UInt8 = 0
    for i in 0..<256 {
      j = j &+ state[i] &+ key[i % key.count]
      state.swapAt(i, Int(j))
    }
  }

  /// The next byte.
  mutating func next() -> UInt8 {
    i = i &+ 1
    j = j &+ state[Int(i)]
    state.swapAt(Int(i), Int(j))
    return state[Int(state[Int(i)] &+ state[Int(j)])]
  }
}
