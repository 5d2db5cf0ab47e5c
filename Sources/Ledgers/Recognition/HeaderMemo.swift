import Synchronization

/// What header texts were found to say, kept for as long as a reader lives.
///
/// The ledgers of many branches carry the same headers: each is taken apart and looked up once. What is
/// kept depends on the text alone, so that files read side by side can share it.
final class HeaderMemo: Sendable {
  /// A column's header and which of several alike it is.
  struct Column: Hashable {
    var texts: [String]
    var occurrence: Int
    var context: [String]
  }

  /// Texts beyond these are taken apart each time: no input may make the memory grow without end.
  private static let limit = 8_192
  private static let lengthLimit = 240

  private let texts = Mutex<[String: HeaderText]>([:])
  private let meanings = Mutex<[Column: [ColumnMatcher.Candidate]]>([:])

  /// The header text of a cell's text.
  func text(_ raw: String) -> HeaderText {
    guard raw.utf8.count <= Self.lengthLimit else { return HeaderText(raw) }
    if let known = texts.withLock({ $0[raw] }) { return known }
    let text = HeaderText(raw)
    texts.withLock { if $0.count < Self.limit { $0[raw] = text } }
    return text
  }

  /// The meanings of a column, made once.
  func meanings(of column: Column, make: () -> [ColumnMatcher.Candidate]) -> [ColumnMatcher.Candidate] {
    if let known = meanings.withLock({ $0[column] }) { return known }
    let found = make()
    meanings.withLock { if $0.count < Self.limit { $0[column] = found } }
    return found
  }
}
