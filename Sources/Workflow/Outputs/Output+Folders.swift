import Diagnostics
import Foundation
import OpenPackaging

extension Output {
  /// Whether the path names a folder: one that is there, or one that ends in `/`.
  public var namesFolder: Bool {
    var isFolder: ObjCBool = false
    return path.hasSuffix("/")
      || FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// The path of a file inside this folder.
  func path(inside name: String) -> String {
    path.hasSuffix("/") ? path + name : path + "/" + name
  }

  /// Makes the folder where it is not there.
  func makeFolder() throws(OutputFailure) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw OutputFailure(
        path: path, code: "output.folder", message: .outputNotPermitted, advice: .chooseAnotherPlace)
    }
  }

  /// Lets a library write a file of its own at a temporary path beside the target, then renames it:
  /// the old file or the new one, never a third thing.
  func replace(_ write: (_ temporary: String) throws(OutputFailure) -> Void) throws(OutputFailure) {
    try check()
    let url = URL(fileURLWithPath: path)
    let mark = String(UInt32.random(in: 0x1000_0000...UInt32.max), radix: 16)
    let temporary = url.deletingLastPathComponent()
      .appendingPathComponent(".~\(url.lastPathComponent.prefix(60)).\(mark).partial").path
    func remove() {
      for suffix in ["", "-journal", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: temporary + suffix)
      }
    }
    // Private from the start, whatever the library would give it.
    let isMade = FileManager.default.createFile(
      atPath: temporary, contents: nil, attributes: [.posixPermissions: 0o600])
    guard isMade else { throw OutputFailure(OutputError(code: .notPermitted, path: path)) }
    do throws(OutputFailure) { try write(temporary) } catch {
      remove()
      throw error
    }
    guard rename(temporary, path) == 0 else {
      let failure = OutputFailure(OutputError(code: .failed, path: path, systemError: errno))
      remove()
      throw failure
    }
  }
}

/// Names for files made from whatever people call things.
enum FileTitle {
  /// A name without what file systems do not take, not used before.
  static func unique(_ wanted: String, avoiding names: inout Set<String>) -> String {
    var base = String(
      wanted.map { character in
        let isForbidden =
          "/\\:*?\"<>|".contains(character) || character.unicodeScalars.contains { $0.value < 32 }
        return isForbidden ? "_" : character
      })
    while base.hasPrefix(".") { base.removeFirst() }
    if base.isEmpty { base = "_" }
    // File systems hold names of 255 bytes.
    while base.utf8.count > 200 { base.removeLast() }
    var name = base
    var number = 2
    while !names.insert(name.lowercased()).inserted {
      name = "\(base)(\(number))"
      number += 1
    }
    return name
  }
}
