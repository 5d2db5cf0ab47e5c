/// Something of a file that could not be read as it was written, while the rest was.
public struct ReadingProblem: Hashable, Codable, Sendable {
  /// Kinds of problems. The codes are stable.
  public enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
    /// A cell whose reference names no cell of the grid; it is left out.
    case placelessCell
    /// A cell whose text stands at an index that the shared strings do not have; it is left out.
    case missingText
    /// A cell whose look stands at an index that the styles do not have; its value is read as it is stored.
    case missingStyle
    /// A cell whose record or text is cut short; it is left out.
    case cutText
    /// A cell with a number that is none; it is left out.
    case notANumber
    /// A merged range that covers part of another, or passes the grid; its cells stay as they are.
    case overlappingMerge
    /// A formula longer than any of Excel's; its stored result is read.
    case longFormula
    /// A cell that is written several times, of which the last counts.
    case repeatedCell
    /// A note whose reference names no cell of the grid; it is left out.
    case placelessNote
    /// A part that is not there, or could be read up to a point only.
    case damagedPart
    /// A part that holds something else than it should.
    case foreignPart

    /// Whether something is missing from what was read. Every value is there where only its look is unknown, where it
    /// was written again later, and where a merged range is no more than that.
    public var isLoss: Bool {
      switch self {
      case .missingStyle, .overlappingMerge, .repeatedCell: false
      default: true
      }
    }
  }

  /// Its kind.
  public var kind: Kind
  /// The sheet concerned; `nil` where it is the whole workbook.
  public var sheet: String?
  /// The cell concerned, where it has a place.
  public var cell: CellReference?
  /// The reference or index at fault, as it is written.
  public var reference: String
  /// The value left out, as it is written.
  public var value: String
  /// The part of the file.
  public var part: String?
  /// More detail, in English, for whoever mends the file.
  public var detail: String

  /// Characters of raw text that a problem keeps.
  private static let keptCharacters = 80

  /// Creates a problem; long texts are cut.
  public init(
    _ kind: Kind, sheet: String? = nil, cell: CellReference? = nil, reference: String = "",
    value: String = "", part: String? = nil, detail: String = ""
  ) {
    self.kind = kind
    self.sheet = sheet
    self.cell = cell
    self.reference = Self.kept(reference)
    self.value = Self.kept(value)
    self.part = part
    self.detail = Self.kept(detail)
  }

  /// Whether something is missing from what was read.
  public var isLoss: Bool { kind.isLoss }

  private static func kept(_ text: String) -> String {
    guard let end = text.index(text.startIndex, offsetBy: keptCharacters, limitedBy: text.endIndex),
      end < text.endIndex
    else { return text }
    return text[..<end] + "…"
  }
}

/// The problems met while reading: all of them counted, the first of each kind kept.
public struct ReadingProblems: Hashable, Codable, Sendable {
  /// Problems kept of each kind.
  public static let limit = 100

  /// The first of each kind, in the order of the file.
  public private(set) var all: [ReadingProblem] = []
  /// How many there are of each kind.
  public private(set) var counts: [ReadingProblem.Kind: Int] = [:]

  /// No problems.
  public init() {}

  /// Whether there are none.
  public var isEmpty: Bool { counts.isEmpty }

  /// Whether something is missing from what was read.
  public var haveLosses: Bool { counts.keys.contains(where: \.isLoss) }

  /// Whether the next problem of a kind is counted only.
  public func isFull(_ kind: ReadingProblem.Kind) -> Bool { counts[kind, default: 0] >= Self.limit }

  /// Adds a problem.
  public mutating func add(_ problem: ReadingProblem) {
    if !isFull(problem.kind) { all.append(problem) }
    counts[problem.kind, default: 0] += 1
  }

  /// Adds those met elsewhere.
  public mutating func add(_ others: ReadingProblems) {
    for problem in others.all {
      let added = all.lazy.filter { $0.kind == problem.kind }.count
      if added < Self.limit { all.append(problem) }
    }
    counts.merge(others.counts, uniquingKeysWith: +)
  }

  /// The same problems, told of a sheet.
  public func named(sheet name: String) -> ReadingProblems {
    var named = self
    for index in named.all.indices { named.all[index].sheet = named.all[index].sheet ?? name }
    return named
  }
}
