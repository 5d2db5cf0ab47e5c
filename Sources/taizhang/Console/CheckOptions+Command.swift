import ArgumentParser
import Foundation
import Workflow

/// Which criteria a command checks against, and what it shows of persons.
struct CriteriaOptions: ParsableArguments {
  @Option(help: help("规则包（YAML 文件或文件夹，默认标准包）", "criteria (YAML file or folder, default the standard pack)"))
  var criteria: String?

  @Option(help: help("规则包的适用范围，如 national", "the pack's profile, such as national"))
  var profile: String?

  @Flag(help: help("完整显示身份证号和电话", "show ID and telephone numbers whole"))
  var showPersonal = false

  /// Whether ID and telephone numbers are shown whole, by this call or by the office's defaults.
  var showsPersonal: Bool { showPersonal || OfficeConfiguration.defaults.showsPersonal }

  func validate() {
    guard !showPersonal, OfficeConfiguration.defaults.leavesPersonalMasked else { return }
    StandardStreams.tell(
      words(
        "当前文件夹的 \(OfficeConfiguration.fileName) 要求完整显示身份证号和电话，没有照办；确要显示请加 --show-personal",
        "\(OfficeConfiguration.fileName) in this folder asks for whole ID and telephone numbers and was not heard; "
          + "pass --show-personal to see them"))
  }

  /// The pack; a fault in it ends the command with status 2.
  func pack() throws -> CriteriaPack {
    let defaults = OfficeConfiguration.defaults
    return try CriteriaCommand.pack(
      at: criteria ?? defaults.criteria?.path, profile: profile ?? defaults.profile)
  }
}

/// Reads a baseline file; one that is missing or no baseline ends the command with status 2.
func baseline(at path: String) throws -> Baseline {
  guard let text = try? String(contentsOfFile: path, encoding: .utf8), let baseline = Baseline(text: text)
  else {
    throw ValidationError(words("不是基线文件：\(path)", "no baseline file: \(path)"))
  }
  return baseline
}
