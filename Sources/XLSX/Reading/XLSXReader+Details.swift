import OpenPackaging
import SpreadsheetModel
import XMLStreaming

extension XLSXReader {
  /// What a sheet says beside its cells. The rows are passed over, not read.
  public func details(of sheet: SheetInfo) throws(XLSXError) -> SheetDetails {
    guard let part = sheet.part else {
      throw XLSXError(.missingPart, part: workbookPart, sheet: sheet.name)
    }
    do throws(XLSXError) {
      let handler = try readAroundRows(part)
      var details = handler.details
      let links = try package.links(of: part)
      for found in handler.links {
        details.links.append(
          SheetDetails.Link(range: found.range, hyperlink: Self.hyperlink(found, links)))
      }
      var tableParts: Set<String> = []
      for id in handler.tableRelationships {
        guard let tablePart = links[id: id]?.part, package.hasPart(tablePart),
          tableParts.insert(PartName.key(tablePart)).inserted
        else { continue }
        do throws(XLSXError) {
          if let table = try package.parse(tablePart, with: TableHandler()).table {
            details.tables.append(table)
          }
        } catch {
          guard error.isOfOnePart else { throw error }
          details.problems.add(ReadingProblem(error.named(sheet: sheet.name)))
        }
      }
      do throws(XLSXError) {
        details.notes = try notes(of: part, links: links, reporting: &details.problems)
      } catch {
        guard error.isOfOnePart else { throw error }
        details.problems.add(ReadingProblem(error))
      }
      details.problems = details.problems.named(sheet: sheet.name)
      return details
    } catch { throw error.named(sheet: sheet.name) }
  }

  /// The notes of a sheet's part.
  func notes(
    of part: String, links: Relationships, reporting problems: inout ReadingProblems
  ) throws(XLSXError) -> [CellReference: Note] {
    guard let comments = links.first("comments")?.part, package.hasPart(comments) else { return [:] }
    let handler = try package.parse(comments, with: NotesHandler())
    problems.add(handler.problems)
    return handler.notes
  }

  private static func hyperlink(
    _ found: SheetDetailsHandler.FoundLink, _ links: Relationships
  ) -> Hyperlink {
    guard let id = found.relationship, let target = links[id: id]?.target else {
      return Hyperlink(.inside(found.location ?? ""), tip: found.tip)
    }
    let address = found.location.map { "\(target)#\($0)" } ?? target
    return Hyperlink(.outside(address), tip: found.tip)
  }

  /// Parses a worksheet part but for its rows.
  private func readAroundRows(_ part: String) throws(XLSXError) -> SheetDetailsHandler {
    let reader = try PartReader(part: part, of: package, handler: SheetDetailsHandler())
    prologue: while true {
      switch try reader.parsePrologue(to: "<sheetData") {
      case .going: continue
      case .notScannable: break prologue
      case .atTag:
        guard reader.handler.isAtRows else { continue }
        try reader.skip(to: "</sheetData")
        break prologue
      }
    }
    while try reader.parsePiece() {}
    return reader.handler
  }
}
