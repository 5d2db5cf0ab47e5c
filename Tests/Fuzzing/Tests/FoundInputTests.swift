import Criteria
import Foundation
import FuzzSubjects
import Ledgers
import TestSupport
import Testing

@Suite("Inputs that fuzzing starts from, and those that once broke something")
struct FoundInputTests {
  /// The files kept for a subject.
  static func found(_ subject: FuzzSubject) throws -> [(name: String, bytes: [UInt8])] {
    let folder = try #require(Bundle.module.url(forResource: "Found", withExtension: nil))
      .appendingPathComponent(subject.name)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return try names.filter { !$0.hasPrefix(".") }.sorted().map { name in
      (name, Array(try Data(contentsOf: folder.appendingPathComponent(name))))
    }
  }

  @Test("Every subject keeps its promises on its seeds", arguments: FuzzSubject.all.map(\.name))
  func seeds(name: String) throws {
    let subject = try #require(FuzzSubject.named(name))
    let seeds = subject.seeds()
    #expect(!seeds.isEmpty)
    for seed in seeds {
      #expect(seed.count <= subject.maximumLength)
      try subject.feed(seed)
    }
  }

  /// A seed that is refused at its first line would keep every input made of it from getting further.
  @Test("The seeds of definitions and packs are accepted", arguments: ["definition", "pack"])
  func accepted(name: String) throws {
    let subject = try #require(FuzzSubject.named(name))
    for seed in subject.seeds() {
      try withTemporaryFolder { folder in
        let url = URL(fileURLWithPath: folder).appendingPathComponent("seed.yaml")
        try Data(seed).write(to: url)
        if name == "pack" {
          #expect(throws: Never.self) { try CriteriaPack(contentsOf: url) }
        } else {
          #expect(throws: Never.self) { try LedgerCatalog(contentsOf: url, addingTo: .standard) }
        }
      }
    }
  }

  @Test("What once broke something breaks nothing now", arguments: FuzzSubject.all.map(\.name))
  func regressions(name: String) throws {
    let subject = try #require(FuzzSubject.named(name))
    for (file, bytes) in try Self.found(subject) {
      #expect(throws: Never.self, "\(name)/\(file)") { try subject.feed(bytes) }
    }
  }

  @Test("A few hundred changes of the seeds keep every promise", arguments: FuzzSubject.all.map(\.name))
  func changes(name: String) throws {
    let subject = try #require(FuzzSubject.named(name))
    var pool = subject.seeds()
    for number in 0..<150 {
      var mutator = InputMutator(subject, seed: UInt64(number))
      let base = pool[number % pool.count]
      let changed = mutator.changed(base, limit: subject.maximumLength) { bytes, _ in
        var bytes = bytes
        if !bytes.isEmpty { bytes[number % bytes.count] ^= 1 << (number % 8) }
        return bytes
      }
      #expect(throws: Never.self, "change \(number)") { try subject.feed(changed) }
      if number % 3 == 0 { pool.append(changed) }
    }
  }
}
