import HTTPTypes
import Hummingbird
import Workflow

/// A request that is not done, in words for the person at the page.
struct Refusal: HTTPResponseError {
  /// The status of HTTP.
  var status: HTTPResponse.Status
  /// Stable code, such as `file.too-large`.
  var code: String
  /// What happened and what to do about it.
  var message: Phrase

  /// What the page gets.
  struct Document: ResponseEncodable {
    var code: String
    var message: String
  }

  func response(from request: Request, context: some RequestContext) throws -> Response {
    let document = Document(code: code, message: message.template(RequestLanguage.of(request)))
    var response = try document.response(from: request, context: context)
    response.status = status
    return response
  }
}
