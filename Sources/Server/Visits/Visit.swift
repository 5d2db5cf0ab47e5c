import ServiceLifecycle
import SpreadsheetModel
import Workflow

/// One clerk's visit: the files dropped on the page, what was found in them, what was chosen. All of it is
/// in memory and gone when the visit ends.
actor Visit {
  /// What the clerk has set.
  struct Settings: Hashable, Sendable {
    /// The day rules look from.
    var asOf: CivilDate
    /// Whether numbers of persons are shown whole.
    var showsPersonal = false
  }

  /// The name by which the browser's cookie knows the visit.
  nonisolated let id = Secret.make()
  /// The word by which its page proves itself.
  nonisolated let token = Secret.make()

  private let tools: ClerkTools
  private(set) var files: [VisitFile] = []
  private(set) var settings: Settings
  private(set) var chosen: Set<FixChoice> = []
  /// What came of the last check; `nil` before the first.
  private(set) var outcome: Fixing.Outcome?
  private(set) var isChecking = false
  /// Counts up with every change, so that the page knows whether it has seen it.
  private(set) var revision = 0
  private(set) var hasEnded = false

  private var lastID = 0
  /// How many changes a check must take in, and how many the last one has.
  private var changes = 0
  private var checkedChanges = 0
  private var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
  private var lastListener = 0

  private(set) var lastSeen: ContinuousClock.Instant
  private(set) var lastAction: ContinuousClock.Instant
  private(set) var leftAt: ContinuousClock.Instant?

  /// Begins a visit.
  init(tools: ClerkTools, asOf: CivilDate, now: ContinuousClock.Instant) {
    self.tools = tools
    settings = Settings(asOf: asOf, showsPersonal: tools.showsPersonal)
    lastSeen = now
    lastAction = now
  }

  // MARK: Coming and going

  /// Notes that the page was heard of; an action is what a person did on it.
  func seen(at now: ContinuousClock.Instant, isAction: Bool) {
    lastSeen = now
    leftAt = nil
    if isAction { lastAction = now }
  }

  /// Notes that the page is being left; it may be a reload.
  func left(at now: ContinuousClock.Instant) { leftAt = now }

  /// Whether the visit is over by the limits of time.
  func isOver(at now: ContinuousClock.Instant) -> Bool {
    let limits = tools.limits
    // Work that goes on is not broken off by a clock.
    if isChecking || files.contains(where: { if case .reading = $0.state { true } else { false } }) {
      return false
    }
    return now - lastSeen > limits.away || now - lastAction > limits.idle
      || leftAt.map { now - $0 > limits.leaving } ?? false
  }

  /// Forgets everything and wakes whoever waits.
  func end() {
    hasEnded = true
    files = []
    chosen = []
    outcome = nil
    changed()
  }

  /// Forgets all files, choices and findings; the visit goes on.
  func clear() {
    files = []
    chosen = []
    outcome = nil
    changes += 1
    checkedChanges = changes
    changed()
  }

  // MARK: Files

  /// Whether so many bytes more may come; asked before they are taken, and once they are here.
  func checkRoom(for bytes: Int) throws(Refusal) {
    guard !hasEnded else { throw .visitEnded }
    let limits = tools.limits
    guard bytes <= limits.fileBytes else { throw .fileTooLarge(limits.fileBytes) }
    guard files.count < limits.files else { throw .tooManyFiles(limits.files) }
    guard files.reduce(bytes, { $0 + $1.bytes.count }) <= limits.visitBytes else {
      throw .visitTooLarge(limits.visitBytes)
    }
  }

  /// Takes a file in and reads it, or the files in it where it is an archive; what cannot be read is kept as a failure
  /// with its reason.
  ///
  /// - Returns: the file's number, and what is told of files in it that are not read.
  func add(_ givenName: String, bytes: [UInt8]) async throws -> (id: Int, notes: [InputNote]) {
    guard !bytes.isEmpty else { throw Refusal.emptyFile }
    try checkRoom(for: bytes.count)
    lastID += 1
    let id = lastID
    let name = UploadName.clean(givenName, avoiding: Set(files.map(\.name)))
    files.append(VisitFile(id: id, name: name, bytes: bytes, state: .reading))
    changed()
    return (id, try await takeIn(id, password: nil))
  }

  /// Reads a file again with a password.
  func unlock(_ id: Int, password: String) async throws {
    guard let index = index(of: id), case .failed = files[index].state else { throw Refusal.notFound }
    files[index].state = .reading
    changed()
    _ = try await takeIn(id, password: password)
  }

  /// Reads a file, or puts the files of an archive in its place and reads those.
  private func takeIn(_ id: Int, password: String?) async throws -> [InputNote] {
    guard let file = file(id) else { return [] }
    let limits = tools.limits
    let reading = tools.loading(password: password).reading
    let room = (
      bytes: limits.visitBytes - files.reduce(0) { $0 + $1.bytes.count } + file.bytes.count,
      files: limits.files - files.count + 1
    )
    let result: Result<UnpackedUpload?, InputFailure>
    do {
      result = try await tools.gate.run {
        Result { () throws(InputFailure) in try UnpackedUpload(file, reading, room: room, limits: limits) }
      }
    } catch {
      remove(id)
      throw error
    }
    guard let index = index(of: id) else { return [] }
    switch result {
    case .failure(let failure):
      files[index].state = .failed(failure)
      changed()
      return []
    case .success(nil):
      try await read(id, password: password)
      return []
    case .success(let unpacked?):
      files.remove(at: index)
      let made = unpacked.files.map { file in
        lastID += 1
        let name = UploadName.clean(file.path, avoiding: Set(files.map(\.name)))
        let made =
          switch file.bytes {
          case .success(let bytes): VisitFile(id: lastID, name: name, bytes: bytes, state: .reading)
          case .failure(let failure): VisitFile(id: lastID, name: name, bytes: [], state: .failed(failure))
          }
        files.append(made)
        return made
      }
      changed()
      for file in made {
        if case .reading = file.state { try await read(file.id, password: password) }
      }
      return unpacked.notes
    }
  }

  private func read(_ id: Int, password: String?) async throws {
    guard let index = index(of: id) else { return }
    let input = files[index].input
    let loading = tools.loading(password: password)
    let result: Result<LedgerLoading.Loaded, InputFailure>
    do {
      result = try await tools.gate.run {
        Result { () throws(InputFailure) in try loading.load(input) }
      }
    } catch {
      remove(id)
      throw error
    }
    // The file may have been taken away, or the visit have ended, while it was read.
    guard let index = self.index(of: id) else { return }
    switch result {
    case .failure(let failure): files[index].state = .failed(failure)
    case .success(let loaded):
      files[index].state = .read(loaded)
      if files.reduce(0, { $0 + $1.cells }) > tools.limits.cells {
        files[index].state = .failed(.tooManyCells(input.path, limit: tools.limits.cells))
      } else {
        changes += 1
      }
    }
    changed()
  }

  /// Takes a file away.
  func remove(_ id: Int) {
    guard let index = index(of: id) else { return }
    let name = files.remove(at: index).name
    chosen = chosen.filter { $0.location.file != name }
    changes += 1
    changed()
  }

  func file(_ id: Int) -> VisitFile? { index(of: id).map { files[$0] } }

  private func index(of id: Int) -> Int? { files.firstIndex { $0.id == id } }

  // MARK: Choices

  /// Chooses suggested fixes, or takes the choice back; only what is suggested can be chosen.
  func choose(_ choices: Set<FixChoice>, _ isChosen: Bool) {
    if isChosen {
      let offered = Set((outcome?.report.findings ?? []).filter(\.isSuggestion).map(FixChoice.init))
      chosen.formUnion(choices.intersection(offered))
    } else {
      chosen.subtract(choices)
    }
    changes += 1
  }

  /// Chooses all suggested fixes of a file, or none.
  func chooseAll(of id: Int, _ isChosen: Bool) {
    guard let name = file(id)?.name else { return }
    if isChosen {
      choose(Set((outcome?.report.findings(in: name) ?? []).map(FixChoice.init)), true)
    } else {
      choose(chosen.filter { $0.location.file == name }, false)
    }
  }

  /// Changes the settings.
  func set(_ settings: Settings) {
    if settings.asOf != self.settings.asOf { changes += 1 }
    self.settings = settings
    changed()
  }

  // MARK: Checking

  /// Checks all files together and corrects them, unless that was done since the last change. Of several
  /// callers one does the work, over again where something changed meanwhile.
  func check() async throws {
    guard !hasEnded else { throw Refusal.visitEnded }
    if isChecking {
      while isChecking { await news(after: revision, within: .seconds(5)) }
      return
    }
    isChecking = true
    changed()
    defer {
      isChecking = false
      changed()
    }
    while checkedChanges < changes, !hasEnded {
      let goal = changes
      let loaded = files.compactMap(\.loaded)
      let fixing = tools.fixing(asOf: settings.asOf, chosen: chosen, language: .zh, showsPersonal: false)
      let outcome = try await tools.gate.run {
        loaded.isEmpty ? nil : await fixing.run(loaded)
      }
      guard !hasEnded else { return }
      self.outcome = outcome
      checkedChanges = goal
    }
  }

  /// Whether the outcome takes in the last change.
  var isCurrent: Bool { checkedChanges == changes }

  /// The outcome of a check that takes in all changes.
  func currentOutcome() async throws -> Fixing.Outcome {
    try await check()
    guard let outcome else { throw Refusal.nothingRead }
    return outcome
  }

  // MARK: News

  /// Waits until something has changed that a page at a revision has not seen, or the time is up.
  func news(after seen: Int, within wait: Duration) async {
    guard revision <= seen, !hasEnded else { return }
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    lastListener += 1
    let listener = lastListener
    listeners[listener] = continuation
    await withGracefulShutdownHandler {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { for await _ in stream { break } }
        group.addTask { try? await Task.sleep(for: wait) }
        await group.next()
        group.cancelAll()
      }
    } onGracefulShutdown: {
      continuation.finish()
    }
    listeners[listener] = nil
  }

  private func changed() {
    revision += 1
    for listener in listeners.values { listener.finish() }
    listeners = [:]
  }
}

extension Finding {
  /// Whether it comes with a fix that a person has to confirm.
  var isSuggestion: Bool { diagnostic.fix?.safety == .suggested }
}
