import OpenPackaging
import SpreadsheetModel
import Testing

@testable import XLSX

@Suite("The editor and hostile parts")
struct EditMutationTests {
  /// A small generator with a seed, so that a failure can be repeated.
  private struct Random: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  @Test(
    "parts with flipped, cut and doubled bytes are edited or refused, never trapped on",
    arguments: Editing.fixtures)
  func mutated(name: String) throws {
    let original = try ZIPArchive(bytes: Editing.fixture(name))
    var parts: [(name: String, bytes: [UInt8])] = []
    for entry in original.entries { parts.append((entry.name, try original.bytes(of: entry))) }
    var outcomes = (saved: 0, refused: 0)
    for seed in 0..<60 as Range<UInt64> {
      var random = Random(state: seed)
      var mutated = parts
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let part = Int.random(in: 0..<mutated.count, using: &random)
        mutate(&mutated[part].bytes, &random)
      }
      let writer = ZIPWriter()
      for part in mutated { try writer.add(part.name, bytes: part.bytes, level: .stored) }
      let bytes = try writer.finish()
      do {
        try edit(bytes)
        outcomes.saved += 1
      } catch is EditError {
        outcomes.refused += 1
      }
    }
    #expect(outcomes.saved > 0 && outcomes.refused > 0)
  }

  private func edit(_ bytes: [UInt8]) throws {
    var editor = try XLSXEditor(bytes: bytes)
    guard let sheet = try editor.sheetNames.first else { return }
    for cell in ["A1", "B2", "C3", "E2", "C1", "XFD1048576"] {
      try set(cell, of: sheet, in: &editor)
    }
    try editor[sheet].note("B3", "注")
    try editor[sheet].restyle("D4", with: CellStyle(fill: .solid(1)))
    try editor[sheet].link("A2", Hyperlink(address: "x:y"))
    try editor.addSheet("加") { $0.set("A1", "b") }
    _ = try editor.save()
    try editor.removeSheet("加")
    // Refused or not, depending on what the mutation has left.
    try? editor.renameSheet(sheet, to: "改名")
    try? editor.deleteRows(at: 1_048_575, count: 1, in: "改名", breaksReferences: true)
    try? editor.insertRows(at: 2, count: 2, in: "改名")
    try? editor.insertColumns(at: 1, count: 2, in: "改名")
    try? editor.deleteColumns(at: 3, count: 1, in: "改名", breaksReferences: true)
    try? editor.insertColumns(at: 0, count: 16_380, in: "改名")
    try? editor.moveSheet("改名", to: 1)
  }

  /// Cells of arrays and tables are refused, and the others go on.
  private func set(_ cell: String, of sheet: String, in editor: inout XLSXEditor) throws(EditError) {
    do throws(EditError) {
      try editor[sheet].set(cell, to: "新")
    } catch {
      guard error.code == .arrayFormula || error.code == .tableHeading else { throw error }
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout Random) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &random)))
    case 2:
      let end = min(bytes.count, place + Int.random(in: 1...60, using: &random))
      bytes.insert(contentsOf: bytes[place..<end], at: place)
    default:
      let digits = bytes.indices.filter { bytes[$0] >= 0x30 && bytes[$0] <= 0x39 }
      if let digit = digits.randomElement(using: &random) {
        bytes.replaceSubrange(digit...digit, with: Array("99999999999999999999".utf8))
      }
    }
  }
}
