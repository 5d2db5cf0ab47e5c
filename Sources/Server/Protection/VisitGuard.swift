import HTTPTypes
import Hummingbird

/// Finds the visit a request belongs to: the browser's cookie names it, and the page proves itself with
/// the word it was given.
struct VisitGuard: RouterMiddleware {
  typealias Context = ClerkContext

  let visits: Visits

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard let visit = visits.visit(request.cookies[PageRoutes.cookie]?.value) else {
      throw Refusal.visitEnded
    }
    guard let token = request.headers[.visitToken], Secret.matches(token, visit.token) else {
      throw Refusal.wrongToken
    }
    var context = context
    context.visit = visit
    await visit.seen(at: .now, isAction: request.method != .get)
    let response = try await next(request, context)
    // A long answer, or a wait for news, counts as being there.
    if request.uri.path != "/api/leave" { await visit.seen(at: .now, isAction: false) }
    return response
  }
}
