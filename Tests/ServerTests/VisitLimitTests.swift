import Foundation
import HTTPTypes
import Testing

@testable import Server

@Suite("Limits of the clerk's page")
struct VisitLimitTests {
  private static let csv = Array("姓名,性别,民族\n张三,男,汉族\n李四,女,汉族\n".utf8)

  private func limits(_ change: (inout ServerLimits) -> Void) -> ServerLimits {
    var limits = ServerLimits()
    change(&limits)
    return limits
  }

  @Test("A file larger than allowed is refused, whatever its length claims")
  func fileSize() async throws {
    let client = try await PageClient.visiting(limits: limits { $0.fileBytes = 40 })
    let refused = try await client.upload("a.csv", Self.csv)
    #expect(refused.status == 413)
    #expect(refused.code == "file.too-large")
    let lied = try await client.send(
      .post, "/api/files", headers: [.fileName: "a.csv", .contentLength: "3"], body: Self.csv)
    #expect(lied.code == "file.too-large")
    #expect((try await client.visit()["files"] as? [Any])?.isEmpty == true)
  }

  @Test("All files together, and their number, have limits, and removing one makes room")
  func total() async throws {
    let client = try await PageClient.visiting(limits: limits { $0.visitBytes = Self.csv.count * 2 })
    #expect(try await client.upload("a.csv", Self.csv).status == 201)
    #expect(try await client.upload("b.csv", Self.csv).status == 201)
    #expect(try await client.upload("c.csv", Self.csv).code == "visit.too-large")
    #expect(try await client.send(.delete, "/api/files/1").status == 204)
    #expect(try await client.upload("c.csv", Self.csv).status == 201)

    let few = try await PageClient.visiting(limits: limits { $0.files = 1 })
    #expect(try await few.upload("a.csv", Self.csv).status == 201)
    #expect(try await few.upload("b.csv", Self.csv).code == "visit.too-many-files")
    #expect(try await client.upload("d.csv", []).code == "file.empty")
  }

  @Test("More cells than the page holds are told as the file's failure")
  func cells() async throws {
    let client = try await PageClient.visiting(limits: limits { $0.cells = 10 })
    try await client.upload("a.csv", Self.csv)
    try await client.upload("b.csv", Self.csv)
    let files = try #require(try await client.visit()["files"] as? [[String: Any]])
    #expect(files.map { $0["state"] as? String } == ["read", "failed"])
  }

  @Test("Of too many visits those without files make room, and no visit with files is lost")
  func visits() async throws {
    let first = try await PageClient.visiting(limits: limits { $0.visits = 2 })
    try await first.upload("a.csv", Self.csv)
    var second = first
    second.cookie = nil
    try await second.open()
    var third = second
    third.cookie = nil
    try await third.open()
    #expect(try await second.send(.get, "/api/visit").code == "visit.ended")
    try await third.upload("a.csv", Self.csv)
    var fourth = third
    fourth.cookie = nil
    #expect(try await fourth.send(.get, "/").code == "visit.too-many")
    #expect(try await first.send(.get, "/api/visit").status == 200)
  }

  @Test("Work beyond what may wait is refused, and what waits gets its turn")
  func gate() async throws {
    let gate = WorkGate(width: 1, waitingLimit: 1)
    let (started, begin) = AsyncStream<Void>.makeStream()
    let (held, release) = AsyncStream<Void>.makeStream()
    try await withThrowingTaskGroup(of: Int.self) { group in
      group.addTask {
        try await gate.run {
          begin.finish()
          for await _ in held {}
          return 1
        }
      }
      for await _ in started {}
      group.addTask { try await gate.run { 2 } }
      // The second waits by now, or will: the third is refused as soon as it does.
      var isRefused = false
      while !isRefused {
        do {
          try await withThrowingTaskGroup(of: Void.self) { inner in
            inner.addTask { _ = try await gate.run { 3 } }
            inner.addTask {
              try await Task.sleep(for: .milliseconds(200))
              throw CancellationError()
            }
            defer { inner.cancelAll() }
            try await inner.next()
          }
        } catch let refusal as Refusal {
          #expect(refusal.code == "server.busy")
          isRefused = true
        } catch {
          break
        }
      }
      release.finish()
      var done: Set<Int> = []
      for try await number in group { done.insert(number) }
      #expect(done == [1, 2])
      #expect(isRefused)
    }
  }

  @Test("A visit ends when its page is gone, when nothing is done, and at once when it is left")
  func time() async throws {
    let limits = ServerLimits()
    let now = ContinuousClock.now
    for (wait, isLeft, ends) in [
      (limits.away - .seconds(5), false, false), (limits.away + .seconds(5), false, true),
      (limits.leaving - .seconds(5), true, false), (limits.leaving + .seconds(5), true, true),
    ] {
      let client = try await PageClient.visiting()
      try await client.upload("a.csv", Self.csv)
      if isLeft { #expect(try await client.send(.post, "/api/leave").status == 204) }
      let visit = try #require(client.own)
      await client.server.visits.sweep(at: now + wait)
      #expect(await visit.hasEnded == ends)
      #expect(await visit.files.isEmpty == ends)
      #expect(try await client.send(.get, "/api/visit").status == (ends ? 410 : 200))
    }
  }

  @Test("A page that is reloaded goes on with its visit; polling alone does not keep one for ever")
  func comingBack() async throws {
    let client = try await PageClient.visiting()
    try await client.upload("a.csv", Self.csv)
    _ = try await client.send(.post, "/api/leave")
    let page = try await client.send(.get, "/")
    #expect(page.headers[.setCookie] == nil)
    let visit = try #require(client.own)
    await client.server.visits.sweep(at: .now + .seconds(60))
    #expect(await !visit.hasEnded)
    let later = ContinuousClock.now + ServerLimits().idle + .seconds(5)
    await visit.seen(at: later, isAction: false)
    await client.server.visits.sweep(at: later)
    #expect(await visit.hasEnded)
  }

  @Test("Clearing forgets files, findings and choices at once, and the visit goes on")
  func clear() async throws {
    let client = try await PageClient.visiting()
    try await client.upload("02.xlsx", try sample("submissions/02-财政局第一党支部.xlsx"))
    #expect(try await client.send(.post, "/api/check").status == 200)
    #expect(try await client.send(.post, "/api/clear").status == 200)
    let visit = try #require(client.own)
    #expect(await visit.files.isEmpty)
    #expect(await visit.outcome == nil)
    #expect(try await client.send(.get, "/api/files/1/findings").status == 404)
    #expect(try await client.send(.get, "/api/downloads/report").code == "visit.empty")
    #expect(try await client.upload("a.csv", Self.csv).status == 201)
  }

  @Test("When the server stops every visit is forgotten")
  func stop() async throws {
    let client = try await PageClient.visiting()
    try await client.upload("a.csv", Self.csv)
    let visit = try #require(client.own)
    await client.server.visits.endAll()
    #expect(await visit.hasEnded)
    #expect(await visit.files.isEmpty)
    #expect(client.server.visits.count == 0)
  }
}
