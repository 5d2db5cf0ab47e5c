import Testing

@testable import Server

@Suite("Hosts of requests")
struct HostNameTests {
  @Test(
    "The machine's own names are told from all others",
    arguments: [
      ("127.0.0.1", true), ("127.8.9.1", true), ("localhost", true), ("LOCALHOST", true), ("::1", true),
      ("[::1]", true), ("localhost.", true), ("127.0.0.1.evil.example", false), ("0.0.0.0", false),
      ("192.168.1.5", false), ("localhost.evil.example", false), ("128.0.0.1", false), ("", false),
      ("::ffff:1", false),
    ])
  func loopback(host: String, isLoopback: Bool) {
    #expect(HostName.isLoopback(host) == isLoopback)
  }

  @Test(
    "The host of a Host header is read with and without port, and nothing else passes",
    arguments: [
      ("127.0.0.1:8765", "127.0.0.1"), ("localhost", "localhost"), ("[::1]:80", "::1"), ("[::1]", "::1"),
      (":80", nil), ("a:b", nil), ("a:1:2", nil), ("[::1", nil), ("[::1]x", nil), ("a:99999", nil), ("", nil),
    ] as [(String, String?)])
  func authority(header: String, host: String?) {
    #expect(HostName.host(ofAuthority: header) == host)
  }
}
