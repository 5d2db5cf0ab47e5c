import Testing
import Workflow

@Suite("JSON written piece by piece")
struct JSONStreamTests {
  private struct Whole: JSONDocument {
    struct Element: Encodable {
      var name: String
      var numbers: [Int]
      var nothing: [String]
    }
    var count: Int
    var elements: [Element]
    var empty: [Element]
    var text: String
  }

  @Test("Its bytes are those of the whole")
  func bytes() throws {
    let whole = Whole(
      count: 2,
      elements: [
        .init(name: "第一支部/\"甲\"\n乙", numbers: [1, 2], nothing: []),
        .init(name: "", numbers: [], nothing: ["丙"]),
      ], empty: [], text: "文")
    var bytes: [UInt8] = []
    var stream = JSONStream { bytes += $0 }
    try stream.member("count", whole.count)
    try stream.array("elements", whole.elements)
    try stream.array("empty", whole.empty)
    try stream.member("text", whole.text)
    try stream.end()
    #expect(try String(decoding: bytes, as: UTF8.self) == String(decoding: whole.json(), as: UTF8.self))
  }
}
