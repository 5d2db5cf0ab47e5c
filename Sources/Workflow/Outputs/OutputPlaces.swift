import Foundation

/// Where the outputs of several inputs go: one file, or a folder or archive in which the inputs' folders are kept.
public struct OutputPlaces: Sendable {
  private let path: String
  private let replaces: Bool
  private let isFolder: Bool
  private let archive: OutputArchive?
  private let common: [String]
  /// Paths without their endings that several inputs share, such as 名册.xls and 名册.csv.
  private let shared: Set<String>

  /// Creates the places.
  ///
  /// - Parameters:
  ///   - output: what the user gave: an archive where it ends with `.zip`; a folder where it names one, and for
  ///     several inputs or those in an archive; else a file. What is not there is made.
  ///   - inputs: all inputs, whose common folders are left out.
  ///   - missing: how many more there should have been.
  /// - Throws: `OutputFailure` where an archive could not be written in the end.
  public init(_ output: Output, inputs: [InputFile], missing: Int = 0) throws(OutputFailure) {
    path = output.path
    replaces = output.replaces
    archive = output.namesArchive ? try OutputArchive(output) : nil
    let isSeveral = inputs.count + missing > 1
    isFolder =
      archive == nil
      && (isSeveral || output.namesFolder || inputs.contains(where: \.isArchived) && !output.namesWorkbook)
    // The folders that all inputs share say nothing about one of them; those in an archive are its own.
    let folders = inputs.filter(\.isReadable).map { Array($0.folders.prefix($0.root)) }
    var common = folders.first ?? []
    for folder in folders {
      common = Array(zip(common, folder).prefix { $0 == $1 }.map(\.0))
    }
    self.common = common
    let counts = Dictionary(grouping: inputs, by: \.stem).mapValues(\.count)
    shared = Set(counts.filter { $0.value > 1 }.keys)
  }

  /// The output of one input, its folder made.
  public func output(for input: InputFile, extension suffix: String) throws(WorkbookFailure) -> Output {
    guard isFolder || archive != nil else { return Output(path: path, replaces: replaces) }
    var folders = Array(input.folders.dropFirst(common.count))
    folders.removeAll { $0 == ".." || $0 == "." }
    // Where two inputs would have the same name, each keeps its ending within.
    let ending = shared.contains(input.stem) ? (input.path as NSString).pathExtension : ""
    let name = (ending.isEmpty ? input.baseName : "\(input.baseName)-\(ending)") + "." + suffix
    if let archive {
      return archive.output(named: (folders + [name]).joined(separator: "/"), replaces: replaces)
    }
    let folder = ([path.hasSuffix("/") ? String(path.dropLast()) : path] + folders).joined(separator: "/")
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .output(
        OutputFailure(
          path: folder, code: "output.folder", message: .outputNotPermitted, advice: .chooseAnotherPlace))
    }
    return Output(path: "\(folder)/\(name)", replaces: replaces)
  }

  /// Lets an archive appear at its place, now that all outputs are written.
  public func finish() throws(OutputFailure) { try archive?.finish() }
}

extension Output {
  /// Whether the path names an archive to write.
  public var namesArchive: Bool { path.lowercased().hasSuffix(".zip") && !namesFolder }

  /// Whether the path names a workbook by its ending.
  fileprivate var namesWorkbook: Bool {
    ["xlsx", "xlsm", "xltx", "xltm"].contains((path as NSString).pathExtension.lowercased())
  }
}

extension InputFile {
  fileprivate var isArchived: Bool { if case .archived = source { true } else { false } }

  fileprivate var isReadable: Bool { if case .refused = source { false } else { true } }

  /// The folders of the path.
  fileprivate var folders: [String] { path.split(separator: "/").map(String.init).dropLast() }

  /// How many of them are not an archive's own.
  fileprivate var root: Int { if case .archived(let file) = source { file.root } else { .max } }

  /// The path without its ending, as a file system that knows no case has it.
  fileprivate var stem: String { "\(folders.joined(separator: "/"))/\(baseName)".lowercased() }
}
