import Archives
import Diagnostics
import Foundation
import OpenPackaging
import Spreadsheets

/// Turns the paths of a command line into input files: folders and archives are walked in name order.
public struct InputSearch: Sendable {
  /// The files to read, in the order of the command line and, inside folders and archives, of their names.
  public private(set) var files: [InputFile] = []
  /// Paths that do not exist or cannot be read.
  public private(set) var failures: [InputFailure] = []
  /// Files inside folders and archives that are told, not read.
  public private(set) var notes: [InputNote] = []

  private let reading: ReadingOptions
  /// The output of an earlier run, which is no input where a folder holds it.
  private let output: String?

  /// Folders deeper than this below the one named are not entered.
  private static let depthLimit = 32

  /// Looks up every path.
  ///
  /// - Parameters:
  ///   - output: a path to be written, which is no input unless it is named.
  ///   - reading: the password and the limits of archives.
  public init(paths: [InputPath], without output: String? = nil, reading: ReadingOptions = .init()) {
    self.reading = reading
    self.output = output.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
    for path in paths {
      if path.shown == "-" {
        add { () throws(SpreadsheetError) in (try Spreadsheet.standardInput(), "-") }
        continue
      }
      switch path.kind() {
      case 0:
        failures.append(
          InputFailure(path: path.shown, code: "file.not-found", message: .inputMissing, advice: .checkPath))
      case S_IFDIR: walk(path, depth: 0)
      case S_IFIFO:
        add { () throws(SpreadsheetError) in (try Spreadsheet.bytes(ofPipe: path.shown), path.shown) }
      default: add(path, path.start(TableGuess.startCount), isNamed: true)
      }
    }
    tellApart()
  }

  /// Looks up every path.
  public init(paths: [String], without output: String? = nil, reading: ReadingOptions = .init()) {
    self.init(paths: paths.map { InputPath($0) }, without: output, reading: reading)
  }

  /// Looks into bytes in memory: the files of an archive, or one file of a name.
  public init(bytes: [UInt8], name: String, reading: ReadingOptions = .init()) {
    self.reading = reading
    output = nil
    add(bytes, name)
    tellApart()
  }

  /// Adds what can be read only once.
  private mutating func add(read: () throws(SpreadsheetError) -> (bytes: [UInt8], name: String)) {
    do throws(SpreadsheetError) {
      let (bytes, name) = try read()
      add(bytes, name)
    } catch { failures.append(InputFailure(error)) }
  }

  /// Adds a file of a path.
  private mutating func add(_ path: InputPath, _ start: [UInt8], isNamed: Bool) {
    guard path.isText else {
      guard !TallyLine.begins(start) else {
        return files.append(InputFile(path: path.shown, source: .refused(.tallyNamedOddly(path.shown))))
      }
      return add(InputFile(path), start, isNamed: isNamed) { (reading) throws(ArchiveError) in
        try FileArchive(
          bytes: (try? path.contents()) ?? [], password: reading.password, limits: reading.limits)
      }
    }
    add(InputFile(path), start, isNamed: isNamed) { (reading) throws(ArchiveError) in
      try FileArchive(path: path.shown, password: reading.password, limits: reading.limits)
    }
  }

  private mutating func add(_ bytes: [UInt8], _ name: String) {
    let file = InputFile(path: name, source: .bytes(bytes))
    add(file, Array(bytes.prefix(TableGuess.startCount)), isNamed: true) { (reading) throws(ArchiveError) in
      try FileArchive(bytes: bytes, password: reading.password, limits: reading.limits)
    }
  }

