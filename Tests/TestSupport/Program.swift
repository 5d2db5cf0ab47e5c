import Foundation

/// A program that a test runs, and what came of it.
public struct ProgramRun: Sendable {
  /// Exit status; -1 if it could not be started.
  public var status: Int32
  /// Standard output.
  public var output: String
  /// Standard error.
  public var errors: String

  /// Runs a program found on the PATH, or at a path.
  public init(_ program: String, _ arguments: [String], environment: [String: String] = [:]) {
    let process = Process()
    if program.contains("/") {
      process.executableURL = URL(fileURLWithPath: program)
      process.arguments = arguments
    } else {
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [program] + arguments
    }
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Through files, so that long output of one stream never waits for a reader of the other.
    let folder = FileManager.default.temporaryDirectory
    let outputFile = folder.appendingPathComponent("out-\(UUID().uuidString)")
    let errorFile = folder.appendingPathComponent("err-\(UUID().uuidString)")
    defer {
      try? FileManager.default.removeItem(at: outputFile)
      try? FileManager.default.removeItem(at: errorFile)
    }
    status = -1
    output = ""
    errors = ""
    guard FileManager.default.createFile(atPath: outputFile.path, contents: nil),
      FileManager.default.createFile(atPath: errorFile.path, contents: nil),
      let outputHandle = try? FileHandle(forWritingTo: outputFile),
      let errorHandle = try? FileHandle(forWritingTo: errorFile)
    else { return }
    process.standardOutput = outputHandle
    process.standardError = errorHandle
    process.standardInput = FileHandle.nullDevice
    do { try process.run() } catch { return }
    process.waitUntilExit()
    status = process.terminationStatus
    output = (try? String(contentsOf: outputFile, encoding: .utf8)) ?? ""
    errors = (try? String(contentsOf: errorFile, encoding: .utf8)) ?? ""
  }

  /// The command this package builds, beside the test bundle.
  public static var taizhang: String {
    URL(fileURLWithPath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
      .appendingPathComponent("taizhang").path
  }
}

/// The input ledgers that come with the package.
public enum SampleFiles {
  /// The folder `Samples`.
  public static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Samples")

  /// The folder of submissions.
  public static var submissions: String { folder.appendingPathComponent("submissions").path }

  /// The workbooks among the submissions, in name order.
  public static var workbooks: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: submissions)) ?? []
    return names.filter { $0.hasSuffix(".xlsx") }.sorted().map { submissions + "/" + $0 }
  }

  /// The submissions in other formats, those in folders included, in name order.
  public static var otherSubmissions: [String] {
    let names = FileManager.default.enumerator(atPath: submissions)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".csv") || $0.hasSuffix(".xls") }.sorted().map {
      submissions + "/" + $0
    }
  }
}

/// Lends a folder of its own to a test and removes it afterwards.
public func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "taizhang-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}
