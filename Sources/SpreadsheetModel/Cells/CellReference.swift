/// The address of one cell, such as `B7`.
///
/// Rows and columns count from zero here; only `description` and the A1 notation count from one.
/// The grid is the one of ECMA-376: 1,048,576 rows (`rowLimit`) and 16,384 columns (`columnLimit`).
public struct CellReference: Hashable, Sendable {
  /// Number of rows a worksheet can have.
  public static let rowLimit = 1_048_576
  /// Number of columns a worksheet can have (`A` to `XFD`).
  public static let columnLimit = 16_384

  /// Zero-based row.
  public var row: Int
  /// Zero-based column.
  public var column: Int

  /// Creates the reference of a zero-based row and column, which may lie outside the grid.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// Parses A1 notation, `$` signs allowed (`B7`, `$B$7`); `nil` if it is not a cell inside the grid.
  public init?(a1 text: some StringProtocol) {
    var column = 0
    var row = 0
    var letters = 0
    var digits = 0
    var dollars = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "$"):
        // One before the letters, one between letters and digits.
        guard digits == 0, dollars < 2, letters > 0 || dollars == 0 else { return nil }
        dollars += 1
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
        guard digits == 0, letters < 3 else { return nil }
        letters += 1
        column = column * 26 + Int(byte & 0x1F)
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard letters > 0, digits < 7, digits > 0 || byte != UInt8(ascii: "0") else { return nil }
        digits += 1
        row = row * 10 + Int(byte - UInt8(ascii: "0"))
      default: return nil
      }
    }
    guard letters > 0, digits > 0, column <= Self.columnLimit, row <= Self.rowLimit else { return nil }
    self.init(row: row - 1, column: column - 1)
  }

  /// Whether the reference lies inside the worksheet grid.
  public var isInsideGrid: Bool {
    row >= 0 && row < Self.rowLimit && column >= 0 && column < Self.columnLimit
  }

  /// The letters of a zero-based column: `0` is `A`, `27` is `AB`.
  public static func columnName(_ column: Int) -> String {
    var name: [UInt8] = []
    var rest = max(column, 0) + 1
    while rest > 0 {
      let digit = (rest - 1) % 26
      name.append(UInt8(ascii: "A") + UInt8(digit))
      rest = (rest - 1) / 26
    }
    return String(decoding: name.reversed(), as: UTF8.self)
  }

  /// The zero-based column of its letters, `nil` if they name none.
  public static func column(named name: some StringProtocol) -> Int? {
    var column = 0
    var letters = 0
    for byte in name.utf8 {
      guard letters < 3 else { return nil }
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
        column = column * 26 + Int(byte & 0x1F)
        letters += 1
      default: return nil
      }
    }
    guard letters > 0, column <= columnLimit else { return nil }
    return column - 1
  }
}

extension CellReference: Comparable {
  /// Row by row, then column by column.
  public static func < (left: CellReference, right: CellReference) -> Bool {
    (left.row, left.column) < (right.row, right.column)
  }
}

extension CellReference: CustomStringConvertible {
  /// A1 notation without `$`.
  public var description: String { Self.columnName(column) + String(row + 1) }
}

extension CellReference: Codable {
  /// Reads A1 notation.
  ///
  /// - Throws: `DecodingError` for anything that names no cell of the grid.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let reference = Self(a1: text) else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "'\(text)' is no cell"))
    }
    self = reference
  }

  /// Writes A1 notation.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
