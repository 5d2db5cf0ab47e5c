import Foundation
import Workflow

extension OfficeConfiguration {
  /// The office's defaults of this run, or what is wrong with their file.
  ///
  /// Help texts and defaults are built before the command line is parsed, so `--config` and
  /// `--no-config` are looked for by hand.
  static let ofThisRun: Result<OfficeConfiguration, DefinitionError> = {
    let words = CommandLine.arguments
    var file = OfficeConfiguration.file()
    for (index, word) in words.enumerated() {
      if word == "--no-config" { return .success(OfficeConfiguration()) }
      if word == "--config", index + 1 < words.count { file = URL(fileURLWithPath: words[index + 1]) }
      if word.hasPrefix("--config=") { file = URL(fileURLWithPath: String(word.dropFirst(9))) }
    }
    guard let file else { return .success(OfficeConfiguration()) }
    return Result { () throws(DefinitionError) in try OfficeConfiguration(contentsOf: file) }
  }()

  /// The office's defaults; a faulty file says nothing, for it ends the run before a command starts.
  static var defaults: OfficeConfiguration {
    switch ofThisRun {
    case .success(let configuration): configuration
    case .failure: OfficeConfiguration()
    }
  }
}
