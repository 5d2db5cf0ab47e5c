#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why an output could not be written.
public struct OutputError: Error, Hashable, Sendable {
  /// What went wrong; stable, for programs.
  public enum Code: String, Hashable, Sendable {
    /// The target exists and was not to be replaced.
    case exists
    /// The target is a folder.
    case isFolder
    /// The target is a device, a pipe or a socket, which no file may take the place of.
    case isNoFile
    /// The target's folder does not exist.
    case folderMissing
    /// The system does not allow writing there.
    case notPermitted
    /// The file system is mounted for reading only.
    case readOnly
    /// No room is left on the device, or a quota is used up.
    case noSpace
    /// The system refused a write for another reason (`systemError`).
    case failed
    /// Two entries of one archive have the same name (OPC names compare without regard to case).
    case duplicateEntry
    /// The compressor refused its input.
    case compressionFailed
  }

  /// What went wrong.
  public var code: Code
  /// The file, or the entry of the archive.
  public var path: String
  /// The system's `errno`, 0 where the system was not to blame.
  public var systemError: Int32

  /// Creates an error.
  public init(code: Code, path: String, systemError: Int32 = 0) {
    self.code = code
    self.path = path
    self.systemError = systemError
  }

  /// Creates the error of a failed system call.
  init(systemError: Int32, path: String) {
    let code: Code =
      switch systemError {
      case EEXIST: .exists
      case EISDIR: .isFolder
      case ENOENT, ENOTDIR: .folderMissing
      case EACCES, EPERM: .notPermitted
      case EROFS: .readOnly
      case ENOSPC, EDQUOT, EFBIG: .noSpace
      default: .failed
      }
    self.init(code: code, path: path, systemError: systemError)
  }

  /// The system's own words for `systemError`.
  public var systemMessage: String? {
    systemError == 0 ? nil : String(cString: strerror(systemError))
  }
}

extension OutputError: CustomStringConvertible {
  /// The code, the path and the system's words, for logs.
  public var description: String {
    "\(code.rawValue): \(path)" + (systemMessage.map { " (\($0))" } ?? "")
  }
}
