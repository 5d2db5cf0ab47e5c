import SpreadsheetModel

/// A formula as SpreadsheetML stores it (without `=`), split once so that its references can be moved
/// many times: for the followers of a shared formula, and after rows, columns or sheets have changed.
///
/// Only references change. Names, function names such as `LOG10`, text, structured references and what
/// cannot be understood stay byte for byte, whatever the text holds.
/// ```swift
/// FormulaText("SUM(A$1:A9)*LOG10(B9)").shifted(rows: 1, columns: 0)   // SUM(A$1:A10)*LOG10(B10)
/// ```
public struct FormulaText: Hashable, Sendable {
  /// A sheet prefix, a reference, or what directly follows a sheet prefix.
  struct Piece: Hashable, Sendable {
    var token: FormulaToken
    /// Index of the piece with the sheet prefix in front of this one.
    var qualifier: Int?
  }

  let bytes: [UInt8]
  let pieces: [Piece]

  /// Splits a formula.
  public init(_ text: String) {
    self.init(bytes: Array(text.utf8))
  }

  /// Splits a formula's UTF-8 text.
  public init(bytes: [UInt8]) {
    self.bytes = bytes
    var pieces: [Piece] = []
    var lexer = FormulaLexer(bytes)
    while let token = lexer.next() {
      let qualifier = pieces.indices.last.flatMap { index in
        pieces[index].token.kind == .sheet
          && pieces[index].token.range.upperBound == token.range.lowerBound ? index : nil
      }
      switch token.kind {
      case .sheet, .reference: pieces.append(Piece(token: token, qualifier: qualifier))
      default: if qualifier != nil { pieces.append(Piece(token: token, qualifier: qualifier)) }
      }
    }
    self.pieces = pieces
  }

  /// The formula.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether any reference would move with the formula.
  public var hasRelativeReferences: Bool {
    pieces.contains { piece in
      guard case .reference(let area) = piece.token.kind else { return false }
      let corners = [area.first, area.last]
      return corners.contains {
        !$0.isRowAbsolute && area.shape != .columns || !$0.isColumnAbsolute && area.shape != .rows
      }
    }
  }

  /// The formula as seen from its cell, what is relative as a distance: formulas copied from cell to cell have the
  /// same.
  package func pattern(from cell: CellReference) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + pieces.count * 16)
    var copied = 0
    func append(_ number: Int) {
      let value = UInt32(truncatingIfNeeded: number)
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        result.append(UInt8(truncatingIfNeeded: value >> shift))
      }
    }
    for piece in pieces {
      guard case .reference(let area) = piece.token.kind else { continue }
      result.append(contentsOf: bytes[copied..<piece.token.range.lowerBound])
      copied = piece.token.range.upperBound
      result.append(0x01)
      result.append(area.shape.rawValue)
      for corner in [area.first, area.last] {
        let isRowFixed = corner.isRowAbsolute || area.shape == .columns
        let isColumnFixed = corner.isColumnAbsolute || area.shape == .rows
        result.append((corner.isRowAbsolute ? 1 : 0) | (corner.isColumnAbsolute ? 2 : 0))
        append(isRowFixed ? corner.row : corner.row - cell.row)
        append(isColumnFixed ? corner.column : corner.column - cell.column)
      }
    }
    result.append(contentsOf: bytes[copied...])
    return result
  }

  // MARK: Shared formulas

  /// The formula so many rows below and columns to the right of where it stands, as a follower of a
  /// shared formula reads (ECMA-376 Part 1, 18.3.1.40): a reference that leaves the grid is `#REF!`.
  public func shifted(rows: Int, columns: Int) -> String {
    if pieces.isEmpty || (rows == 0 && columns == 0) { return text }
    var result: [UInt8] = []
    appendShifted(rows: rows, columns: columns, to: &result)
    return String(decoding: result, as: UTF8.self)
  }

  /// Appends what `shifted` returns, as UTF-8, to a buffer the caller keeps.
  public func appendShifted(rows: Int, columns: Int, to result: inout [UInt8]) {
    var copied = 0
    for piece in pieces {
      guard case .reference(let area) = piece.token.kind else { continue }
      result.append(contentsOf: bytes[copied..<piece.token.range.lowerBound])
      copied = piece.token.range.upperBound
      if let moved = area.shifted(rows: rows, columns: columns) {
        if moved == area {
          result.append(contentsOf: bytes[piece.token.range])
        } else {
          moved.append(to: &result)
        }
      } else {
        result.append(contentsOf: "#REF!".utf8)
      }
    }
    result.append(contentsOf: bytes[copied...])
  }
}
