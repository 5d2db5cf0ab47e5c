import HTTPTypes
import Hummingbird
import NIOCore
import Workflow

/// The page itself and its files. Opening the page begins a visit, or goes on with one.
struct PageRoutes {
  let assets: PageAssets
  let visits: Visits
  let tools: ClerkTools

  /// The cookie that names a visit. Cookies know no ports, so the word in the page is asked for as well.
  static let cookie = "taizhang-visit"

  func add(to router: Router<ClerkContext>) {
    router.get("/") { request, context in try await page(request, context) }
    router.get("/assets/:version/:name") { _, context in try asset(context) }
  }

  private func page(_ request: Request, _ context: ClerkContext) async throws -> Response {
    let known = visits.visit(request.cookies[Self.cookie]?.value)
    let visit: Visit
    if let known { visit = known } else { visit = try await visits.begin() }
    await visit.seen(at: .now, isAction: true)
    let html = try ClerkPage(
      assets: assets, language: context.language, visit: visit, limits: tools.limits
    ).html()
    var response = Response(
      status: .ok, headers: [.contentType: "text/html; charset=utf-8", .vary: "Accept-Language"],
      body: .init(byteBuffer: ByteBuffer(string: html)))
    if known == nil {
      response.setCookie(
        Cookie(name: Self.cookie, value: visit.id, path: "/", httpOnly: true, sameSite: .strict))
    }
    return response
  }

  private func asset(_ context: ClerkContext) throws -> Response {
    // The name is looked up in a table made when the program started, never in a folder.
    guard context.parameters.get("version") == assets.version,
      let asset = context.parameters.get("name").flatMap({ assets.files[$0] })
    else { throw Refusal.notFound }
    return Response(
      status: .ok,
      headers: [
        .contentType: asset.mediaType, .cacheControl: "private, max-age=31536000, immutable",
      ], body: .init(byteBuffer: ByteBuffer(bytes: asset.bytes)))
  }
}
