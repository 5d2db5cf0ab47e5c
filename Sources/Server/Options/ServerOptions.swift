/// Where the server listens, and what it allows.
public struct ServerOptions: Sendable {
  /// The address to listen on.
  public var host: String
  /// The port; 0 takes any that is free.
  public var port: Int
  /// Names, besides the machine's loopback names and bare addresses, under which a browser may ask for
  /// the page; only of use where others than this machine are let in.
  public var names: [String]
  /// Whether numbers of persons are shown whole until the clerk says otherwise.
  public var showsPersonal: Bool
  /// The office's name for the headings of summaries.
  public var office: String
  /// What is allowed.
  public var limits: ServerLimits

  /// Creates options; the default listens to this machine alone.
  public init(
    host: String = "127.0.0.1", port: Int = 8765, names: [String] = [],
    showsPersonal: Bool = false, office: String = "", limits: ServerLimits = .init()
  ) {
    self.host = host
    self.port = port
    self.names = names
    self.showsPersonal = showsPersonal
    self.office = office
    self.limits = limits
  }

  /// Whether only this machine can reach the address listened on.
  public var isLoopback: Bool { HostName.isLoopback(host) }
}
