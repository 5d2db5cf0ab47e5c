import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import SpreadsheetModel
import Workflow

/// What the page asks about the visit as a whole, and what it sets.
struct VisitRoutes {
  let tools: ClerkTools

  private struct SettingsRequest: Decodable {
    var asOf: String
    var showsPersonal: Bool
  }

  func add(to group: RouterGroup<ClerkContext>) {
    group.get("visit") { request, context in
      let visit = try context.ownVisit
      if let seen = request.uri.queryParameters.get("after", as: Int.self) {
        await visit.news(after: seen, within: tools.limits.newsWait)
      }
      return try await document(visit, context)
    }
    group.post("check") { _, context in
      let visit = try context.ownVisit
      try await visit.check()
      return try await document(visit, context)
    }
    group.post("settings") { request, context in
      let visit = try context.ownVisit
      let wanted = try await request.body(as: SettingsRequest.self)
      guard let day = CivilDate(iso: wanted.asOf) else { throw Refusal.malformed }
      await visit.set(Visit.Settings(asOf: day, showsPersonal: wanted.showsPersonal))
      try await visit.check()
      return try await document(visit, context)
    }
    group.post("clear") { _, context in
      let visit = try context.ownVisit
      await visit.clear()
      return try await document(visit, context)
    }
    group.post("leave") { _, context in
      await (try context.ownVisit).left(at: .now)
      return HTTPResponse.Status.noContent
    }
  }

  private func document(_ visit: Visit, _ context: ClerkContext) async throws -> VisitDocument {
    guard await !visit.hasEnded else { throw Refusal.visitEnded }
    return await visit.document(pack: tools.pack, language: context.language)
  }
}

extension Visit {
  /// How the visit stands.
  func document(pack: CriteriaPack, language: Language) -> VisitDocument {
    VisitDocument(self, pack: pack, language: language)
  }
}

extension Request {
  /// Greatest size of a body that is no file, in bytes.
  private static let smallBody = 64 << 10

  /// Decodes a small JSON body.
  func body<Value: Decodable>(as type: Value.Type) async throws -> Value {
    do {
      let buffer = try await body.collect(upTo: Self.smallBody)
      return try JSONDecoder().decode(type, from: Data(buffer.readableBytesView))
    } catch {
      throw Refusal.malformed
    }
  }
}
