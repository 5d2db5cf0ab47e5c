import Synchronization

/// Lets only so many pieces of work run side by side; others wait for their turn, in order.
final class WorkGate: Sendable {
  private struct State {
    var free: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>
  private let waitingLimit: Int

  /// Creates a gate.
  init(width: Int, waitingLimit: Int) {
    state = Mutex(State(free: max(1, width)))
    self.waitingLimit = waitingLimit
  }

  /// Does the work once it is its turn, away from the caller's actor.
  ///
  /// - Throws: `Refusal.busy` where too many wait already.
  @concurrent
  func run<Value: Sendable>(_ work: @Sendable () async throws -> Value) async throws -> Value {
    try await enter()
    defer { leave() }
    return try await work()
  }

  private func enter() async throws(Refusal) {
    let hasRoom = state.withLock { state in state.free > 0 || state.waiting.count < waitingLimit }
    guard hasRoom else { throw .busy }
    await withCheckedContinuation { continuation in
      let isNext = state.withLock { state in
        guard state.free == 0 else {
          state.free -= 1
          return true
        }
        state.waiting.append(continuation)
        return false
      }
      if isNext { continuation.resume() }
    }
  }

  private func leave() {
    let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard !state.waiting.isEmpty else {
        state.free += 1
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.resume()
  }
}
