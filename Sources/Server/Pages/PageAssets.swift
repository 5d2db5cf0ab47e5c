import Foundation
import Workflow

/// The files of the page that come with the program, read once; no request ever reads a file.
struct PageAssets: Sendable {
  /// A file as it is sent.
  struct Asset: Sendable {
    var bytes: [UInt8]
    var mediaType: String
  }

  /// The page, with places for words.
  let page: String
  /// Styles, scripts and pictures by name.
  let files: [String: Asset]
  /// A hash of all of them, part of their addresses, so that a browser never mixes two versions.
  let version: String

  fileprivate static let bundleName = "taizhang_Server.resources"
  private static let mediaTypes = [
    "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
  ]

  /// Reads the files.
  init() throws {
    let places = ResourcePlaces.candidates(of: Self.bundleName)
    guard
      let folder = places.first(where: {
        FileManager.default.fileExists(atPath: $0.appendingPathComponent("page.html").path)
      })
    else { throw MissingPage(looked: places.map(\.path)) }
    page = try String(contentsOf: folder.appendingPathComponent("page.html"), encoding: .utf8)
    var files: [String: Asset] = [:]
    var hash = Self.startOfHash
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      guard let type = Self.mediaTypes[(name as NSString).pathExtension] else { continue }
      let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
      files[name] = Asset(bytes: bytes, mediaType: type)
      Self.mix(Array(name.utf8) + bytes, into: &hash)
    }
    self.files = files
    version = String(hash, radix: 16)
  }

  // FNV-1a, 64 bits: it tells versions apart and guards nothing.
  private static let startOfHash: UInt64 = 0xcbf2_9ce4_8422_2325

  private static func mix(_ bytes: [UInt8], into hash: inout UInt64) {
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }
}

/// The files of the page are not where they belong.
public struct MissingPage: Error, Sendable {
  /// The folders looked in.
  public var looked: [String]

  /// What to do about it.
  public var message: Phrase {
    let places = looked.joined(separator: "\n  ")
    return Phrase(
      zh: "找不到随程序安装的网页。请把文件夹 \(PageAssets.bundleName) 与程序放在一起。找过：\n  \(places)",
      en: "the page that comes with the program was not found; keep the folder \(PageAssets.bundleName) "
        + "beside it. Looked in:\n  \(places)")
  }
}
