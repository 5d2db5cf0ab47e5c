import Diagnostics
import OpenPackaging
import SpreadsheetModel
import Spreadsheets
import XLSX

/// What a conversion could not take along, of one file.
public struct LeftBehind: Sendable {
  /// The file.
  public var path: String
  /// What, by kind and number.
  public var counts: ContentCounts

  /// In one line, path first.
  public var phrase: Phrase {
    let what = counts.phrase
    return Phrase(zh: "\(path)：没有带过去：\(what.zh)", en: "\(path): left behind: \(what.en)")
  }
}

extension Converting {
  /// Carries one workbook over whole: nothing in it is read and written anew. Under the ending `.xlsx` a template
  /// becomes a workbook, and macros stay behind.
  ///
  /// - Returns: `nil` for a file that is no workbook.
  public static func carry(
    _ file: InputFile, _ options: ReadingOptions, to destination: Destination
  ) throws -> (written: Written, problems: ReadingProblems)? {
    let file = try file.held()
    let pass = try file.openForOnePass(options)
    guard case .package(let reader) = pass.content else { return nil }
    var written = Written()
    do {
      let problems = try problems(of: reader)
      var editor = try file.edit(password: options.password)
      var isPlain = true
      if case .output(let output) = destination { isPlain = !output.path.lowercased().hasSuffix("m") }
      if isPlain {
        let gone = try editor.becomePlainWorkbook()
        if !gone.isEmpty { written.left.append(LeftBehind(path: file.path, counts: gone)) }
      }
      switch destination {
      case .output(let output):
        try editor.save(to: output.path, replacing: output.replaces)
        written.paths.append(output.path)
      case .stream(let stream): stream(try editor.save().bytes)
      }
      return (written, problems)
    } catch let error as XLSXError {
      throw InputFailure(SpreadsheetError(error, path: file.path))
    } catch let error as EditError {
      if error.code == .unwritable, case .output(let output) = destination {
        throw OutputFailure(path: output.path, notMade: error)
      }
      throw InputFailure(SpreadsheetError(error, path: file.path))
    }
  }

  /// What cannot be read as it is written.
  private static func problems(of reader: XLSXReader) throws(XLSXError) -> ReadingProblems {
    var problems = reader.commonProblems
    for info in reader.sheets where info.hasCells {
      do throws(XLSXError) {
        let rows = try reader.rows(of: info)
        while try rows.nextRow() != nil {}
        problems.add(rows.problems)
      } catch {
        guard error.isOfOnePart else { throw error }
        problems.add(ReadingProblem(error))
      }
    }
    return problems
  }

  /// Puts several files into one workbook: the sheets of workbooks with everything that they own, those of
  /// other formats as they are read. Each sheet is named after its file.
  func merged(
    _ files: [LedgerLoading.Loaded], _ written: inout Written
  ) throws -> [UInt8] {
    var names: Set<String> = []
    var whole: XLSXEditor?
    for file in files {
      var editor: XLSXEditor
      var left = ContentCounts()
      if file.spreadsheet.format == .xlsx {
        editor = try file.input.edit(password: file.password)
        if try editor.removeSignatures() { left[.signature] += 1 }
      } else {
        (editor, left) = try rewritten(file, dates: file.spreadsheet.workbook.dateSystem)
      }
      let titles = try self.titles(of: editor, file, files.count, avoiding: &names)
      if var base = whole {
        do throws(EditError) {
          let report = try base.append(editor, renaming: titles)
          left.add(report.left)
          written.notes += report.notes(path: file.input.path)
        } catch {
          // Days counted from another date, a strict workbook among others: its cells come along.
          (editor, left) = try rewritten(file, dates: try base.dateSystem)
          written.notes += try base.append(editor, renaming: titles, isOurs: true).notes(
            path: file.input.path)
        }
        if file.isEncrypted { left[.encryption] += 1 }
        whole = base
      } else {
        try editor.renameSheets(titles)
        left.add(try editor.becomePlainWorkbook())
        if files.count > 1, editor.removeEncryption() { left[.encryption] += 1 }
        whole = editor
      }
      if !left.isEmpty { written.left.append(LeftBehind(path: file.input.path, counts: left)) }
    }
    guard var whole else { return try RawWorkbook(Workbook(sheets: [])).bytes() }
    return try whole.save().bytes
  }

