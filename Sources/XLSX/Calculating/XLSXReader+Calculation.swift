import Calculation
import Formula
import OpenPackaging
import SpreadsheetModel

extension XLSXReader {
  /// The workbook ready to be computed: all of its cells with their formulas, names, tables, array formulas, and
  /// what it keeps of other workbooks.
  ///
  /// ```swift
  /// let calculation = try reader.calculation()
  /// try calculation.run(CalculationOptions(today: today))
  /// ```
  /// - Parameter stored: Given each formula with the result stored for it, if any.
  public func calculation(
    stored: ((_ sheet: Int, _ row: Row) -> Void)? = nil
  ) throws(XLSXError) -> Calculation {
    var tables: [WorkbookScope.Table] = []
    for (position, sheet) in sheets.enumerated() where sheet.hasCells {
      for table in try details(of: sheet).tables {
        tables.append(
          WorkbookScope.Table(
            name: table.name, sheet: position, range: table.range, columns: table.columns,
            headerRows: table.headerRows, totalsRows: table.totalsRows))
      }
    }
    let names = definedNames.map { CalculationName($0.name, formula: $0.formula, sheet: $0.sheetIndex) }
    let calculation = Calculation(
      sheets: sheets.map(\.name), names: names, tables: tables, links: try links(), dateSystem: dateSystem,
      iteration: iteration)
    for (position, sheet) in sheets.enumerated() where sheet.hasCells {
      let rows = try rows(of: sheet)
      do throws(XLSXError) {
        while let row = try rows.nextRow() {
          stored?(position, row)
          calculation.add(row, sheet: position)
        }
      } catch { guard error.isDamage else { throw error } }
      for array in try arrayFormulas(of: sheet) {
        guard let formula = calculation.formula(at: array.cell, sheet: position) else { continue }
        calculation.setArrayFormula(
          formula, at: array.cell, over: array.range, isDynamic: array.isDynamic, sheet: position)
      }
    }
    return calculation
  }

  private func arrayFormulas(of sheet: SheetInfo) throws(XLSXError) -> [ArrayFormulaHandler.ArrayFormula] {
    guard let part = sheet.part else { return [] }
    let bytes: [UInt8]
    do { bytes = try package.bytes(of: part) } catch { throw XLSXError(error) }
    // Few sheets have any, and looking for the word is fast.
    guard bytes.contains("array") else { return [] }
    do throws(XLSXError) {
      return try package.parse(part, with: ArrayFormulaHandler(), keepsAll: false).all
    } catch {
      guard error.isOfOnePart else { throw error }
      return []
    }
  }

  private func links() throws(XLSXError) -> [CalculationLink] {
    var links: [CalculationLink] = []
    for id in linkRelationships {
      guard let part = relationships[id: id]?.part, package.hasPart(part) else {
        links.append(CalculationLink())
        continue
      }
      do throws(XLSXError) {
        links.append(CalculationLink(sheets: try package.parse(part, with: ExternalLinkHandler()).sheets))
      } catch {
        guard error.isOfOnePart else { throw error }
        links.append(CalculationLink())
      }
    }
    return links
  }
}

extension [UInt8] {
  /// Whether a word of ASCII stands anywhere.
  fileprivate func contains(_ word: String) -> Bool {
    let word = Array(word.utf8)
    guard let first = word.first, count >= word.count else { return false }
    return withUnsafeBufferPointer { bytes in
      var index = 0
      while index <= bytes.count - word.count {
        if bytes[index] == first, (0..<word.count).allSatisfy({ bytes[index + $0] == word[$0] }) {
          return true
        }
        index += 1
      }
      return false
    }
  }
}
