import Foundation
import OpenPackaging

/// Says what Excel would refuse or repair in a workbook, before Excel does.
///
/// ```swift
/// for finding in XLSXLinter.lint(path: "汇总.xlsx") {
///   print(finding.rule.rawValue, finding.part, finding.cell?.description ?? "", finding.detail)
/// }
/// ```
///
/// The rules are those of the file format (ECMA-376, MS-OI29500, MS-XLSX) and of Excel's published limits.
/// A clean result is no promise, as only Excel itself is Excel; a finding is a reason to mend the file.
public enum XLSXLinter {
  /// Lints a file. A file that is no package, or cannot be read, is one finding.
  public static func lint(path: String, limits: PackageLimits = .standard) -> [LintFinding] {
    do {
      let package = try OPCPackage(path: path, limits: limits)
      let ending = path.lastIndex(of: ".").map { path[path.index(after: $0)...].lowercased() } ?? ""
      return lint(package, fileEnding: ending)
    } catch {
      return [finding(of: error)]
    }
  }

  /// Lints a workbook in memory; `fileEnding` is that of its name, in lower case and without the dot.
  public static func lint(
    bytes: [UInt8], fileEnding: String = "", limits: PackageLimits = .standard
  ) -> [LintFinding] {
    do {
      return lint(try OPCPackage(bytes: bytes, limits: limits), fileEnding: fileEnding)
    } catch {
      return [finding(of: error)]
    }
  }

  /// Lints an open package.
  ///
  /// - Parameters:
  ///   - package: The package.
  ///   - fileEnding: The file's ending without its dot, such as `xlsx`; empty if it has none.
  public static func lint(_ package: OPCPackage, fileEnding: String) -> [LintFinding] {
    let context = LintContext(package: package, fileEnding: fileEnding)
    // The workbook first: it reads the large parts with their rows, once.
    WorkbookLint.check(context)
    PackageLint.check(context)
    return context.findings.sorted { left, right in
      (left.part, left.cell ?? .origin, left.rule.rawValue, left.detail)
        < (right.part, right.cell ?? .origin, right.rule.rawValue, right.detail)
    }
  }

  private static func finding(of error: PackageError) -> LintFinding {
    let rule: LintRule =
      switch error.code {
      case .missingPart, .duplicateName: .contentTypes
      case .malformedPart: .wellFormed
      default: .container
      }
    return LintFinding(rule, part: error.part ?? "", detail: "\(error)")
  }
}
