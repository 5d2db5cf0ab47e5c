import Foundation
import OpenPackaging

/// What tells one content of inputs from another.
public enum InputDigest {
  private static let blockSize = 1 << 20

  /// The digest of a file's bytes behind a salt; `nil` where it cannot be read.
  static func digest(ofFile path: String, salt: String) -> String? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    // Block upon block, so that a large file is never held in memory.
    var hash = HashAlgorithm.sha256.hash(Array(salt.utf8))
    do {
      while let block = try handle.read(upToCount: blockSize), !block.isEmpty {
        hash = HashAlgorithm.sha256.hash(hash, Array(block))
      }
    } catch {
      return nil
    }
    return text(hash)
  }

  /// The digest of an input's bytes behind a salt; `nil` for what has none to read again.
  static func digest(of input: InputFile, salt: String) -> String? {
    switch input.source {
    case .file(let url): digest(ofFile: url.path, salt: salt)
    case .named(let file):
      (try? file.contents()).map { text(HashAlgorithm.sha256.hash(Array(salt.utf8), $0)) }
    case .archived(let file):
      (try? file.bytes(path: input.path)).map { text(HashAlgorithm.sha256.hash(Array(salt.utf8), $0)) }
    case .bytes, .standardInput, .tally, .refused: nil
    }
  }

  /// The digest of a file, or of all files of a folder in name order.
  public static func digest(ofPath path: String) -> String {
    guard let names = FileManager.default.subpaths(atPath: path) else {
      return digest(ofFile: path, salt: "") ?? ""
    }
    return digest(of: names.sorted().map { $0 + (digest(ofFile: path + "/" + $0, salt: "") ?? "") })
  }

  /// The digest of texts, such as options and the digests of files.
  public static func digest(of texts: [String]) -> String {
    text(texts.reduce(into: [UInt8]()) { $0 = HashAlgorithm.sha256.hash($0, Array($1.utf8)) })
  }

  private static func text(_ hash: [UInt8]) -> String {
    hash.prefix(16).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count < 2 ? "0" + digits : digits
    }.joined()
  }
}
