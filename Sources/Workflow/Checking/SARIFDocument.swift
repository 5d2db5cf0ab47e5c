import Criteria
import Diagnostics
import Foundation
import Reports
import SpreadsheetModel

/// A check's report as SARIF 2.1.0 (OASIS), for code scanning and the like.
public struct SARIFDocument: JSONDocument, Sendable {
  private let schema = "https://json.schemastore.org/sarif-2.1.0.json"
  private let version = "2.1.0"
  private let runs: [Run]

  private enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }

  private struct Text: Encodable { var text: String }

  private struct Run: Encodable {
    var tool: Tool
    var results: [Result]
    var columnKind = "utf16CodeUnits"
  }

  private struct Tool: Encodable { var driver: Driver }

  private struct Driver: Encodable {
    var name = "taizhang"
    var semanticVersion: String
    var rules: [RuleDescription]
  }

  private struct RuleDescription: Encodable {
    var id: String
    var shortDescription: Text
    var help: Text
    var defaultConfiguration: Configuration
  }

  private struct Configuration: Encodable { var level: String }

  private struct Result: Encodable {
    var ruleId: String
    var ruleIndex: Int
    var kind: String
    var level: String
    var message: Text
    var locations: [Location]
    var relatedLocations: [Location]
    var partialFingerprints: [String: String]
    var baselineState: String?
  }

  private struct Location: Encodable {
    var physicalLocation: PhysicalLocation
    var logicalLocations: [LogicalLocation]?
    var message: Text?
  }

  private struct PhysicalLocation: Encodable {
    var artifactLocation: Artifact
    var region: Region?
  }

  private struct Artifact: Encodable { var uri: String }

  private struct Region: Encodable {
    var startLine: Int
    var startColumn: Int
  }

  private struct LogicalLocation: Encodable {
    var fullyQualifiedName: String
    var kind = "member"
  }

  /// Describes a report.
  public init(_ report: CheckReport, pack: CriteriaPack, language: Language, showsPersonal: Bool) {
    let mask = PersonalMask(showsPersonal: showsPersonal)
    let rules = pack.rules.filter(\.isEnabled)
    let indices = Dictionary(
      rules.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    let descriptions = rules.map { rule in
      RuleDescription(
        id: rule.id, shortDescription: Text(text: rule.title.template(language)),
        help: Text(
          text: (rule.advice?.template(language) ?? rule.title.template(language)) + " "
            + pack.basis(of: rule.id, language: language)),
        defaultConfiguration: Configuration(level: Self.level(rule.severity)))
    }
    let results = report.findings.map { finding in
      let diagnostic = finding.diagnostic
      return Result(
        ruleId: diagnostic.rule, ruleIndex: indices[diagnostic.rule] ?? -1,
        kind: finding.isReview ? "review" : "fail",
        level: finding.isReview ? "none" : Self.level(diagnostic.severity),
        message: Text(text: mask.text(diagnostic.message.template(language))),
        locations: [Self.location(diagnostic.location)],
        relatedLocations: diagnostic.notes.map { note in
          var location = Self.location(note.location)
          location.message = Text(text: mask.text(note.message.template(language)))
          return location
        }, partialFingerprints: ["taizhang/v1": finding.fingerprint],
        baselineState: finding.isKnown ? "unchanged" : nil)
    }
    runs = [
      Run(
        tool: Tool(driver: Driver(semanticVersion: report.packVersion, rules: descriptions)),
        results: results)
    ]
  }

  private static func level(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "note"
    }
  }

  private static func location(_ place: SourceLocation) -> Location {
    let uri = place.file.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? place.file
    // SARIF counts lines and columns from one, as sheets do.
    let region = place.cell.map { Region(startLine: $0.row + 1, startColumn: $0.column + 1) }
    let name = place.sheet.map { sheet in place.cell.map { "\(sheet)!\($0)" } ?? sheet }
    return Location(
      physicalLocation: PhysicalLocation(artifactLocation: Artifact(uri: uri), region: region),
      logicalLocations: name.map { [LogicalLocation(fullyQualifiedName: $0)] })
  }
}
