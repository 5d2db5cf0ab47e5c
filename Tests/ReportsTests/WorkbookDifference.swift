import OpenPackaging

/// Where two workbooks that should be the same differ: the first part and what stands there in either, or `nil`.
func difference(of first: [UInt8], and second: [UInt8]?) throws -> String? {
  guard first != second else { return nil }
  guard let second else { return "the second is missing" }
  let (one, two) = (try OPCPackage(bytes: first), try OPCPackage(bytes: second))
  let (names, others) = (one.archive.entries.map(\.name), two.archive.entries.map(\.name))
  guard names == others else { return "parts \(names) and \(others)" }
  for name in names {
    let (left, right) = (try one.bytes(of: name), try two.bytes(of: name))
    guard left != right else { continue }
    let place = zip(left, right).enumerated().first { $1.0 != $1.1 }?.offset ?? min(left.count, right.count)
    func around(_ bytes: [UInt8]) -> String {
      String(decoding: bytes.dropFirst(max(place - 120, 0)).prefix(300), as: UTF8.self)
    }
    return "\(name) at \(place):\n\(around(left))\n\(around(right))"
  }
  return "the same parts, packed otherwise"
}
