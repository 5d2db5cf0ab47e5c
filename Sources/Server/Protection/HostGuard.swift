import HTTPTypes
import Hummingbird

/// Answers only requests that were meant for this server: a page elsewhere whose name was made to lead to
/// 127.0.0.1 (DNS rebinding) asks under its own name and is turned away.
struct HostGuard: RouterMiddleware {
  typealias Context = ClerkContext

  let options: ServerOptions

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard let authority = request.head.authority, let host = HostName.host(ofAuthority: authority),
      allows(host)
    else { throw Refusal.wrongHost }
    return try await next(request, context)
  }

  /// Whether the page may be asked for under a name.
  func allows(_ host: String) -> Bool {
    if HostName.isLoopback(host) { return true }
    guard !options.isLoopback else { return false }
    return HostName.isAddress(host) || options.names.contains { $0.lowercased() == host.lowercased() }
  }
}
