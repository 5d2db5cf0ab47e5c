import Diagnostics
import Foundation
import OpenPackaging
import Reports
import XLSX

/// A file to write: whole or not at all, and never over an existing one unless told to.
public struct Output: Hashable, Sendable {
  /// The path as the user gave it.
  public var path: String
  /// Whether an existing file is replaced.
  public var replaces: Bool
  /// The archive that it is to be an entry of, and its name there; the path leads through the archive then.
  var entry: OutputArchive.Entry?

  /// Creates an output.
  public init(path: String, replaces: Bool) {
    self.path = path
    self.replaces = replaces
  }

  /// Writes the bytes to a temporary file beside the target and renames it, or adds them to the archive.
  public func write(_ bytes: [UInt8]) throws(OutputFailure) {
    if let entry { return try entry.write(bytes) }
    do throws(OutputError) {
      let file = try AtomicFile(path, replacing: replaces)
      try file.write(bytes)
      try file.commit()
    } catch {
      throw OutputFailure(error)
    }
  }

  /// Writes piece by piece to a temporary file beside the target and renames it when all is there.
  ///
  /// - Parameter make: hands over the pieces.
  public func write(
    pieces make: (_ sink: @escaping ([UInt8]) throws(OutputFailure) -> Void) throws(OutputFailure) -> Void
  ) throws(OutputFailure) {
    let file: AtomicFile
    do throws(OutputError) { file = try AtomicFile(path, replacing: replaces) } catch {
      throw OutputFailure(error)
    }
    try make { (bytes) throws(OutputFailure) in
      do throws(OutputError) { try file.write(bytes) } catch { throw OutputFailure(error) }
    }
    do throws(OutputError) { try file.commit() } catch { throw OutputFailure(error) }
  }

  /// Writes a summary: as a page where the path ends so, else as a workbook.
  public func write(_ summary: Summary) throws(OutputFailure) {
    guard !["html", "htm"].contains(URL(fileURLWithPath: path).pathExtension.lowercased()) else {
      let page: [UInt8]
      do throws(OutputError) { page = try summary.page() } catch { throw OutputFailure(error) }
      return try write(page)
    }
    do {
      try summary.save(to: URL(fileURLWithPath: path), replacing: replaces)
    } catch let error as OutputError {
      throw OutputFailure(OutputError(code: error.code, path: path, systemError: error.systemError))
    } catch {
      throw OutputFailure(path: path, notMade: error)
    }
  }

  /// Fails at once where writing would fail in the end, so that no work is done in vain.
  public func check() throws(OutputFailure) {
    // The archive's own place was looked at when it was begun.
    if entry != nil { return }
    do throws(OutputError) {
      _ = try AtomicFile(path, replacing: replaces)
    } catch {
      throw OutputFailure(error)
    }
  }
}

/// An output that could not be written, in words for the person who asked for it.
public struct OutputFailure: FileFailure, Hashable {
  /// The path as the user gave it.
  public var path: String
  /// Stable code of the cause, such as `output.exists`.
  public var code: String
  /// What happened.
  public var message: Phrase
  /// What to do about it.
  public var advice: Phrase

  /// Creates a failure.
  public init(path: String, code: String, message: Phrase, advice: Phrase) {
    self.path = path
    self.code = code
    self.message = message
    self.advice = advice
  }

  /// The failure of making what is to be written: of content that has no room in it or, where it is nobody's
  /// fault but ours, of the making.
  public init(path: String, notMade error: any Error) {
    if let error = error as? XLSXWriteError {
      self.init(error, path: path)
    } else {
      self.init(
        path: path, code: "output.workbook", message: .workbookNotMade("\(error)"), advice: .reportThis)
    }
  }

  /// The failure of writing a file.
  public init(_ error: OutputError) {
    let (message, advice) = Self.words(error)
    self.init(path: error.path, code: "output.\(error.code.rawValue)", message: message, advice: advice)
  }

  private static func words(_ error: OutputError) -> (Phrase, Phrase) {
    switch error.code {
    case .exists: (.outputExists, .useForce)
    case .isFolder: (.outputIsFolder, .nameAFile)
    case .isNoFile: (.outputIsNoFile, .chooseAnotherPlace)
    case .folderMissing: (.outputFolderMissing, .makeTheFolder)
    case .notPermitted: (.outputNotPermitted, .checkPermissions)
    case .readOnly: (.outputReadOnly, .chooseAnotherPlace)
    case .noSpace: (.outputNoSpace, .makeRoom)
    case .failed, .duplicateEntry, .compressionFailed:
      (
        Phrase(
          zh: "写不进去（\(error.systemMessage ?? error.code.rawValue)）",
          en: "it cannot be written (\(error.systemMessage ?? error.code.rawValue))"), .chooseAnotherPlace
      )
    }
  }
}
