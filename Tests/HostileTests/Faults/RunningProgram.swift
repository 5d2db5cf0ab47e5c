import Foundation
import TestSupport

/// The command while it runs, so that a test can interrupt it.
final class RunningProgram {
  private let process = Process()

  /// Starts the command; its words go nowhere.
  init(_ arguments: [String]) throws {
    process.executableURL = URL(fileURLWithPath: ProgramRun.taizhang)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
  }

  /// Whether it has not come to its end.
  var isRunning: Bool { process.isRunning }

  /// Sends a signal after some milliseconds, and waits for the end.
  func end(by signal: Int32, after milliseconds: UInt32) {
    usleep(milliseconds * 1000)
    if process.isRunning { kill(process.processIdentifier, signal) }
    process.waitUntilExit()
  }

  /// Waits for the end; the exit status, or minus the signal's number.
  func wait() -> Int32 {
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
  }
}

/// A folder in which a test breaks things.
struct FaultFolder {
  let path: String

  /// Names in the folder, hidden ones included.
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

  /// What a killed run may leave behind.
  var unfinished: [String] { names.filter { $0.hasPrefix(".~") && $0.hasSuffix(".partial") } }

  func file(_ name: String) -> String { path + "/" + name }

  func bytes(_ name: String) -> [UInt8]? {
    (try? Data(contentsOf: URL(fileURLWithPath: file(name)))).map(Array.init)
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
  }

  /// A table that takes long enough to convert that a signal can come at any moment of it.
  func writeLargeTable(to name: String, rows: Int = 20_000) throws {
    var text = "序号,姓名,金额,备注\n"
    for row in 0..<rows { text += "\(row),党员\(row * 7919 % 10_007),\(row * 31 % 9973).5,备注 \(row)\n" }
    try write(text, to: name)
  }
}
