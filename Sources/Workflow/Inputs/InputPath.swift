import CSV
import Diagnostics
import Foundation

/// The path of an input as the system has it: bytes, which need be no text.
///
/// ```swift
/// let path = InputPath("台账/财政局.xlsx")
/// ```
public struct InputPath: Hashable, Sendable {
  /// The bytes.
  let bytes: [UInt8]
  /// The path as people read it: a name in GBK, as on Chinese Windows, in its characters; other bytes that are no
  /// UTF-8 as `\xB2`.
  public let shown: String

  /// A path that is text.
  public init(_ text: String) {
    bytes = Array(text.utf8)
    shown = text
  }

  /// A path of any bytes.
  public init(bytes: [UInt8]) {
    self.bytes = bytes
    shown = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Self.shown)
      .joined(separator: "/")
  }

  /// Whether the system takes the path as it is shown.
  var isText: Bool { shown.utf8.elementsEqual(bytes) }

  /// The path of a file in this folder.
  func appending(_ name: [UInt8]) -> InputPath {
    InputPath(bytes: bytes.last == UInt8(ascii: "/") ? bytes + name : bytes + [UInt8(ascii: "/")] + name)
  }

  private static func shown(_ name: ArraySlice<UInt8>) -> String {
    if let text = String(validating: name, as: UTF8.self) { return text }
    if let text = CodePageDecoder(936)?.text(Array(name)), !text.unicodeScalars.contains("\u{FFFD}") {
      return text
    }
    return name.map { byte in
      byte < 0x80 ? String(Unicode.Scalar(byte)) : "\\x" + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  // MARK: The file

  /// What the path leads to, as `S_IFREG`; 0 for nothing.
  ///
  /// - Parameter followsLinks: whether a link is what it leads to.
  func kind(followsLinks: Bool = true) -> mode_t {
    var status = stat()
    let result = withCString { followsLinks ? stat($0, &status) : lstat($0, &status) }
    return result == 0 ? status.st_mode & S_IFMT : 0
  }

  /// The names in a folder in the order of their bytes; `nil` where it cannot be opened.
  func names() -> [[UInt8]]? {
    guard let folder = withCString({ opendir($0) }) else { return nil }
    defer { closedir(folder) }
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
    var names: [[UInt8]] = []
    while let entry = readdir(folder) {
      let name = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
      names.append(UnsafeRawBufferPointer(start: name, count: strlen(name)).map { $0 })
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The first bytes of a regular file; none of any other, as a pipe's could not be read again.
  func start(_ count: Int) -> [UInt8] {
    guard let descriptor = openRegular() else { return [] }
    defer { close(descriptor) }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(read(descriptor, buffer.baseAddress, count), 0)
    }
  }

  /// All bytes of a regular file.
  func contents() throws(InputFailure) -> [UInt8] {
    guard let descriptor = openRegular() else { throw unreadable(errno) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do { return Array(try handle.readToEnd() ?? Data()) } catch { throw unreadable(errno) }
  }

  private func unreadable(_ reason: Int32) -> InputFailure {
    let words = String(cString: strerror(reason))
    return InputFailure(
      path: shown, code: "file.unreadable",
      message: Phrase(zh: "无法读取（\(words)）", en: "cannot be read (\(words))"),
      advice: .checkPermissions)
  }

  private func openRegular() -> Int32? {
    // Opening a named pipe could otherwise wait for ever.
    let descriptor = withCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  private func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (bytes.prefix { $0 != 0 } + [0]).withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { characters in
        // There is always the NUL at the end.
        // swift-format-ignore: NeverForceUnwrap
        body(characters.baseAddress!)
      }
    }
  }
}
