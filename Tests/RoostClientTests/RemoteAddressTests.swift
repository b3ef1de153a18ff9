import RoostModel
import Testing

@testable import RoostClient

@Suite struct RemoteAddressTests {
  @Test(arguments: [
    ("https://roost.example.com", "https://roost.example.com"), ("HTTPS://Roost.Example.com:443/", "https://roost.example.com"),
    ("roost.example.com:7443", "https://roost.example.com:7443"), ("https://[2001:DB8::1]:7443", "https://[2001:db8::1]:7443"),
    ("http://localhost:7070", "http://localhost:7070"), ("http://localhost:80", "http://localhost"),
    ("http://127.0.0.1:7070", "http://127.0.0.1:7070"), ("http://[::1]:7070", "http://[::1]:7070"),
    ("http://roost.localhost:7070", "http://roost.localhost:7070"),
  ])
  func onePlaceHasOneText(_ typed: String, _ text: String) throws { #expect(try RemoteAddress(typed).text == text) }

  @Test(arguments: [
    "", "https://", "ftp://host", "file:///etc/passwd", "http+unix://x", "https://user@host", "https://user:secret@host",
    "https://host/path", "https://host?x", "https://host#x", "https://host:0", "https://host:65536", "https://host:",
    "https://host:7:7",
    "https://ho st", "https://host\r\nX: y", "https://[::1", "https://[nothing]", "https://-host", "https://h%6fst",
    "https://höst",
  ])
  func anythingElseIsRefused(_ typed: String) {
    #expect(#expect(throws: Problem.self) { try RemoteAddress(typed) }?.code == .usageInvalid)
  }

  @Test(arguments: [
    "http://roost.example.com", "http://192.0.2.1:7070", "http://127.0.0.1.example.com", "http://localhost.example.com",
  ])
  func aTokenIsNotSentInTheClear(_ typed: String) {
    let problem = #expect(throws: Problem.self) { try RemoteAddress(typed) }
    #expect(problem?.code == .usageInvalid && problem?.hint.contains("https://") == true)
  }

  @Test func aTokenIsAWordAndIsNotPrinted() {
    let host = RemoteHost(name: "prod", url: "https://host", token: "roost_s3cret", savedAt: 0)
    #expect(!"\(host) \(String(reflecting: host))".contains("s3cret"))
    #expect(RemoteHost.isToken(host.token))
    for text in ["", "a b", "a\r\nX: y", "a\u{7f}", "tökën"] { #expect(!RemoteHost.isToken(text), "\(text)") }
  }
}
