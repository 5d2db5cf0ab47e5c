/// A reference to columns of a table by their headers (`[@金额]`, `台账[[#All],[金额]:[备注]]`).
public struct StructuredReference: Hashable, Sendable {
  /// Which rows of the table are meant; none named means its data.
  public enum Item: String, Hashable, Sendable, CaseIterable {
    case all = "#All"
    case data = "#Data"
    case headers = "#Headers"
    case totals = "#Totals"
    /// The row the formula stands in: `@` or `#This Row`.
    case thisRow = "#This Row"
  }

  /// The table, `nil` for the one the formula stands in.
  public var table: String?
  /// The rows meant.
  public var items: [Item]
  /// The column, or the first of several; `nil` for all of them.
  public var column: String?
  /// The last of several columns.
  public var lastColumn: String?

  /// Creates a reference.
  public init(
    table: String? = nil, items: [Item] = [], column: String? = nil, lastColumn: String? = nil
  ) {
    self.table = table
    self.items = items
    self.column = column
    self.lastColumn = lastColumn
  }

  /// Whether the row of the formula alone is meant.
  public var isThisRow: Bool { items.contains(.thisRow) }

  /// Reads a token such as `台账[[#All],[金额]]`; `nil` if it makes no sense.
  init?(token: ArraySlice<UInt8>) {
    guard let open = token.firstIndex(of: UInt8(ascii: "[")) else { return nil }
    table = open > token.startIndex ? String(decoding: token[..<open], as: UTF8.self) : nil
    items = []
    var scanner = Scanner(bytes: token[(open + 1)..<(token.endIndex - 1)])
    scanner.skipSpaces()
    if scanner.take(UInt8(ascii: "@")) {
      items = [.thisRow]
      scanner.skipSpaces()
      if scanner.isAtEnd { return }
      guard scanner.peek == UInt8(ascii: "[") else {
        column = scanner.rest()
        return
      }
    } else if scanner.isAtEnd {
      // `台账[]` is the table's data.
      if table == nil { return nil }
      return
    } else if scanner.peek != UInt8(ascii: "[") {
      let name = scanner.rest()
      if name.hasPrefix("#") {
        guard let item = Self.item(name) else { return nil }
        items = [item]
      } else {
        column = name
      }
      return
    }
    guard readParts(&scanner) else { return nil }
  }

  /// Reads `[#All],[金额]:[备注]`.
  private mutating func readParts(_ scanner: inout Scanner) -> Bool {
    while true {
      guard let name = scanner.bracketed() else { return false }
      if name.hasPrefix("#"), let item = Self.item(name) {
        items.append(item)
      } else if column == nil {
        column = name
        scanner.skipSpaces()
        if scanner.take(UInt8(ascii: ":")) {
          scanner.skipSpaces()
          guard let last = scanner.bracketed() else { return false }
          lastColumn = last
        }
      } else {
        return false
      }
      scanner.skipSpaces()
      if scanner.isAtEnd { return true }
      guard scanner.take(UInt8(ascii: ",")) else { return false }
      scanner.skipSpaces()
    }
  }

  private static func item(_ name: String) -> Item? {
    let wanted = name.lowercased()
    return Item.allCases.first { $0.rawValue.lowercased() == wanted }
  }

  /// Walks over the inside of the outer bracket.
  private struct Scanner {
    var bytes: ArraySlice<UInt8>

    var isAtEnd: Bool { bytes.isEmpty }
    var peek: UInt8? { bytes.first }

    mutating func skipSpaces() {
      while bytes.first == UInt8(ascii: " ") { bytes = bytes.dropFirst() }
    }

    mutating func take(_ byte: UInt8) -> Bool {
      guard bytes.first == byte else { return false }
      bytes = bytes.dropFirst()
      return true
    }

    /// All that is left, its escapes resolved.
    mutating func rest() -> String {
      let text = Self.unescaped(bytes)
      bytes = []
      return text
    }

    /// The text of a `[…]`, its escapes resolved; `nil` for an empty one, as no header is.
    mutating func bracketed() -> String? {
      guard take(UInt8(ascii: "[")) else { return nil }
      var index = bytes.startIndex
      while index < bytes.endIndex {
        if bytes[index] == UInt8(ascii: "'") {
          index += 1
        } else if bytes[index] == UInt8(ascii: "]") {
          let text = Self.unescaped(bytes[..<index])
          bytes = bytes[(index + 1)...]
          return text.isEmpty ? nil : text
        }
        index += 1
      }
      return nil
    }

    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count)
      var isEscaped = false
      for byte in bytes {
        if byte == UInt8(ascii: "'"), !isEscaped {
          isEscaped = true
        } else {
          result.append(byte)
          isEscaped = false
        }
      }
      return String(decoding: result, as: UTF8.self)
    }
  }
}

extension StructuredReference: CustomStringConvertible {
  /// The shortest spelling: `[@金额]`, `台账[金额]`.
  public var description: String {
    let table = table ?? ""
    let columns = column.map { first in
      lastColumn.map { "[\(Self.escaped(first))]:[\(Self.escaped($0))]" } ?? "[\(Self.escaped(first))]"
    }
    if items == [.thisRow] {
      guard let columns, let column else { return table + "[@]" }
      let isPlain = lastColumn == nil && column.utf8.allSatisfy(FormulaLexer.isNameByte)
      return table + (isPlain ? "[@\(column)]" : "[@\(columns)]")
    }
    if items.isEmpty {
      guard let columns, let column else { return table + "[]" }
      // A blank in front counts within two brackets only.
      return lastColumn == nil && column.first != " " ? table + columns : table + "[\(columns)]"
    }
    let parts = items.map { "[\($0.rawValue)]" } + (columns.map { [$0] } ?? [])
    return parts.count == 1 ? table + parts[0] : table + "[" + parts.joined(separator: ",") + "]"
  }

  /// The spelling in a workbook's file, where the table is always named and its row is `[#This Row]`.
  func stored(in table: String) -> String {
    let parts =
      items.map { "[\($0.rawValue)]" }
      + [column, lastColumn].compactMap(\.self).map {
        "[\(Self.escaped($0))]"
      }
    guard parts.count > 1 else { return table + (parts.first ?? "[]") }
    let columns = parts[items.count...].joined(separator: ":")
    return "\(table)[\((parts[..<items.count] + (columns.isEmpty ? [] : [columns])).joined(separator: ","))]"
  }

  private static func escaped(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      if scalar == "[" || scalar == "]" || scalar == "#" || scalar == "'" || scalar == "@" { result += "'" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
