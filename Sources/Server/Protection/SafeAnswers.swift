import HTTPTypes
import Hummingbird

/// Puts the headers on every answer that keep it where it belongs, and turns errors into answers that
/// tell nothing about the machine.
struct SafeAnswers: RouterMiddleware {
  typealias Context = ClerkContext

  /// Scripts, styles and pictures come from this server as files; nothing inline, nothing from elsewhere.
  static let contentPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.language = RequestLanguage.of(request)
    var response: Response
    do {
      response = try await next(request, context)
    } catch let refusal as Refusal {
      response = try refusal.response(from: request, context: context)
    } catch let error as HTTPError {
      response = Response(status: error.status)
    } catch {
      // What went wrong may name a path or hold a value: the page is told that something did, no more.
      response = try Refusal.failed.response(from: request, context: context)
    }
    response.headers[.contentSecurityPolicy] = Self.contentPolicy
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.frameOptions] = "DENY"
    response.headers[.referrerPolicy] = "no-referrer"
    response.headers[.openerPolicy] = "same-origin"
    response.headers[.resourcePolicy] = "same-origin"
    response.headers[.permissionsPolicy] = "camera=(), geolocation=(), microphone=()"
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    return response
  }
}
