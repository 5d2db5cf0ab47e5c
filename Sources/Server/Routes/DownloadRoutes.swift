import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import OpenPackaging
import Workflow

/// What the clerk takes away; made when it is asked for, in memory.
struct DownloadRoutes {
  let tools: ClerkTools

  func add(to group: RouterGroup<ClerkContext>) {
    group.get("downloads/corrected/:id") { _, context in
      try await made(context) { try $0.corrected(try context.fileID) }
    }
    group.get("downloads/report") { _, context in try await made(context) { $0.report() } }
    group.get("downloads/problems") { _, context in try await made(context) { try $0.problems() } }
    group.get("downloads/summary") { request, context in
      let period = try Self.period(request)
      return try await made(context) { try $0.summary(period) }
    }
    group.get("downloads/all") { request, context in
      let period = try Self.period(request)
      return try await made(context) { try $0.everything(period) }
    }
  }

  private static func period(_ request: Request) throws(Refusal) -> Period {
    guard let period = request.uri.queryParameters["period"].flatMap({ Period(String($0)) }) else {
      throw .malformed
    }
    return period
  }

  private func made(
    _ context: ClerkContext, _ make: @escaping @Sendable (Takeaway) throws -> Takeaway.File
  ) async throws -> Response {
    let visit = try context.ownVisit
    let outcome = try await visit.currentOutcome()
    let takeaway = await visit.takeaway(outcome, tools: tools, language: context.language)
    let file = try await tools.gate.run { try make(takeaway) }
    let name = file.name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "download"
    return Response(
      status: .ok,
      headers: [
        .contentType: file.mediaType, .contentDisposition: "attachment; filename*=UTF-8''\(name)",
      ], body: .init(byteBuffer: ByteBuffer(bytes: file.bytes)))
  }
}
