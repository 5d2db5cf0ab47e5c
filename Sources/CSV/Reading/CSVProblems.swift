/// What lenient reading lived with: departures from the dialect and bytes replaced, each with its place.
public struct CSVProblems: Hashable, Sendable {
  /// One of them.
  public struct Problem: Hashable, Sendable {
    /// Its kind, the code of the error that strict reading throws.
    public var code: CSVError.Code
    /// Where it is.
    public var place: CSVPlace
    /// What else is known, such as the number of fields.
    public var detail: String
  }

  /// Problems whose places are kept, for each kind.
  public static let limit = 100

  /// How many there are of each kind.
  public private(set) var counts: [CSVError.Code: Int] = [:]
  /// The first of each kind, in the order of the file as far as it was read.
  public private(set) var all: [Problem] = []

  /// No problems.
  public init() {}

  /// Whether there are none.
  public var isEmpty: Bool { counts.isEmpty }

  mutating func append(_ problem: Problem) { all.append(problem) }

  mutating func count(_ code: CSVError.Code, _ count: Int) {
    if count > 0 { counts[code] = count }
  }
}
