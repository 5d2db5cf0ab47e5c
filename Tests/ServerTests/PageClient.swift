import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOEmbedded
import Synchronization
import TestSupport
import Testing
import Workflow

@testable import Server

/// A browser's part: asks the server's routes in this process, with the cookie and the word of a visit.
struct PageClient: Sendable {
  /// An answer.
  struct Answer: Sendable {
    var status: Int
    var headers: HTTPFields
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as JSON.
    func json() throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
    }

    /// The code of a refusal.
    var code: String? { (try? json())?["code"] as? String }
  }

  let server: ClerkServer
  private let responder: any HTTPResponder<ClerkContext>
  var cookie: String?
  var token: String?
  var origin: String? = "http://127.0.0.1:8765"
  var authority = "127.0.0.1:8765"
  var language: String?

  init(limits: ServerLimits = ServerLimits(), options: ServerOptions? = nil) throws {
    let day = try #require(CivilDate(year: 2025, month: 12, day: 31))
    var options = options ?? ServerOptions()
    options.limits = limits
    server = try ClerkServer(
      loading: LedgerLoading(
        reading: ReadingOptions(), reader: LedgerReader(catalog: try LedgerCatalog.standard)),
      pack: try CriteriaPack.standard, options: options, today: { day })
    responder = server.router().buildResponder()
  }

  /// A client whose page has been opened.
  static func visiting(limits: ServerLimits = ServerLimits()) async throws -> PageClient {
    var client = try PageClient(limits: limits)
    try await client.open()
    return client
  }

  /// Opens the page and keeps its cookie and word.
  mutating func open() async throws {
    let page = try await send(.get, "/")
    #expect(page.status == 200)
    let set = try #require(page.headers[.setCookie])
    cookie = String(try #require(set.split(separator: ";").first))
    let word = try #require(page.text.firstMatch(of: /&quot;token&quot;:&quot;([0-9a-f]+)&quot;/))
    token = String(word.1)
  }

  /// Sends a request; `headers` come last.
  func send(
    _ method: HTTPRequest.Method, _ path: String, headers: [HTTPField.Name: String] = [:], body: [UInt8] = []
  ) async throws -> Answer {
    var fields = HTTPFields()
    if let cookie { fields[.cookie] = cookie }
    if let token { fields[.visitToken] = token }
    if method != .get, let origin { fields[.origin] = origin }
    if let language { fields[.acceptLanguage] = language }
    if !body.isEmpty { fields[.contentLength] = "\(body.count)" }
    for (name, value) in headers { fields[name] = value }
    let request = Request(
      head: HTTPRequest(
        method: method, scheme: "http", authority: authority, path: path, headerFields: fields),
      body: RequestBody(buffer: ByteBuffer(bytes: body)))
    return try await Self.answer(responder, request)
  }

  private static func answer(
    _ responder: some HTTPResponder<ClerkContext>, _ request: Request
  ) async throws -> Answer {
    let context = ClerkContext(
      source: ApplicationRequestContextSource(
        channel: NIOAsyncTestingChannel(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
    let response = try await responder.respond(to: request, context: context)
    let collector = BodyCollector()
    try await response.body.write(collector)
    return Answer(
      status: response.status.code, headers: response.headers, body: collector.bytes.withLock { $0 })
  }

  /// Sends a file of Samples, or bytes under a name.
  @discardableResult
  func upload(_ name: String, _ bytes: [UInt8]) async throws -> Answer {
    let encoded = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? name
    return try await send(.post, "/api/files", headers: [.fileName: encoded], body: bytes)
  }

  /// Sends a JSON body.
  func post(_ path: String, _ body: [String: Any]) async throws -> Answer {
    try await send(.post, path, body: Array(try JSONSerialization.data(withJSONObject: body)))
  }

  /// The visit as the server tells it.
  func visit() async throws -> [String: Any] { try await send(.get, "/api/visit").json() }

  /// The visit behind the cookie.
  var own: Visit? { server.visits.visit(cookie.map { String($0.dropFirst(PageRoutes.cookie.count + 1)) }) }
}

private final class BodyCollector: ResponseBodyWriter, Sendable {
  let bytes = Mutex<[UInt8]>([])

  func write(_ buffer: ByteBuffer) async throws {
    bytes.withLock { $0.append(contentsOf: buffer.readableBytesView) }
  }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// A file of `Samples`.
func sample(_ path: String) throws -> [UInt8] {
  [UInt8](try Data(contentsOf: SampleFiles.folder.appendingPathComponent(path)))
}
