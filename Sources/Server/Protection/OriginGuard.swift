import HTTPTypes
import Hummingbird

/// Turns away requests that another site's page made: anything that changes something must name this
/// server as its origin, and where a browser says which site a request is from, it must be this one.
struct OriginGuard: RouterMiddleware {
  typealias Context = ClerkContext

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let isReading = request.method == .get || request.method == .head
    if let site = request.headers[.secFetchSite], site != "same-origin" {
      // Typed addresses and bookmarks are `none`; a link from elsewhere may open the page, no more.
      guard isReading, site == "none" || request.uri.path == "/" else { throw Refusal.otherSite }
    }
    if !isReading {
      guard let origin = request.headers[.origin], let authority = request.head.authority,
        origin.lowercased() == "http://" + authority.lowercased()
      else { throw Refusal.otherSite }
    }
    return try await next(request, context)
  }
}
