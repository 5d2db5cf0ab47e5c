import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite("What guards the clerk's page")
struct ProtectionTests {
  @Test("The page comes with every header that keeps it to itself, and nothing inline")
  func headers() async throws {
    let page = try await PageClient().send(.get, "/")
    #expect(page.status == 200)
    let policy = try #require(page.headers[.contentSecurityPolicy])
    #expect(policy.contains("default-src 'none'"))
    #expect(policy.contains("frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe"))
    #expect(page.headers[.frameOptions] == "DENY")
    #expect(page.headers[.xContentTypeOptions] == "nosniff")
    #expect(page.headers[.cacheControl] == "no-store")
    #expect(page.headers[.referrerPolicy] == "no-referrer")
    let cookie = try #require(page.headers[.setCookie])
    for word in ["HttpOnly", "SameSite=Strict", "Path=/"] { #expect(cookie.contains(word)) }
    #expect(page.text.matches(of: /<script(?![^>]* src=)/).isEmpty)
    #expect(page.text.matches(of: /<[^>]* (style|on[a-z]+)=/).isEmpty)
    #expect(!page.text.contains("{{"))
  }

  @Test("Refusals and unknown addresses carry the headers as well", arguments: ["/api/visit", "/nothing"])
  func refusals(path: String) async throws {
    let answer = try await PageClient().send(.get, path)
    #expect(answer.status >= 400)
    #expect(answer.headers[.contentSecurityPolicy] != nil)
    #expect(answer.headers[.cacheControl] == "no-store")
  }

  @Test(
    "A page asked for under another name is refused (DNS rebinding)",
    arguments: ["evil.example", "evil.example:8765", "192.168.1.9:8765", "", "127.0.0.1.evil.example", "a b"])
  func host(authority: String) async throws {
    var client = try await PageClient.visiting()
    client.authority = authority
    client.origin = "http://" + authority
    #expect(try await client.send(.get, "/").code == "request.host")
    #expect(try await client.send(.post, "/api/clear").code == "request.host")
  }

  @Test("Where others are let in, addresses and the names given pass, other names do not")
  func remoteNames() throws {
    let guardian = HostGuard(options: ServerOptions(host: "0.0.0.0", names: ["Ledgers.office.example"]))
    for host in ["192.168.1.9", "::1", "fe80::1", "localhost", "ledgers.office.example"] {
      #expect(guardian.allows(host), "\(host)")
    }
    #expect(!guardian.allows("evil.example"))
  }

  @Test("What changes something must come from the page itself")
  func origin() async throws {
    var client = try await PageClient.visiting()
    for origin in ["http://evil.example", "http://127.0.0.1:9999", "https://127.0.0.1:8765", "null", nil] {
      client.origin = origin
      #expect(try await client.send(.post, "/api/clear").code == "request.origin", "\(origin ?? "none")")
      #expect(try await client.send(.delete, "/api/files/1").code == "request.origin")
    }
  }

  @Test("Another site can open the page by a link, and read nothing", arguments: ["cross-site", "same-site"])
  func fetchMetadata(site: String) async throws {
    let client = try await PageClient.visiting()
    #expect(try await client.send(.get, "/", headers: [.secFetchSite: site]).status == 200)
    #expect(
      try await client.send(.get, "/api/visit", headers: [.secFetchSite: site]).code == "request.origin")
    #expect(
      try await client.send(.post, "/api/clear", headers: [.secFetchSite: site]).code == "request.origin")
  }

  @Test("A visit is known by cookie and word together, and by its own alone")
  func visitsApart() async throws {
    let first = try await PageClient.visiting()
    var second = first
    second.cookie = nil
    try await second.open()
    #expect(first.cookie != second.cookie)
    #expect(try await first.upload("a.csv", Array("姓名,性别\n张三,男\n".utf8)).status == 201)
    #expect((try await second.visit()["files"] as? [Any])?.isEmpty == true)

    var stranger = second
    stranger.cookie = first.cookie
    #expect(try await stranger.send(.get, "/api/visit").code == "request.token")
    #expect(try await stranger.send(.post, "/api/clear").code == "request.token")
    stranger.token = nil
    #expect(try await stranger.send(.get, "/api/visit").code == "request.token")
    stranger.cookie = "\(PageRoutes.cookie)=" + String(repeating: "0", count: 64)
    #expect(try await stranger.send(.get, "/api/visit").code == "visit.ended")
    stranger.cookie = nil
    #expect(try await stranger.send(.get, "/api/visit").code == "visit.ended")
  }

  @Test(
    "No path of a request becomes a path of the machine",
    arguments: [
      "/assets/V/../../../../etc/passwd", "/assets/V/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/assets/V/page.html",
      "/assets//etc/passwd", "/etc/passwd", "/assets/V/..", "/assets/other/main.js",
    ])
  func paths(path: String) async throws {
    let client = try PageClient()
    let version = try PageAssets().version
    let answer = try await client.send(.get, path.replacingOccurrences(of: "V", with: version))
    #expect(answer.status == 404)
    #expect(!answer.text.contains("root:"))
  }

  @Test("Names of files are shown without ways out, and never twice")
  func names() {
    #expect(UploadName.clean("../../etc/passwd", avoiding: []) == "etc/passwd")
    #expect(UploadName.clean("C:\\台账\\名册.xlsx", avoiding: []) == "C_/台账/名册.xlsx")
    #expect(UploadName.clean("a\u{0}b\n\u{202E}.csv", avoiding: []) == "a_b__.csv")
    #expect(UploadName.clean("", avoiding: []) == "台账")
    #expect(UploadName.clean("..", avoiding: []) == "台账")
    #expect(UploadName.clean("名册.xlsx", avoiding: ["名册.xlsx", "名册(2).xlsx"]) == "名册(3).xlsx")
    #expect(UploadName.clean(String(repeating: "长", count: 500) + ".csv", avoiding: []).count == 120)
  }

  @Test("A file that cannot be read is told without a place of the machine")
  func failuresTellNothing() async throws {
    let client = try await PageClient.visiting()
    for name in ["文档.xlsx", "截断.xlsx", "图片.xlsx", "加密.xlsx"] {
      #expect(try await client.upload(name, try sample("broken/" + name)).status == 201)
    }
    let text = try await client.send(.get, "/api/visit").text
    for word in [
      NSTemporaryDirectory(), FileManager.default.currentDirectoryPath, ".swift", "/home/", "/tmp",
    ] {
      #expect(!text.contains(word), "\(word)")
    }
  }

  @Test(
    "The command refuses to listen to others unless told to", arguments: ["0.0.0.0", "192.168.1.9", "::"])
  func loopbackOnly(host: String) {
    let run = ProgramRun(ProgramRun.taizhang, ["serve", "--host", host, "--port", "0"])
    #expect(run.status == 2)
    #expect(run.errors.contains("--allow-remote"))
  }
}
