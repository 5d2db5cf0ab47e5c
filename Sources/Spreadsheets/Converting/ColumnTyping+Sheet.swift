import SpreadsheetModel

extension TextToWorkbook {
  /// A sheet of texts with its columns of numbers made numbers, by the same rules as `write`.
  ///
  /// - Parameters:
  ///   - sheet: The sheet of texts.
  ///   - headerRow: The row of the headers; what stands above and in it stays text.
  public static func typed(_ sheet: Sheet, headerRow: Int) -> Sheet {
    var typing: [ColumnTyping] = []
    for row in sheet.rows where row.index > headerRow {
      for cell in row.cells {
        guard case .text(let text) = cell.value, !text.isEmpty else { continue }
        while typing.count <= cell.column { typing.append(ColumnTyping()) }
        if !typing[cell.column].isSettled { typing[cell.column].see(text.utf8.span) }
      }
    }
    var typed = sheet
    let formats = typing.map { column -> Int? in
      guard case .number(let decimals) = column.type else { return nil }
      guard let decimals, decimals > 0 else { return 0 }
      typed.formats.append(NumberFormat(code: "0." + String(repeating: "0", count: decimals)))
      return typed.formats.count - 1
    }
    for (position, row) in sheet.rows.enumerated() where row.index > headerRow {
      for (index, cell) in row.cells.enumerated() where cell.column < formats.count {
        guard let format = formats[cell.column], case .text(let text) = cell.value,
          let number = Double(text)
        else { continue }
        typed.rows[position].cells[index].value = .number(number)
        typed.rows[position].cells[index].format = format
      }
    }
    return typed
  }
}
