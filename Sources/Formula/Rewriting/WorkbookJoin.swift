/// What gets another name when the sheets of a workbook join another one. Keys are in lower case.
public struct WorkbookJoin: Hashable, Sendable {
  /// New names of sheets.
  public var sheets: [String: String]
  /// New names of tables.
  public var tables: [String: String]
  /// New numbers of linked workbooks.
  public var links: [Int: Int]
  /// Names of the workbook that become its sheets' own; `[0]!name` then means that of the sheet `home`.
  public var ownNames: Set<String>
  /// The first of the sheets, by its new name.
  public var home: String

  /// Creates a list of new names.
  public init(
    sheets: [String: String] = [:], tables: [String: String] = [:], links: [Int: Int] = [:],
    ownNames: Set<String> = [], home: String = ""
  ) {
    self.sheets = sheets
    self.tables = tables
    self.links = links
    self.ownNames = ownNames
    self.home = home
  }

  /// Whether no formula can change.
  public var isEmpty: Bool { sheets.isEmpty && tables.isEmpty && links.isEmpty && ownNames.isEmpty }
}

extension FormulaText {
  /// The formula with the names of its sheets, tables and linked workbooks as a join leaves them; `nil` if it
  /// stays as it is.
  func joined(_ join: WorkbookJoin) -> String? {
    var result: [UInt8] = []
    var copied = 0
    func put(_ text: String, at range: Range<Int>) {
      result += bytes[copied..<range.lowerBound]
      result += text.utf8
      copied = range.upperBound
    }
    var qualifier: Range<Int>?
    var lexer = FormulaLexer(bytes)
    while let token = lexer.next() {
      let isQualified = qualifier?.upperBound == token.range.lowerBound
      let word = bytes[token.range]
      switch token.kind {
      case .sheet:
        qualifier = token.range
        if let spelling = renamedSheets(word, join) { put(spelling, at: token.range) }
      case .name:
        let name = String(decoding: word, as: UTF8.self).lowercased()
        if let qualifier, isQualified {
          if join.ownNames.contains(name), isOwnWorkbook(bytes[qualifier]) {
            put(SheetName.quoted(join.home) + "!", at: qualifier)
          }
        } else if let new = join.tables[name] {
          put(new, at: token.range)
        }
      case .structured where !isQualified:
        guard let open = word.firstIndex(of: UInt8(ascii: "[")), open > word.startIndex,
          let new = join.tables[String(decoding: word[..<open], as: UTF8.self).lowercased()]
        else { continue }
        put(new, at: word.startIndex..<open)
      default: break
      }
    }
    guard copied > 0 else { return nil }
    result += bytes[copied...]
    return result == bytes ? nil : String(decoding: result, as: UTF8.self)
  }

  /// Whether a formula uses one of some names, given in lower case, without a sheet before it.
  public func uses(_ names: Set<String>) -> Bool {
    var qualifier: Range<Int>?
    var lexer = FormulaLexer(bytes)
    while let token = lexer.next() {
      let word = bytes[token.range]
      if token.kind == .sheet {
        qualifier = isOwnWorkbook(word) ? nil : token.range
      } else if token.kind == .name, qualifier?.upperBound != token.range.lowerBound,
        names.contains(String(decoding: word, as: UTF8.self).lowercased())
      {
        return true
      }
    }
    return false
  }

  /// Whether a prefix is `[0]!`: the workbook itself.
  private func isOwnWorkbook(_ token: ArraySlice<UInt8>) -> Bool {
    token.elementsEqual("[0]!".utf8) || token.elementsEqual("'[0]'!".utf8)
  }

  /// The prefix of a sheet as the join leaves it; `nil` if it stays.
  private func renamedSheets(_ token: ArraySlice<UInt8>, _ join: WorkbookJoin) -> String? {
    var qualifier = SheetQualifier(token: token)
    if qualifier.isExternal {
      guard let open = token.firstIndex(of: UInt8(ascii: "[")),
        let close = token[open...].firstIndex(of: UInt8(ascii: "]")),
        let old = Int(String(decoding: token[(open + 1)..<close], as: UTF8.self)), let new = join.links[old]
      else { return nil }
      return String(decoding: token[...open] + Array("\(new)".utf8) + token[close...], as: UTF8.self)
    }
    let first = join.sheets[qualifier.first.lowercased()]
    let last = qualifier.last.flatMap { join.sheets[$0.lowercased()] }
    guard first != nil || last != nil else { return nil }
    if let first { qualifier.first = first }
    if let last { qualifier.last = last }
    return qualifier.spelling
  }
}
