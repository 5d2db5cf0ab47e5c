import Foundation

/// Programs of other makers that say what they see in a file we wrote.
enum Judge {
  /// Whether `python3` has openpyxl.
  static let hasOpenpyxl = run("python3", ["-c", "import openpyxl"]).status == 0
  /// Whether LibreOffice is there.
  static let hasLibreOffice = run("sh", ["-c", "command -v soffice"]).status == 0

  /// Runs a Python program over a file and returns what it prints.
  static func python(_ program: String, _ file: URL) -> (status: Int32, output: String) {
    run("python3", ["-c", "import sys, openpyxl\nfile = sys.argv[1]\n" + program, file.path])
  }

  /// Lets LibreOffice convert a file, into the file's own folder.
  static func libreOffice(convert file: URL, to format: String) -> URL? {
    let folder = file.deletingLastPathComponent()
    let result = run(
      "soffice",
      [
        "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to", format,
        "--outdir", folder.path, file.path,
      ])
    let ending = format.prefix { $0 != ":" }
    let converted = file.deletingPathExtension().appendingPathExtension(String(ending))
    return result.status == 0 && FileManager.default.fileExists(atPath: converted.path) ? converted : nil
  }

  private static func run(_ program: String, _ arguments: [String]) -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    do { try process.run() } catch { return (-1, "") }
    let data = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
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
