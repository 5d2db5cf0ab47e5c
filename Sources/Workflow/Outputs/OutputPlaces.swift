import Foundation

/// Where the outputs of several inputs go: one file, or a folder in which the inputs' folders are kept.
public struct OutputPlaces: Sendable {
  private let path: String
  private let isFolder: Bool
  private let common: [String]

  /// Creates the places.
  ///
  /// - Parameters:
  ///   - path: what the user gave.
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
  }

  /// The output of one input, its folder made.
  public func output(
    for input: InputFile, extension suffix: String, replaces: Bool
  ) throws(FixFailure) -> Output {
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
    return Output(path: "\(folder)/\(input.baseName).\(suffix)", replaces: replaces)
  }
}
