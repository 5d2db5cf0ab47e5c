import Foundation
import Workflow

/// Why the server cannot serve.
public enum ServerError: Error, Sendable {
  /// The address is taken, or not this machine's, or not permitted.
  case cannotListen(host: String, port: Int, systemError: Int32)

  /// What happened and what to do about it.
  public var message: Phrase {
    switch self {
    case .cannotListen(let host, let port, EADDRINUSE):
      Phrase(
        zh: "端口 \(port) 已被占用（\(host)）。请用 --port 换一个，或先关掉另一个。",
        en: "port \(port) of \(host) is taken. Choose another with --port, or stop what uses it.")
    case .cannotListen(let host, let port, let error):
      Phrase(
        zh: "不能在 \(host):\(port) 上提供网页（\(String(cString: strerror(error)))）。请检查 --host 和 --port。",
        en: "cannot listen on \(host):\(port) (\(String(cString: strerror(error)))). Check --host and --port."
      )
    }
  }
}
