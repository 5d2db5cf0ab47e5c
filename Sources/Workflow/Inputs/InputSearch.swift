import Diagnostics
import Foundation

/// Turns the paths of a command line into input files: folders are walked in name order.
public struct InputSearch: Sendable {
  /// The files to read, in the order of the command line and, inside folders, of their names.
  public private(set) var files: [InputFile] = []
  /// Paths that do not exist or cannot be read.
  public private(set) var failures: [InputFailure] = []
  /// Files inside folders that are no tables by name and first bytes; they are told, not read.
  public private(set) var leftOut: [String] = []

  /// Extensions under which tables are kept. Inside a folder anything else must begin like a
  /// workbook; a file the user names is read whatever it is called.
  private static let tableExtensions: Set<String> = [
    "xlsx", "xlsm", "xltx", "xltm", "xls", "xlt", "et", "ett", "csv", "tsv", "tab", "txt", "htm",
    "html", "mht", "mhtml", "xml",
  ]

  /// Folders deeper than this below the one named are not entered.
  private static let depthLimit = 32

  /// Looks up every path.
  public init(paths: [String]) {
    for path in paths {
      if path == "-" {
        files.append(InputFile(path: path, source: .standardInput))
        continue
      }
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        failures.append(
          InputFailure(path: path, code: "file.not-found", message: .inputMissing, advice: .checkPath))
        continue
      }
      if isFolder.boolValue {
        walk(path, depth: 0)
      } else {
        files.append(InputFile(path: path, source: .file(URL(fileURLWithPath: path))))
      }
    }
  }

  private mutating func walk(_ folder: String, depth: Int) {
    guard depth < Self.depthLimit else {
      failures.append(
        InputFailure(path: folder, code: "folder.too-deep", message: .folderTooDeep, advice: .nameInnerFolder)
      )
      return
    }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      failures.append(
        InputFailure(
          path: folder, code: "folder.no-permission", message: .folderUnreadable, advice: .checkPermissions))
      return
    }
    // Dot files are the system's, `~$` files are an open Office program's locks.
    for name in names.sorted() where !name.hasPrefix(".") && !name.hasPrefix("~$") {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
      if isFolder.boolValue {
        // A link to a folder could lead round in a circle.
        if (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) == nil {
          walk(path, depth: depth + 1)
        }
      } else if !Self.isRegularFile(path) {
        // A pipe or a device in a folder would keep the whole batch waiting.
        leftOut.append(path)
      } else if Self.looksLikeTable(path) {
        files.append(InputFile(path: path, source: .file(URL(fileURLWithPath: path))))
      } else {
        leftOut.append(path)
      }
    }
  }

  private static func isRegularFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private static func looksLikeTable(_ path: String) -> Bool {
    let url = URL(fileURLWithPath: path)
    if tableExtensions.contains(url.pathExtension.lowercased()) { return true }
    guard let handle = try? FileHandle(forReadingFrom: url) else { return false }
    defer { try? handle.close() }
    guard let start = try? handle.read(upToCount: 4096) else { return false }
    if start.starts(with: TallyLine.start) { return true }
    let compoundFile: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
    if start.starts(with: compoundFile) { return path.lowercased().hasSuffix(".doc") == false }
    // A workbook among the ZIP files names its parts `xl/…`.
    return start.starts(with: [0x50, 0x4B, 0x03, 0x04]) && start.range(of: Data("xl/".utf8)) != nil
  }
}
