import SpreadsheetModel

/// A link from a cell (ECMA-376 Part 1, 18.3.1.47).
public struct Hyperlink: Hashable, Sendable {
  /// Where a link leads.
  public enum Destination: Hashable, Sendable {
    /// A place of this workbook: a cell or range such as `'问题清单'!B7`, or a defined name.
    case inside(String)
    /// An address: `https:`, `mailto:` or a file's path.
    case outside(String)
  }

  /// Where it leads.
  public var destination: Destination
  /// What is shown when the pointer rests on the cell.
  public var tip: String?

  /// Creates a link to a cell of this workbook.
  public init(sheet: String, cell: CellReference, tip: String? = nil) {
    destination = .inside("\(SheetNaming.quoted(sheet))!\(cell)")
    self.tip = tip
  }

  /// Creates a link to an address outside of the workbook.
  public init(address: String, tip: String? = nil) {
    destination = .outside(address)
    self.tip = tip
  }

  /// An address as relationships hold it: what no URI may have is written in per cent (RFC 3986, 2.1).
  static func escaped(_ address: String) -> String {
    var result = ""
    for scalar in address.unicodeScalars {
      switch scalar {
      case " ", "\"", "<", ">", "^", "`", "{", "|", "}", "\u{0}"..."\u{1F}", "\u{7F}":
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "%" + (digits.count < 2 ? "0" : "") + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Creates a link.
  public init(_ destination: Destination, tip: String? = nil) {
    self.destination = destination
    self.tip = tip
  }
}
