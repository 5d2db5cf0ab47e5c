/// What a host name or address says about where it leads.
enum HostName {
  /// Whether it is a name or address of the machine itself: `localhost`, `127.0.0.0/8`, `::1`.
  static func isLoopback(_ host: String) -> Bool {
    let host = bare(host)
    return host == "localhost" || host == "::1" || octets(host)?.first == 127
  }

  /// Whether it is an address and no name: no name server can make it lead elsewhere.
  static func isAddress(_ host: String) -> Bool {
    let host = bare(host)
    return octets(host) != nil
      || host.contains(":")
        && host.unicodeScalars.allSatisfy { $0.properties.isHexDigit || ":.".unicodeScalars.contains($0) }
  }

  /// The host of a `Host` header, without its port; `nil` if the header is malformed.
  static func host(ofAuthority authority: String) -> String? {
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else { return nil }
      let rest = authority[authority.index(after: close)...]
      guard rest.isEmpty || rest.hasPrefix(":") && isPort(rest.dropFirst()) else { return nil }
      return String(authority[authority.index(after: authority.startIndex)..<close])
    }
    let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
    guard let host = parts.first, !host.isEmpty, parts.count <= 2, parts.count == 1 || isPort(parts[1]) else {
      return nil
    }
    return String(host)
  }

  /// Without brackets, in lower case, without the root's dot.
  private static func bare(_ host: String) -> String {
    var host = host.lowercased()[...]
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    if host.hasSuffix(".") { host = host.dropLast() }
    return String(host)
  }

  private static func isPort(_ text: Substring) -> Bool { UInt16(text) != nil }

  private static func octets(_ host: String) -> [UInt8]? {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    let octets = parts.compactMap { UInt8($0) }
    return octets.count == 4 ? octets : nil
  }
}
