import Foundation

/// Where the outputs of several inputs go: one file, or a folder in which the inputs' folders are kept.
public struct OutputPlaces: Sendable {
  private let path: String
  private let isFolder: Bool
  private let common: [String]
  /// Paths without their endings that several inputs share, such as 名册.xls and 名册.csv.
  private let shared: Set<String>

  /// Creates the places.
  ///
  /// - Parameters:
  ///   - path: what the user gave.
  ///   - inputs: all inputs, whose common folders are left out.
  ///   - isFolder: whether it names a folder; one that is not there is made.
  public init(_ path: String, inputs: [InputFile], isFolder: Bool) {
    self.path = path
    self.isFolder = isFolder
    // The folders that all inputs share say nothing about one of them.
    let folders = inputs.map { Array($0.path.split(separator: "/").map(String.init).dropLast()) }
    var common = folders.first ?? []
    for folder in folders {
      common = Array(zip(common, folder).prefix { $0 == $1 }.map(\.0))
    }
    self.common = common
    let counts = Dictionary(grouping: inputs, by: Self.stem).mapValues(\.count)
    shared = Set(counts.filter { $0.value > 1 }.keys)
  }

  /// The path without its ending, as a file system that knows no case has it.
  private static func stem(_ input: InputFile) -> String {
    let folders = input.path.split(separator: "/").dropLast().joined(separator: "/")
    return "\(folders)/\(input.baseName)".lowercased()
  }

  /// The output of one input, its folder made.
  public func output(
    for input: InputFile, extension suffix: String, replaces: Bool
  ) throws(WorkbookFailure) -> Output {
    guard isFolder else { return Output(path: path, replaces: replaces) }
    var folders = Array(
      input.path.split(separator: "/").map(String.init).dropLast().dropFirst(common.count))
    folders.removeAll { $0 == ".." || $0 == "." }
    let folder = ([path.hasSuffix("/") ? String(path.dropLast()) : path] + folders).joined(separator: "/")
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .output(
        OutputFailure(
          path: folder, code: "output.folder", message: .outputNotPermitted, advice: .chooseAnotherPlace))
    }
    // Where two inputs would have the same name, each keeps its ending within.
    let ending = shared.contains(Self.stem(input)) ? (input.path as NSString).pathExtension : ""
    let name = ending.isEmpty ? input.baseName : "\(input.baseName)-\(ending)"
    return Output(path: "\(folder)/\(name).\(suffix)", replaces: replaces)
  }
}
