import ArgumentParser
import Foundation
import Workflow

/// `taizhang inspect`: what a file is and which ledgers are in it.
struct InspectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: words("看看文件里有什么：格式、工作表、认出的台账和列", "tells what files hold: format, sheets, ledgers and columns"),
    discussion: words(
      """
      例：taizhang inspect 名册.xlsx
          taizhang inspect 名册.xlsx --save-map 对应.yaml   改好后用 --map 带上
      """,
      """
      Examples: taizhang inspect roster.xlsx
                taizhang inspect roster.xlsx --save-map map.yaml
      """))

  /// The formats of the answer.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(
    help: help(
      "文件、文件夹、.zip 压缩包，或 - 表示标准输入",
      "files, folders, .zip archives, or - for standard input"))
  var files: [String]

  @Option(help: help("输出格式", "output format"))
  var format: Format = .text

  @Option(help: help("把列的对应关系存成文件，供 --map 使用", "save the mapping for use with --map"))
  var saveMap: String?

  @Flag(help: help("覆盖已有的文件", "replace an existing file"))
  var force = false

  @OptionGroup(title: words("通用选项", "Common options")) var common: CommonOptions
  @OptionGroup(title: words("台账的识别", "Recognition")) var ledgers: LedgerOptions

  @Flag(
    help: help(
      "列出会随文件送出的隐藏内容、作者、批注和链接", "tell hidden content, authors, comments and links that leave with a file"))
  var privacy = false

  func run() async throws {
    let console = common.console
    let inputs = try Inputs(files, common)
    var status = inputs.status
    let inspecting = Inspecting(
      loading: try ledgers.loading(common), language: common.lang, tellsTraces: privacy)
    var recognised: [LedgerFile] = []
    var stream = JSONStream { console.write($0) }
    if format == .json { try stream.beginArray("files") }
    try await inspecting.run(inputs.files, jobs: common.width) { file in
      if let failure = file.failure {
        console.tell(failure.text(common.lang))
        status = max(status, .unreadableInput)
      }
      if let ledgers = file.ledgers {
        status = max(status, console.tell(ledgers.problems, of: ledgers.path))
      }
      if saveMap != nil, let ledgers = file.ledgers { recognised.append(ledgers) }
      switch format {
      case .json: try stream.element(file.document)
      case .text: console.show(file.text)
      }
    }
    if format == .json {
      try stream.endArray()
      try stream.member("schema", "taizhang.inspect/1")
      try stream.end()
    }
    if let saveMap {
      do throws(OutputFailure) {
        let mapping = MappingFile(recording: recognised)
        try Output(path: saveMap, replaces: force).write(Array(mapping.yaml.utf8))
      } catch {
        status = max(status, console.tell(error))
      }
    }
    try status.end()
  }
}
