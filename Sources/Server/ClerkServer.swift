import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import SpreadsheetModel
import Workflow

/// The clerk's page (`taizhang serve`): ledgers are dropped on it, checked and corrected, and what comes
/// of them is taken away. Everything is held in memory and forgotten when the visit ends.
public struct ClerkServer: Sendable {
  private let options: ServerOptions
  private let tools: ClerkTools
  private let assets: PageAssets
  /// The visits that go on.
  let visits: Visits

  /// Creates a server.
  ///
  /// - Parameters:
  ///   - loading: how files are read.
  ///   - pack: what they are checked against.
  ///   - today: the day rules look from, asked when a visit begins.
  /// - Throws: where the files of the page are not where they belong.
  public init(
    loading: LedgerLoading, pack: CriteriaPack, options: ServerOptions,
    today: @escaping @Sendable () -> CivilDate
  ) throws {
    self.options = options
    assets = try PageAssets()
    tools = ClerkTools(loading: loading, pack: pack, options: options)
    visits = Visits(tools: tools, today: today)
  }

  /// Serves until the process is told to end (SIGINT, SIGTERM), then forgets every visit.
  ///
  /// - Parameter onReady: told the page's address once it can be opened.
  public func run(onReady: @escaping @Sendable (String) async -> Void) async throws {
    do {
      try await application(onReady: onReady).runService()
    } catch let error as IOError {
      throw ServerError.cannotListen(host: options.host, port: options.port, systemError: error.errnoCode)
    }
  }

  /// The routes behind what guards them: every answer is made safe, every request is looked at before it is done.
  func router() -> Router<ClerkContext> {
    let router = Router(context: ClerkContext.self)
    router.add(middleware: SafeAnswers())
    router.add(middleware: HostGuard(options: options))
    router.add(middleware: OriginGuard())
    PageRoutes(assets: assets, visits: visits, tools: tools).add(to: router)
    let own = router.group("api").add(middleware: VisitGuard(visits: visits))
    VisitRoutes(tools: tools).add(to: own)
    FileRoutes(tools: tools).add(to: own)
    DownloadRoutes(tools: tools).add(to: own)
    return router
  }

  /// The server with its routes, and what ends visits whose time is up.
  private func application(
    onReady: @escaping @Sendable (String) async -> Void
  ) -> some ApplicationProtocol {
    // Requests hold names and values: nothing of them is logged.
    let logger = Logger(label: "taizhang") { _ in SwiftLogNoOpLogHandler() }
    let host = options.host
    return Application(
      router: router(),
      server: .http1(configuration: .init(idleTimeout: .seconds(60))),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: options.port),
        availableConnectionsDelegate: MaximumAvailableConnections(options.limits.connections)),
      services: [VisitKeeper(visits: visits)],
      onServerRunning: { channel in
        let shown = host.contains(":") ? "[\(host)]" : host
        await onReady("http://\(shown):\(channel.localAddress?.port ?? 0)/")
      }, logger: logger)
  }
}
