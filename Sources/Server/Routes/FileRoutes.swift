import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import SpreadsheetModel
import Workflow

/// Files coming and going, what was found in them, and the choice of fixes.
struct FileRoutes {
  let tools: ClerkTools

  private struct Added: ResponseEncodable {
    var id: Int
    /// What is told of files in an archive that are not read.
    var notes: [String]
  }
  private struct Password: Decodable { var password: String }
  private struct Choice: Decodable {
    var sheet: String
    var cell: String
    var rule: String
    var isChosen: Bool
  }
  private struct ChoiceOfAll: Decodable { var isChosen: Bool }

  func add(to group: RouterGroup<ClerkContext>) {
    group.post("files") { request, context in try await upload(request, context) }
    group.delete("files/:id") { _, context in
      await (try context.ownVisit).remove(try context.fileID)
      return HTTPResponse.Status.noContent
    }
    group.post("files/:id/password") { request, context in
      let given = try await request.body(as: Password.self)
      try await (try context.ownVisit).unlock(try context.fileID, password: given.password)
      return HTTPResponse.Status.noContent
    }
    group.get("files/:id/findings") { _, context in
      try await (try context.ownVisit).findings(
        of: try context.fileID, tools: tools, language: context.language)
    }
    group.get("files/:id/sheets/:sheet") { request, context in
      guard let sheet = context.parameters.get("sheet", as: Int.self) else { throw Refusal.notFound }
      return try await (try context.ownVisit).picture(
        of: try context.fileID, sheet: sheet, wanted: Self.wantedRows(request), tools: tools,
        language: context.language)
    }
    group.post("files/:id/choices") { request, context in
      let visit = try context.ownVisit
      let choice = try await request.body(as: Choice.self)
      guard let file = await visit.file(try context.fileID), let cell = CellReference(a1: choice.cell) else {
        throw Refusal.notFound
      }
      let location = SourceLocation(file: file.name, sheet: choice.sheet, cell: cell)
      if choice.isChosen {
        await visit.choose([FixChoice(location: location, rule: choice.rule)], true)
      } else {
        await visit.unchoose(at: location)
      }
      try await visit.check()
      return HTTPResponse.Status.noContent
    }
    group.post("files/:id/choices/all") { request, context in
      let visit = try context.ownVisit
      let choice = try await request.body(as: ChoiceOfAll.self)
      await visit.chooseAll(of: try context.fileID, choice.isChosen)
      try await visit.check()
      return HTTPResponse.Status.noContent
    }
  }

  private func upload(_ request: Request, _ context: ClerkContext) async throws -> EditedResponse<Added> {
    let visit = try context.ownVisit
    let name = (request.headers[.fileName] ?? "").removingPercentEncoding ?? ""
    if let length = request.headers[.contentLength].flatMap({ Int($0) }) {
      try await visit.checkRoom(for: length)
    } else {
      try await visit.checkRoom(for: 0)
    }
    let buffer: ByteBuffer
    do {
      buffer = try await request.body.collect(upTo: tools.limits.fileBytes)
    } catch is NIOTooManyBytesError {
      throw Refusal.fileTooLarge(tools.limits.fileBytes)
    }
    let added = try await visit.add(name, bytes: Array(buffer: buffer))
    let notes = added.notes.map { $0.message.text(context.language, ["path": $0.path]) }
    return EditedResponse(status: .created, response: Added(id: added.id, notes: notes))
  }

  private static func wantedRows(_ request: Request) -> ClosedRange<Int>? {
    let query = request.uri.queryParameters
    guard let from = query.get("from", as: Int.self), let to = query.get("to", as: Int.self),
      (1...CellReference.rowLimit).contains(from), (from...CellReference.rowLimit).contains(to)
    else { return nil }
    return from - 1...to - 1
  }
}

extension ClerkContext {
  /// The number of the file a request is about.
  var fileID: Int {
    get throws(Refusal) {
      guard let id = parameters.get("id", as: Int.self) else { throw .notFound }
      return id
    }
  }
}

extension Visit {
  /// The list of what was found in a file.
  func findings(of id: Int, tools: ClerkTools, language: Language) throws(Refusal) -> FindingsDocument {
    guard let file = file(id), let corrected = outcome?.files.first(where: { $0.input.path == file.name })
    else { throw .notFound }
    return FindingsDocument(
      corrected, revision: revision, pack: tools.pack, chosen: chosen, language: language,
      showsPersonal: settings.showsPersonal, limit: tools.limits.findings)
  }

  /// The picture of a sheet as the corrected workbook will show it.
  func picture(
    of id: Int, sheet: Int, wanted: ClosedRange<Int>?, tools: ClerkTools, language: Language
  ) throws(Refusal) -> SheetPicture {
    guard let file = file(id), let loaded = file.loaded,
      let corrected = outcome?.files.first(where: { $0.input.path == file.name }),
      corrected.workbook.sheets.indices.contains(sheet)
    else { throw .notFound }
    let list = try findings(of: id, tools: tools, language: language)
    return SheetPicture(
      corrected.workbook.sheets[sheet], items: list.items, tables: loaded.ledgers.tables, wanted: wanted,
      limits: tools.limits, showsPersonal: settings.showsPersonal)
  }

  /// Takes back whatever was chosen for a cell.
  func unchoose(at location: SourceLocation) { choose(chosen.filter { $0.location == location }, false) }
}
