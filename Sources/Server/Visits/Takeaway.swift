import Foundation
import OpenPackaging
import SpreadsheetModel
import Workflow

/// The files a clerk takes away at the end: corrected workbooks, report, problem list, summary.
struct Takeaway: Sendable {
  /// A file made.
  struct File: Sendable {
    var name: String
    var bytes: [UInt8]
    var mediaType: String
  }

  let files: [VisitFile]
  let outcome: Fixing.Outcome
  let settings: Visit.Settings
  let chosen: Set<FixChoice>
  let tools: ClerkTools
  let language: Language

  private static let workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

  private func text(_ zh: String, _ en: String) -> String { Phrase(zh: zh, en: en).template(language) }

  private var fixing: Fixing {
    tools.fixing(
      asOf: settings.asOf, chosen: chosen, language: language, showsPersonal: settings.showsPersonal)
  }

  /// The outcome as the reports take it.
  private var checked: Checking.Outcome {
    let failures = files.enumerated().compactMap {
      position, file -> (position: Int, failure: InputFailure)? in
      guard case .failed(let failure) = file.state else { return nil }
      return (position, failure)
    }
    return Checking.Outcome(submission: outcome.submission, failures: failures, report: outcome.report)
  }

  private var rendering: CheckRendering {
    CheckRendering(
      outcome: checked, inputs: files.map(\.input), missing: [], pack: tools.pack, language: language,
      showsPersonal: settings.showsPersonal)
  }

  /// The corrected workbook of a file.
  func corrected(_ id: Int) throws -> File {
    guard let file = files.first(where: { $0.id == id }),
      let corrected = outcome.files.first(where: { $0.input.path == file.name })
    else { throw Refusal.notFound }
    return try self.corrected(corrected)
  }

  private func corrected(_ file: Fixing.Corrected) throws -> File {
    let bytes: [UInt8]
    do { bytes = try fixing.bytes(of: file) } catch {
      switch error {
      case .input(let failure): throw Refusal(failure)
      case .request, .output: throw Refusal.failed
      }
    }
    let base = UploadName.base(file.input.path)
    return File(
      name: base + text("-更正.", "-corrected.") + file.workbookExtension, bytes: bytes,
      mediaType: Self.workbookType)
  }

  /// The report as a page of its own.
  func report() -> File {
    File(
      name: text("检查报告.html", "report.html"), bytes: rendering.html(), mediaType: "text/html; charset=utf-8")
  }

  /// The problem list over all files.
  func problems() throws -> File {
    File(
      name: text("问题清单.xlsx", "problems.xlsx"), bytes: try rendering.workbook(),
      mediaType: Self.workbookType)
  }

  /// The summary over all files.
  func summary(_ period: Period) throws -> File {
    let summary = Summarizing(
      checking: tools.checking(asOf: settings.asOf), period: period, language: language,
      office: tools.office
    ).summary(of: checked)
    return File(
      name: text("汇总-\(period).xlsx", "summary-\(period).xlsx"), bytes: try summary.workbook(),
      mediaType: Self.workbookType)
  }

  /// All of it in one archive; what cannot be made is told in a text beside the rest.
  func everything(_ period: Period) throws -> File {
    let archive = ZIPWriter()
    let folder = text("更正台账", "corrected")
    var problems: [String] = []
    var names: Set<String> = []
    for file in outcome.files {
      do {
        let made = try corrected(file)
        let name = UploadName.unique(folder + "/" + made.name, avoiding: names)
        names.insert(name)
        try archive.add(name, bytes: made.bytes, level: .stored)
      } catch let refusal as Refusal {
        problems.append(file.input.path + text("：", ": ") + refusal.message.template(language))
      }
    }
    let report = report()
    try archive.add(report.name, bytes: report.bytes)
    for made in [try self.problems(), try summary(period)] {
      try archive.add(made.name, bytes: made.bytes, level: .stored)
    }
    if !problems.isEmpty {
      let lines = problems.joined(separator: "\r\n") + "\r\n"
      try archive.add(text("未能更正.txt", "not corrected.txt"), bytes: Array("\u{FEFF}\(lines)".utf8))
    }
    return File(
      name: text("台账检查结果.zip", "ledgers.zip"), bytes: try archive.finish(), mediaType: "application/zip")
  }
}

extension Visit {
  /// What can be taken away of an outcome.
  func takeaway(_ outcome: Fixing.Outcome, tools: ClerkTools, language: Language) -> Takeaway {
    Takeaway(
      files: files, outcome: outcome, settings: settings, chosen: chosen, tools: tools, language: language)
  }
}
