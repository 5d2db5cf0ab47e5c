import Foundation
import Testing

/// Programs of other makers that say what they see in a file, or make one for us to read.
///
/// The Python packages among them are in a virtual environment of the project's own, which
/// `Scripts/install-dependencies --judges` makes; what a machine's Python happens to have does not count.
public enum Judges {
  /// Releases of openpyxl that write workbooks differently: 3.1 has inline strings, 3.0 shared ones.
  public enum OpenpyxlRelease: String, CaseIterable, Sendable {
    /// The current release.
    case current = "3.1"
    /// The release before, as older distributions have it.
    case older = "3.0"
  }

  /// What to run where a judge is missing: the comment of a skipped test.
  public static let missing: Comment = "a judge is missing: Scripts/install-dependencies --judges"

  private static let home = SampleFiles.folder.deletingLastPathComponent().appendingPathComponent(
    ".build-judges")
  private static let interpreter = home.appendingPathComponent("bin/python3").path

  /// Whether the project's own Python is there.
  public static let hasPython = FileManager.default.isExecutableFile(atPath: interpreter)
  /// Whether openpyxl is there, in both releases.
  public static let hasOpenpyxl = OpenpyxlRelease.allCases.allSatisfy {
    python("import openpyxl; print(openpyxl.__version__)", openpyxl: $0).output.hasPrefix($0.rawValue)
  }
  /// Whether LibreOffice is there.
  public static let hasLibreOffice = ProgramRun("soffice", ["--version"]).status == 0

  /// Whether a Python package is there.
  public static func has(_ package: String) -> Bool { python("import \(package)").status == 0 }

  /// Runs a Python program; its arguments are `sys.argv[1...]`.
  public static func python(
    _ program: String, _ arguments: String..., openpyxl: OpenpyxlRelease = .current
  ) -> ProgramRun {
    run(["-c", program] + arguments, openpyxl)
  }

  /// Runs a Python script in a file.
  public static func script(_ path: String, _ arguments: [String]) -> ProgramRun {
    run([path] + arguments, .current)
  }

  private static func run(_ arguments: [String], _ openpyxl: OpenpyxlRelease) -> ProgramRun {
    var environment = ["PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": ""]
    if openpyxl == .older { environment["PYTHONPATH"] = home.appendingPathComponent("openpyxl-3.0").path }
    return ProgramRun(interpreter, arguments, environment: environment)
  }

  /// Lets LibreOffice convert a file into a folder; `nil` where it did not.
  public static func libreOffice(convert file: String, to format: String, in folder: String) -> String? {
    let run = ProgramRun(
      "soffice",
      [
        "-env:UserInstallation=file://\(folder)/profile", "--headless", "--convert-to", format, "--outdir",
        folder,
        file,
      ])
    let name = (file as NSString).lastPathComponent
    let ending = String(format.prefix { $0 != ":" })
    let converted = folder + "/" + (name as NSString).deletingPathExtension + "." + ending
    return run.status == 0 && FileManager.default.fileExists(atPath: converted) ? converted : nil
  }
}
