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
  public init(paths: [String], without output: String? = nil, reading: ReadingOptions = .init()) {
    self.reading = reading
    self.output = output.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
    for path in paths {
      if path == "-" {
        addStandardInput()
        continue
      }
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        failures.append(
          InputFailure(path: path, code: "file.not-found", message: .inputMissing, advice: .checkPath))
        continue
      }
      if isFolder.boolValue {
        walk(path, depth: 0)
      } else {
        let file = InputFile(path: path, source: .file(URL(fileURLWithPath: path)))
        add(file, TableGuess.start(ofFile: path), isNamed: true) { (reading) throws(ArchiveError) in
          try FileArchive(path: path, password: reading.password, limits: reading.limits)
        }
      }
    }
  }

  /// Looks into bytes in memory: the files of an archive, or one file of a name.
  public init(bytes: [UInt8], name: String, reading: ReadingOptions = .init()) {
    self.reading = reading
    output = nil
    add(bytes, name)
  }

  private mutating func addStandardInput() {
    do throws(SpreadsheetError) { add(try Spreadsheet.standardInput(), "-") } catch {
      failures.append(InputFailure(error))
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
    // What is named a workbook is opened as one, which tells what it is instead.
    guard !Self.isNamedDocument(file.path), FileArchive.mayBegin(start, name: file.path) else {
      return files.append(file)
    }
    let archive: FileArchive
    do throws(ArchiveError) { archive = try open(reading) } catch {
      // The door tells what a file is instead, and what is wrong with a workbook.
      let isArchive = start.starts(with: "PK".utf8) && file.path.lowercased().hasSuffix(".zip")
      return files.append(
        isArchive ? InputFile(path: file.path, source: .refused(InputFailure(error, path: file.path))) : file)
    }
    guard !archive.isDocument else { return files.append(file) }
    let walk = ArchiveWalk(archive, path: file.path, limits: reading.limits)
    files += walk.files
    notes += walk.notes
    if walk.files.isEmpty, isNamed { failures.append(.noTables(file.path, isEmpty: archive.entries.isEmpty)) }
  }

  private static func isNamedDocument(_ path: String) -> Bool {
    [".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".et", ".csv"].contains { path.lowercased().hasSuffix($0) }
  }

  private mutating func walk(_ folder: String, depth: Int) {
    guard depth < Self.depthLimit else {
      failures.append(
        InputFailure(path: folder, code: "folder.too-deep", message: .folderTooDeep, advice: .nameInnerFolder)
      )
      return
    }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      failures.append(
        InputFailure(
          path: folder, code: "folder.no-permission", message: .folderUnreadable, advice: .checkPermissions))
      return
    }
    // Dot files are the system's, `~$` files are an open Office program's locks.
    for name in names.sorted() where !name.hasPrefix(".") && !name.hasPrefix("~$") {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
      if isFolder.boolValue {
        // A link to a folder could lead round in a circle.
        if (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) == nil {
          walk(path, depth: depth + 1)
        }
      } else if Self.isRegularFile(path) {
        addFound(path, name)
      } else {
        // A pipe or a device in a folder would keep the whole batch waiting.
        notes.append(InputNote(path: path, message: .leftOutNoTable))
      }
    }
  }

  /// Adds a file found in a folder.
  private mutating func addFound(_ path: String, _ name: String) {
    let url = URL(fileURLWithPath: path)
    if let output, url.resolvingSymlinksInPath().path == output { return }
    let start = TableGuess.start(ofFile: path)
    guard TableGuess.isNamedSo(name) || TableGuess.beginsSo(start, name: name) else {
      return notes.append(InputNote(path: path, message: .leftOutNoTable))
    }
    add(InputFile(path: path, source: .file(url)), start, isNamed: false) { (reading) throws(ArchiveError) in
      try FileArchive(path: path, password: reading.password, limits: reading.limits)
    }
  }

  private static func isRegularFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}
