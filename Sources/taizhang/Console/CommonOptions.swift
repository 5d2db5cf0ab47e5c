import Workflow
import ArgumentParser
import Foundation

extension Language: ExpressibleByArgument {}

/// When text is coloured.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

extension CivilDate: ExpressibleByArgument {
  /// Parses `YYYY-MM-DD`.
  public init?(argument: String) {
    self.init(iso: argument)
  }

  /// Today in the local time zone.
  static var today: CivilDate? {
    var seconds = time(nil)
    var parts = tm()
    guard localtime_r(&seconds, &parts) != nil else { return nil }
    return CivilDate(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
  }
}

/// A help text in the language of this run.
func help(_ zh: String, _ en: String) -> ArgumentHelp {
  ArgumentHelp(Phrase(zh: zh, en: en).template(.ofThisRun))
}

/// A text in the language of this run.
func words(_ zh: String, _ en: String) -> String {
  Phrase(zh: zh, en: en).template(.ofThisRun)
}

/// The options every command has.
struct CommonOptions: ParsableArguments {
  @Option(help: help("语言：zh 中文，en 英文", "language: zh or en"))
  var lang: Language = .ofThisRun

  @Option(help: help("颜色：auto、always、never", "colour: auto, always or never"))
  var color: ColorChoice = .auto

  @Flag(help: help("只输出结果和错误", "results and failures only"))
  var quiet = false

  @Option(
    name: .customLong("as-of"),
    help: help(
      "以哪一天为准判断逾期、年龄、任期（YYYY-MM-DD，默认今天）",
      "the day overdue, age and term rules look from (YYYY-MM-DD, default today)"))
  var asOf: CivilDate?

  @Option(help: help("同时处理几个文件（默认按处理器数）", "how many inputs side by side (default: the processors)"))
  var jobs: Int?

  @Option(
    help: help(
      "单位默认设置（默认用当前文件夹或 ~/.config/taizhang 里的 taizhang.yaml）",
      "the office's defaults (default: taizhang.yaml here or in ~/.config/taizhang)"))
  var config: String?

  @Flag(help: help("不用单位默认设置", "without the office's defaults"))
  var noConfig = false

  @Option(help: help("加密的工作簿和压缩包的密码", "password of encrypted workbooks and archives"))
  var password: String?

  @OptionGroup(title: words("文本文件的读法", "Text files")) var text: TextInputOptions

  /// The console of this run.
  var console: Console {
    let usesColor: Bool =
      switch color {
      case .always: true
      case .never: false
      case .auto: isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
      }
    return Console(language: lang, isQuiet: quiet, usesColor: usesColor)
  }

  /// Whether the day rules look from was given, by this call or by the office's defaults.
  var isDayGiven: Bool { asOf != nil || OfficeConfiguration.defaults.asOf != nil }

  /// The day rules look from.
  var day: CivilDate {
    get throws {
      guard let day = asOf ?? OfficeConfiguration.defaults.asOf ?? CivilDate.today else {
        throw ValidationError(words("系统日期不可用，请用 --as-of 给出", "no system date; give --as-of"))
      }
      return day
    }
  }

  /// How files are opened.
  var reading: ReadingOptions { ReadingOptions(csv: text.options, password: password) }

  /// How many inputs are worked on side by side.
  var width: Int {
    max(1, jobs ?? OfficeConfiguration.defaults.jobs ?? ProcessInfo.processInfo.activeProcessorCount)
  }

  func validate() throws {
    if let jobs, jobs < 1 {
      throw ValidationError(words("--jobs 至少为 1", "--jobs takes a number from 1"))
    }
  }
}
