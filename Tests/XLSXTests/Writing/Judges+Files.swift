import Foundation
import TestSupport

extension Judges {
  /// Runs a Python program that has openpyxl and the path in `file`, and returns all it prints, warnings too.
  static func openpyxl(_ program: String, _ file: URL) -> (status: Int32, output: String) {
    let run = python("import sys, openpyxl\nfile = sys.argv[1]\n" + program, file.path)
    return (run.status, run.output + run.errors)
  }

  /// Lets LibreOffice convert a file, into the file's own folder.
  static func libreOffice(convert file: URL, to format: String) -> URL? {
    libreOffice(convert: file.path, to: format, in: file.deletingLastPathComponent().path)
      .map { URL(fileURLWithPath: $0) }
  }
}

/// Writes a file into a folder of its own and removes both afterwards.
///
/// With `KEEP_WORKBOOKS=FOLDER` in the environment a copy stays there to be looked at.
func withTemporaryFile<Result>(
  _ name: String = "book.xlsx", _ body: (URL) throws -> Result
) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "xlsx-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appendingPathComponent(name)
  defer {
    if let keep = ProcessInfo.processInfo.environment["KEEP_WORKBOOKS"] {
      try? FileManager.default.copyItem(
        at: file, to: URL(fileURLWithPath: keep).appendingPathComponent(name))
    }
  }
  return try body(file)
}
