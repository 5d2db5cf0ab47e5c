import ServiceLifecycle
import SpreadsheetModel
import Synchronization

/// The visits that go on, by the names their browsers know; nothing of them outlives the process.
final class Visits: Sendable {
  private let tools: ClerkTools
  private let today: @Sendable () -> CivilDate
  private let visits = Mutex<[String: Visit]>([:])

  init(tools: ClerkTools, today: @escaping @Sendable () -> CivilDate) {
    self.tools = tools
    self.today = today
  }

  /// The visit of a name, if it goes on.
  func visit(_ id: String?) -> Visit? {
    guard let id else { return nil }
    return visits.withLock { $0[id] }
  }

  /// Begins a visit; where there are as many as may be, one that holds no file makes room.
  func begin(at now: ContinuousClock.Instant = .now) async throws(Refusal) -> Visit {
    await sweep(at: now)
    if count >= tools.limits.visits {
      for visit in all where await visit.files.isEmpty {
        await end(visit)
        break
      }
    }
    let visit = Visit(tools: tools, asOf: today(), now: now)
    let isRoom = visits.withLock { visits in
      guard visits.count < tools.limits.visits else { return false }
      visits[visit.id] = visit
      return true
    }
    guard isRoom else { throw .tooManyVisits }
    return visit
  }

  /// Ends a visit.
  func end(_ visit: Visit) async {
    _ = visits.withLock { $0.removeValue(forKey: visit.id) }
    await visit.end()
  }

  /// Ends the visits that are over by the limits of time.
  func sweep(at now: ContinuousClock.Instant) async {
    for visit in all where await visit.isOver(at: now) { await end(visit) }
  }

  /// Ends all visits.
  func endAll() async {
    for visit in all { await end(visit) }
  }

  /// How many go on.
  var count: Int { visits.withLock { $0.count } }

  private var all: [Visit] { visits.withLock { Array($0.values) } }
}

/// Ends visits whose time is up, and all of them when the server stops.
struct VisitKeeper: Service {
  let visits: Visits
  /// How often it looks.
  private static let interval = Duration.seconds(5)

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      while true {
        try await Task.sleep(for: Self.interval)
        await visits.sweep(at: .now)
      }
    }
    await visits.endAll()
  }
}
