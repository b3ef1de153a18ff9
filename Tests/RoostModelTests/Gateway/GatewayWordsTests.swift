import RoostModel
import Testing

/// Hashes, origins and header names that `roost.yml` may hold.
@Suite struct GatewayWordsTests {
  private static let bcrypt = String(repeating: "a", count: 53)

  @Test(arguments: [
    "$y$j9T$aaaaaaaaaaaaaaaaaaaaaa$" + String(repeating: "b", count: 43), "$2y$05$" + bcrypt, "$2b$12$" + bcrypt,
    "$6$salt$" + String(repeating: "c", count: 86), "$6$rounds=5000$salt$" + String(repeating: "c", count: 86),
  ])
  func hashes(text: String) {
    #expect(PasswordHash(text)?.description == text)
  }

  /// Plain, weak, broken, and those that would keep a thread busy for minutes.
  @Test(arguments: [
    "", "secret-and-long-enough-to-be-one", "{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=", "$apr1$salt$aaaaaaaaaaaaaaaaaaaaaa",
    "$1$salt$aaaaaaaaaaaaaaaaaaaaaa", "$2y$31$" + bcrypt, "$2y$15$" + bcrypt, "$2y$05$short" + "aaaaaaaaaaaaaaa",
    "$6$rounds=9999999$salt$" + String(repeating: "c", count: 86),
    "$y$jFT$aaaaaaaaaaaaaaaaaaaaaa$" + String(repeating: "b", count: 43),
    "$6$$" + String(repeating: "c", count: 86), "$6$sa lt$" + String(repeating: "c", count: 86), "*0aaaaaaaaaaaaaaaaaaaaa",
    "$6$salt$" + String(repeating: "c", count: 300),
  ])
  func noHashes(text: String) {
    #expect(PasswordHash(text) == nil)
  }

  @Test(arguments: ["https://a.test", "http://localhost:3000", "http://127.0.0.1:8080", "https://xn--a.test:8443"])
  func origins(text: String) {
    #expect(CrossOrigin.isOrigin(text))
  }

  @Test(arguments: [
    "", "*", "null", "a.test", "https://", "https://a.test/", "https://A.test", "https://a.test:", "https://a.test:080",
    "https://*.a.test",
    "ftp://a.test", "https://a.test:99999", "https://a b", "https://a.test\r\nX: y",
  ])
  func noOrigins(text: String) {
    #expect(!CrossOrigin.isOrigin(text))
  }

  @Test(arguments: [
    "Content-Length", "transfer-encoding", "Connection", "Keep-Alive", "TE", "Trailer", "Upgrade", "Proxy-Authenticate",
    "X-Roost-Request", "",
    "a b", "a:b", "a\r\nb", "\u{E4}",
  ])
  func namesNobodyMayChange(name: String) {
    #expect(!FieldEdits.mayChange(name, of: .request))
    #expect(!FieldEdits.mayChange(name, of: .response))
  }

  @Test(arguments: [
    "Host", "Forwarded", "X-Forwarded-For", "X-Forwarded-User", "X-Real-IP", "X-Script-Name", "SCRIPT_NAME", "Cookie",
    "Sec-WebSocket-Key", "Expect",
  ])
  func namesOfRequestsThatStay(name: String) {
    #expect(!FieldEdits.mayChange(name, of: .request))
  }

  @Test(arguments: ["Set-Cookie", "Location", "Refresh", "Service-Worker-Allowed", "Content-Encoding", "Content-Range"])
  func namesOfResponsesThatStay(name: String) {
    #expect(!FieldEdits.mayChange(name, of: .response))
  }

  @Test func others() {
    #expect(FieldEdits.mayChange("X-Site", of: .request) && FieldEdits.mayChange("Content-Security-Policy", of: .response))
    #expect(FieldEdits.isValue("a \t b") && FieldEdits.isValue(""))
    for value in ["a\r\nb", "a\nb", " a", "a ", "\u{E4}", "a\u{0}"] { #expect(!FieldEdits.isValue(value)) }
  }
}