  /// Adds a file, or the files in it where it is an archive of some. One that the user names must have some.
  private mutating func add(
    _ file: InputFile, _ start: [UInt8], isNamed: Bool,
    open: (ReadingOptions) throws(ArchiveError) -> FileArchive
  ) {
    guard FileArchive.mayBegin(start, name: file.path) else { return files.append(file) }
    let archive: FileArchive
    do throws(ArchiveError) { archive = try open(reading) } catch {
      // The door tells what a file is instead, and what is wrong with a workbook.
      let isArchive = start.starts(with: "PK".utf8) && file.path.lowercased().hasSuffix(".zip")
      return files.append(
        isArchive ? InputFile(path: file.path, source: .refused(InputFailure(error, path: file.path))) : file)
    }
    guard !archive.isDocument else { return files.append(file) }
    let walk = ArchiveWalk(archive, path: file.path, limits: reading.limits)
    // What is named a workbook and holds nothing but notes is no archive of ledgers: it is told what it is instead.
    if Self.isNamedWorkbook(file.path), walk.files.allSatisfy({ $0.path.lowercased().hasSuffix(".txt") }) {
      return files.append(file)
    }
    files += walk.files
    notes += walk.notes
    if walk.files.isEmpty, isNamed { failures.append(.noTables(file.path, isEmpty: archive.entries.isEmpty)) }
  }

  private static func isNamedWorkbook(_ path: String) -> Bool {
    [".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".et"].contains { path.lowercased().hasSuffix($0) }
  }

  private mutating func walk(_ folder: InputPath, depth: Int) {
    guard depth < Self.depthLimit else {
      failures.append(
        InputFailure(
          path: folder.shown, code: "folder.too-deep", message: .folderTooDeep, advice: .nameInnerFolder))
      return
    }
    guard let names = folder.names() else {
      failures.append(
        InputFailure(
          path: folder.shown, code: "folder.no-permission", message: .folderUnreadable,
          advice: .checkPermissions))
      return
    }
    // Dot files are the system's, `~$` files are an open Office program's locks.
    for name in names where name.first != UInt8(ascii: ".") && !name.starts(with: "~$".utf8) {
      let path = folder.appending(name)
      switch path.kind() {
      case 0: continue
      // A link to a folder could lead round in a circle.
      case S_IFDIR: if path.kind(followsLinks: false) == S_IFDIR { walk(path, depth: depth + 1) }
      case S_IFREG: addFound(path)
      // A pipe or a device in a folder would keep the whole batch waiting.
      default: notes.append(InputNote(path: path.shown, message: .leftOutNoTable))
      }
    }
  }

  /// Adds a file found in a folder.
  private mutating func addFound(_ path: InputPath) {
    if let output, path.isText,
      URL(fileURLWithPath: path.shown).resolvingSymlinksInPath().path.utf8.elementsEqual(output.utf8)
    {
      return
    }
    let start = path.start(TableGuess.startCount)
    let name = path.shown.split(separator: "/").last.map(String.init) ?? path.shown
    guard TableGuess.isNamedSo(name) || TableGuess.beginsSo(start, name: name) else {
      return notes.append(InputNote(path: path.shown, message: .leftOutNoTable))
    }
    add(path, start, isNamed: false)
  }

  /// Gives files whose paths differ in their bytes and are the same text, such as é as one character and as two, paths
  /// of their own: whatever is found in them is told and written by path.
  private mutating func tellApart() {
    var known: [String: [UInt8]] = [:]
    var taken = Set(files.map(\.path))
    for index in files.indices {
      let path = files[index].path
      var bytes = Array(path.utf8)
      if case .named(let file) = files[index].source { bytes = file.bytes }
      guard let other = known[path] else {
        known[path] = bytes
        continue
      }
      if other == bytes { continue }
      let ending = (path as NSString).pathExtension
      let stem = ending.isEmpty ? path : String(path.dropLast(ending.count + 1))
      var number = 2
      func numbered() -> String { "\(stem)(\(number))" + (ending.isEmpty ? "" : "." + ending) }
      while !taken.insert(numbered()).inserted { number += 1 }
      if case .file = files[index].source { files[index].source = .named(InputPath(path)) }
      files[index].path = numbered()
      notes.append(InputNote(path: numbered(), message: .sameNameInOtherBytes))
    }
  }
}
