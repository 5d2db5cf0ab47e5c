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
    var isNamed = false
    for (index, word) in words.enumerated() {
      if word == "--no-config" { return .success(OfficeConfiguration()) }
      if word == "--config", index + 1 < words.count {
        file = URL(fileURLWithPath: words[index + 1])
        isNamed = true
      }
      if word.hasPrefix("--config=") {
        file = URL(fileURLWithPath: String(word.dropFirst(9)))
        isNamed = true
      }
    }
    guard let file else { return .success(OfficeConfiguration()) }
    let isOfFolder =
      file.deletingLastPathComponent().standardized.path
      == URL(fileURLWithPath: FileManager.default.currentDirectoryPath).standardized.path
    return Result { () throws(DefinitionError) in
      var configuration = try OfficeConfiguration(contentsOf: file)
      // Whoever made the folder may have put it there: numbers are shown at the user's own word only.
      if !isNamed, isOfFolder, configuration.showsPersonal {
        configuration.showsPersonal = false
        configuration.leavesPersonalMasked = true
      }
      return configuration
    }
  }()

  /// The office's defaults; a faulty file says nothing, for it ends the run before a command starts.
  static var defaults: OfficeConfiguration {
    switch ofThisRun {
    case .success(let configuration): configuration
    case .failure: OfficeConfiguration()
    }
  }
}
