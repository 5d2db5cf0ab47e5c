import ArgumentParser
import Foundation
import Server
import Workflow

/// `taizhang serve`: the clerk's page.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: words("打开给台账员用的网页（只在本机）", "serves the page for clerks, on this machine alone"),
    discussion: words(
      """
      把台账拖进网页，看问题、选更正、取走更正后的工作簿和报告。文件只在内存里，离开即清除。按 Ctrl-C 结束。
      例：taizhang serve
          taizhang serve --port 9000 --open
      """,
      """
      Drop ledgers on the page, look at the findings, choose fixes, take the results away. Files are held
      in memory and forgotten when the page is left. Ctrl-C ends it.
      Examples: taizhang serve
                taizhang serve --port 9000 --open
      """))

  @Option(help: help("端口；0 表示任选空闲的", "the port; 0 takes any that is free"))
  var port = 8765

  @Option(help: help("在哪个地址上提供网页", "the address to listen on"))
  var host = "127.0.0.1"

  @Flag(
    help: help(
      "允许本机以外的人打开（没有加密，只用于可信的内网）",
      "let others than this machine in (not encrypted; for trusted networks only)"))
  var allowRemote = false

  @Option(
    name: .customLong("name"),
    help: help(
      "允许用这个域名打开（与 --allow-remote 合用，可多次）", "a name the page may be asked for under (with --allow-remote)"))
  var names: [String] = []

  @Flag(help: help("用浏览器打开", "open the page in a browser"))
  var open = false

  @OptionGroup(title: words("通用选项", "Common options")) var common: CommonOptions
  @OptionGroup(title: words("台账的识别", "Recognition")) var ledgers: LedgerOptions
  @OptionGroup(title: words("检查的标准", "Criteria")) var criteria: CriteriaOptions

  private var options: ServerOptions {
    var limits = ServerLimits()
    limits.jobs = common.width
    return ServerOptions(
      host: host, port: port, names: names, showsPersonal: criteria.showsPersonal,
      office: OfficeConfiguration.defaults.office ?? "", limits: limits)
  }

  func validate() throws {
    guard (0...65535).contains(port) else {
      throw ValidationError(words("--port 是 0 到 65535 的数", "--port takes a number from 0 to 65535"))
    }
    guard allowRemote || options.isLoopback else {
      throw ValidationError(
        words(
          "\(host) 不是本机地址，别人也能打开网页。确实需要时请加 --allow-remote",
          "\(host) is no address of this machine alone: others could open the page. Pass --allow-remote if that is wanted"
        ))
    }
  }

  func run() async throws {
    let console = common.console
    guard let today = CivilDate.today else { _ = try common.day; return }
    let asOf = common.asOf
    let server: ClerkServer
    do {
      server = try ClerkServer(
        loading: try ledgers.loading(common), pack: try criteria.pack(), options: options,
        today: { asOf ?? CivilDate.today ?? today })
    } catch let error as MissingPage {
      throw ValidationError(error.message.template(common.lang))
    }
    let opens = open
    let isOpenToOthers = !options.isLoopback
    do {
      try await server.run { address in
        console.write(address + "\n")
        console.note(
          Phrase(zh: "在浏览器中打开上面的网址；按 Ctrl-C 结束", en: "Open this address in a browser; Ctrl-C ends it"))
        if isOpenToOthers {
          console.warn(
            Phrase(
              zh: "注意：别的机器也能打开这个网页，传输没有加密，只可用于可信的内网",
              en: "Note: others than this machine can open the page, unencrypted; trusted networks only"))
        }
        if opens { Self.show(address) }
      }
    } catch let error as ServerError {
      throw ValidationError(error.message.template(common.lang))
    }
  }

  /// Asks the desktop to open an address.
  private static func show(_ address: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    #if os(macOS)
      process.arguments = ["open", address]
    #else
      process.arguments = ["xdg-open", address]
    #endif
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try? process.run()
  }
}
