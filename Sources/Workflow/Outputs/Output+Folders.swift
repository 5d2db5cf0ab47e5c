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

  /// Writes files into this folder, all of them or none.
  ///
  /// They are written into a private folder beside it first. Where the folder is not there yet that one
  /// takes its name; else the files are moved in one by one, and out again if one of them fails.
  /// - Returns: the paths of the files.
  func writeFolder(_ files: [(name: String, bytes: [UInt8])]) throws(OutputFailure) -> [String] {
    let manager = FileManager.default
    var folder = path
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    let targets = files.map { folder + "/" + $0.name }
    if manager.fileExists(atPath: folder), !namesFolder {
      throw OutputFailure(OutputError(code: .exists, path: path))
    }
    if !replaces, let taken = targets.first(where: manager.fileExists(atPath:)) {
      throw OutputFailure(OutputError(code: .exists, path: taken))
    }
    let url = URL(fileURLWithPath: folder)
    let parent = url.deletingLastPathComponent()
    let temporary = parent.appendingPathComponent(
      ".~\(url.lastPathComponent.prefix(60)).\(Self.mark).partial"
    )
    .path
    UnfinishedFiles.removeLeavings(in: parent.path)
    guard UnfinishedFiles.begin(temporary) else {
      throw OutputFailure(OutputError(code: .failed, path: path, systemError: EINTR))
    }
    defer { UnfinishedFiles.end(temporary) }
    do {
      try manager.createDirectory(at: parent, withIntermediateDirectories: true)
      // No one else looks in before it is done.
      try manager.createDirectory(
        atPath: temporary, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    } catch {
      throw OutputFailure(
        path: path, code: "output.folder", message: .outputNotPermitted, advice: .chooseAnotherPlace)
    }
    let lock = open(temporary, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    UnfinishedFiles.lock(lock)
    defer {
      try? manager.removeItem(atPath: temporary)
      close(lock)
    }
    do throws(OutputError) {
      for file in files {
        let written = try AtomicFile(temporary + "/" + file.name, replacing: false)
        try written.write(file.bytes)
        try written.commit()
      }
    } catch {
      throw OutputFailure(OutputError(code: error.code, path: path, systemError: error.systemError))
    }
    if !manager.fileExists(atPath: folder) {
      let mask = umask(0o077)
      umask(mask)
      chmod(temporary, 0o777 & ~mask)
      guard rename(temporary, folder) == 0 else {
        throw OutputFailure(OutputError(code: .failed, path: path, systemError: errno))
      }
      return targets
    }
    var moved: [String] = []
    for (file, target) in zip(files, targets) {
      let wasThere = manager.fileExists(atPath: target)
      guard rename(temporary + "/" + file.name, target) == 0 else {
        let failure = OutputFailure(OutputError(code: .failed, path: target, systemError: errno))
        for path in moved { try? manager.removeItem(atPath: path) }
        throw failure
      }
      if !wasThere { moved.append(target) }
    }
    return targets
  }

  /// Tells a temporary name from any other.
  private static var mark: String { String(UInt32.random(in: 0x1000_0000...UInt32.max), radix: 16) }

  /// Lets a library write a file of its own at a temporary path beside the target, then renames it:
  /// the old file or the new one, never a third thing.
  func replace(_ write: (_ temporary: String) throws(OutputFailure) -> Void) throws(OutputFailure) {
    try check()
    // A link is followed, so that the file it names is replaced and not the link.
    let path =
      realpath(path, nil).map { resolved in
        defer { free(resolved) }
        return String(cString: resolved)
      } ?? path
    let url = URL(fileURLWithPath: path)
    let temporary = url.deletingLastPathComponent()
      .appendingPathComponent(".~\(url.lastPathComponent.prefix(60)).\(Self.mark).partial").path
    func remove() {
      for suffix in ["", "-journal", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: temporary + suffix)
      }
    }
    guard UnfinishedFiles.begin(temporary) else {
      throw OutputFailure(OutputError(code: .failed, path: path, systemError: EINTR))
    }
    defer { UnfinishedFiles.end(temporary) }
    // Private from the start, whatever the library would give it.
    let lock = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard lock >= 0 else { throw OutputFailure(OutputError(code: .notPermitted, path: path)) }
    UnfinishedFiles.lock(lock)
    defer { close(lock) }
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