  /// A file's sheets written anew from their cells, and what of the file is not in them.
  private func rewritten(
    _ file: LedgerLoading.Loaded, dates: DateSystem
  ) throws -> (XLSXEditor, ContentCounts) {
    let editor = try XLSXEditor(bytes: RawWorkbook(typed(file.spreadsheet).counting(from: dates)).bytes())
    return (editor, left(of: file, in: .xlsx))
  }

  /// New names of a file's sheets, by the old.
  private func titles(
    of editor: XLSXEditor, _ file: LedgerLoading.Loaded, _ files: Int, avoiding names: inout Set<String>
  ) throws -> [String: String] {
    let sheets = try editor.sheetNames
    var titles: [String: String] = [:]
    for sheet in sheets {
      let base = file.input.baseName
      let wanted = files == 1 ? sheet : sheets.count == 1 ? base : "\(base) \(sheet)"
      titles[sheet] = SheetTitle.unique(wanted, avoiding: &names)
    }
    return titles
  }

  /// What of a file the target format has no room for.
  func left(of file: LedgerLoading.Loaded, in target: Target) -> ContentCounts {
    let workbook = file.spreadsheet.workbook
    var counts = ContentCounts()
    if file.spreadsheet.format == .xlsx, let reader = try? file.input.reader(password: file.password) {
      counts = reader.contents()
    } else {
      counts = workbook.besides
      for sheet in workbook.sheets {
        counts[.note] += sheet.notes.count
        counts[.mergedRange] += sheet.mergedRanges.count
        counts[.hiddenColumn] += sheet.hiddenColumns.count
        counts[.hiddenSheet] += sheet.visibility == .visible ? 0 : 1
        counts[.look] += sheet.formats.count > 1 ? sheet.formats.count - 1 : 0
      }
    }
    for row in workbook.sheets.lazy.flatMap(\.rows) {
      counts[.hiddenRow] += row.isHidden ? 1 : 0
      if target != .xlsx, target != .jsonl {
        counts[.formula] += row.cells.count { $0.formula != nil }
      }
    }
    let kept: Set<ContentKind> =
      target == .xlsx
      ? [.note, .mergedRange, .hiddenColumn, .hiddenRow, .hiddenSheet] : []
    // The number formats of other formats than XLSX are all of their looks that is read.
    return file.spreadsheet.format == .xlsx || target != .xlsx
      ? counts.without(kept) : counts.without(kept.union([.look]))
  }
}

extension JoinReport {
  /// What got another meaning, in words.
  fileprivate func notes(path: String) -> [Phrase] {
    var notes: [Phrase] = []
    if !ownNames.isEmpty {
      let names = ownNames.joined(separator: "、")
      notes.append(
        Phrase(
          zh: "\(path)：名称与前面的工作簿相同，改为只在本表有效：\(names)",
          en: "\(path): names that another workbook has became the sheets' own: \(names)"))
    }
    if !renamedTables.isEmpty {
      let tables = renamedTables.map { "\($0.old) → \($0.new)" }.joined(separator: "、")
      notes.append(
        Phrase(zh: "\(path)：表格与前面的重名，已改名：\(tables)", en: "\(path): tables renamed: \(tables)"))
    }
    return notes
  }
}

extension Workbook {
  /// The same days counted from another date: serials under date formats are moved.
  fileprivate func counting(from dates: DateSystem) -> Workbook {
    guard dateSystem != dates else { return self }
    // Days between 1900's and 1904's beginnings.
    let step: Double = dates == .base1904 ? -1462 : 1462
    var moved = self
    moved.dateSystem = dates
    for sheet in moved.sheets.indices {
      moved.sheets[sheet].dateSystem = dates
      let formats = sheets[sheet]
      for row in moved.sheets[sheet].rows.indices {
        for cell in moved.sheets[sheet].rows[row].cells.indices {
          let old = moved.sheets[sheet].rows[row].cells[cell]
          guard case .number(let serial) = old.value, formats.format(of: old).isDate, serial + step >= 0
          else { continue }
          moved.sheets[sheet].rows[row].cells[cell].value = .number(serial + step)
        }
      }
    }
    return moved
  }
}
