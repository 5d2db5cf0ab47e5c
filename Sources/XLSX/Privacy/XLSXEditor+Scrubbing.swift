import OpenPackaging
import SpreadsheetModel

extension XLSXEditor {
  /// What leaves with the workbook as it was opened (`XLSXReader.privateTraces()`).
  public func privateTraces() throws(EditError) -> [PrivateTrace] {
    do throws(XLSXError) { return try XLSXReader(package: package.original).privateTraces() } catch {
      throw EditError(.malformedPart, part: error.part, sheet: error.sheet, detail: error.detail)
    }
  }

  /// Takes out what leaves with the workbook unseen, and nothing that shows.
  ///
  /// Hidden sheets and the content of hidden rows and columns go where nothing that shows needs them;
  /// formulas that look into other workbooks become their stored results; comments, authors, custom
  /// properties, printer settings, cached records, links to files, custom XML and thumbnails go. What has to
  /// stay is what `XLSXReader.privateTraces()` still finds in the result. Macros and embedded files stay:
  /// they are parts of the workbook's work.
  ///
  /// - Throws: `signedPackage`, `malformedPart`, `missingPart`.
  public mutating func scrub() throws(EditError) {
    try flush()
    if try EditedWorkbook.isSigned(package) { throw EditError(.signedPackage) }
    let reader: XLSXReader
    let hidden: HiddenCells
    do throws(XLSXError) {
      reader = try XLSXReader(package: package.original)
      hidden = try HiddenCells(reader)
    } catch {
      throw EditError(.malformedPart, part: error.part, sheet: error.sheet, detail: error.detail)
    }
    for (sheet, cells) in try hidden.unneeded(in: package) { try clear(cells, of: sheet) }
    try closeExternalFormulas(reader)
    try removeComments(reader)
    try flush()
    try removeHiddenSheets(reader)
    var draft = package
    try PackageScrubbing(of: draft).apply(to: &draft)
    package = draft
    sheets.removeAll()
  }

  private mutating func clear(_ cells: [CellReference], of sheet: String) throws(EditError) {
    for cell in cells {
      // A heading of a table or one cell of an array formula stays.
      do throws(EditError) { try self[sheet].clear(cell) } catch { continue }
    }
  }

  /// Formulas that look into other workbooks become what they last gave.
  private mutating func closeExternalFormulas(_ reader: XLSXReader) throws(EditError) {
    for sheet in reader.sheets where sheet.hasCells {
      var found: [(CellReference, CellValue)] = []
      do throws(XLSXError) {
        let rows = try reader.rows(of: sheet)
        while try rows.advance() {
          let row = rows.row
          for cell in row.cells {
            guard let formula = row.formula(of: cell), ExternalReference.occurs(in: formula) else { continue }
            found.append((CellReference(row: row.index, column: Int(cell.column)), row.value(of: cell)))
          }
        }
      } catch {
        throw EditError(.malformedPart, part: error.part, sheet: sheet.name, detail: error.detail)
      }
      for (cell, value) in found {
        do throws(EditError) { try self[sheet.name].set(cell, to: CellContent(value), style: .keep) } catch {
          continue
        }
      }
    }
  }

  private mutating func removeComments(_ reader: XLSXReader) throws(EditError) {
    for sheet in reader.sheets where sheet.kind == .worksheet {
      guard let part = sheet.part, package.contains(part) else { continue }
      var authors: Set<String> = []
      for link in try package.relationships(of: part) where link.kind == "comments" {
        guard let part = link.part, package.contains(part) else { continue }
        let document = try package.document(part)
        for element in try document.descendants(of: document.root)
        where document.localName(of: element) == "author" {
          authors.insert(EscapedCharacters.decoded(try document.text(of: element)))
        }
      }
      for author in authors.sorted() { try self[sheet.name].removeNotes(by: author) }
    }
  }

  /// Hidden sheets go unless something needs them; one may go once another is gone.
  private mutating func removeHiddenSheets(_ reader: XLSXReader) throws(EditError) {
    var names = reader.sheets.filter { $0.visibility != .visible }.map(\.name)
    var isDone = false
    while !isDone {
      isDone = true
      for name in names {
        var draft = package
        do throws(EditError) { try SheetRemoval(name).apply(to: &draft) } catch { continue }
        package = draft
        names.removeAll { $0 == name }
        isDone = false
      }
    }
    sheets.removeAll()
  }
}

/// References to other workbooks, which files number: `[1]Sheet!A1`.
enum ExternalReference {
  /// Whether one occurs in a formula's text; `Table[1]` is none, as no letter stands before the bracket.
  static func occurs(in formula: String) -> Bool {
    var before: UInt8 = 0
    var digits = -1
    for byte in formula.utf8 {
      switch byte {
      case UInt8(ascii: "["): digits = isName(before) ? -1 : 0
      case UInt8(ascii: "0")...UInt8(ascii: "9"): if digits >= 0 { digits += 1 }
      case UInt8(ascii: "]"):
        if digits > 0 { return true }
        digits = -1
      default: digits = -1
      }
      before = byte
    }
    return false
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "]")
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
