import HTTPTypes
import Hummingbird
import RoostModel
import Testing

@testable import RoostServer

/// Requests that pages of other sites, and names of theirs that lead here, would make a browser send.
@Suite struct DoorTests {
  private let session = AccessActor(kind: .session, name: "ada", id: 7, scope: .admin)
  private let own = ["cookie": "roost_session=x", "sec-fetch-site": "same-origin", "origin": "http://roost.test"]

  private func ask(
    _ fields: [String: String], _ method: HTTPRequest.Method = .post, host: String = "roost.test", body: String? = nil,
    rules: DoorRules = DoorRules(hosts: ["roost.test"])
  ) async throws -> AskedRouter.Answer {
    try await AskedRouter(session, rules: rules).ask(
      method, method == .get ? "session" : "apps/shop/stop", body, host: host, with: fields)
  }

  @Test func aPageOfOnesOwnComesIn() async throws {
    #expect(try await ask(own).code == "unsupported")
    #expect(try await ask(["cookie": "roost_session=x", "sec-fetch-site": "none"], .get).status == 200)
    #expect(try await ask(["cookie": "a=1; roost_session=x; b=2", "sec-fetch-site": "same-origin"], .get).status == 200)
  }

  @Test(arguments: ["evil.test", "", "roost.test.evil.test", "127.0.0.1", "localhost", "[::1]", "roost.test:80:80"])
  func anotherNameIsRefused(_ host: String) async throws {
    let answer = try await ask(["authorization": "Bearer x"], .get, host: host)
    #expect(answer.status == 403 && answer.text.contains("api.hosts"), "\(answer.text)")
  }

  @Test(arguments: [
    ["origin": "http://evil.test"], ["origin": "https://roost.test"], ["origin": "http://roost.test:8080"], ["origin": "null"],
    ["sec-fetch-site": "cross-site"], ["sec-fetch-site": "same-site"], ["sec-fetch-site": "none"], ["sec-fetch-site": ""],
  ])
  func anotherPageIsRefused(_ field: [String: String]) async throws {
    #expect(try await ask(own.merging(field) { $1 }).code == "access.denied")
    if field["sec-fetch-site"] != "none" {
      let bearer = ["authorization": "Bearer x"].merging(field) { $1 }
      #expect(try await ask(bearer).code == "access.denied", "a token is no reason to be let in by another page")
    }
  }

  @Test(arguments: ["origin", "sec-fetch-site"]) func aCookieAloneIsNotEnough(_ missing: String) async throws {
    #expect(try await ask(own.filter { $0.key != missing }).code == "access.denied")
  }

  @Test func twoCookiesOfOneNameAreNone() async throws {
    let answer = try await ask(["cookie": "roost_session=x; roost_session=y", "sec-fetch-site": "same-origin"], .get)
    #expect(answer.status == 401)
  }

  /// Who is about to get a right one.
  @Test func aSessionThatIsOverKeepsNobodyFromLoggingIn() async throws {
    let router = AskedRouter(.nobody)
    let fields = own.merging(["cookie": "roost_session=bad", "content-type": "application/json"]) { $1 }
    let answer = try await router.ask(.post, "sessions", #"{"name":"ada","password":"x"}"#, with: fields)
    #expect(answer.code == "unsupported", "\(answer.text)")
  }

  @Test func aWrongTokenIsNotTheSameAsNone() async throws {
    let fields = own.merging(["authorization": "Bearer bad"]) { $1 }
    #expect(try await ask(fields).status == 401)
    #expect(try await ask(own.merging(["authorization": "Basic YTpi"]) { $1 }).status == 401)
  }

  @Test(arguments: [
    "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain; a=application/json",
  ])
  func aFormIsNoBody(_ form: String) async throws {
    let fields = own.merging(["content-type": form]) { $1 }
    let answer = try await AskedRouter(session).ask(.post, "tokens", #"{"name":"x","scope":"admin"}"#, with: fields)
    #expect(answer.status == 400 && answer.text.contains("Content-Type"), "\(answer.text)")
    let upload = try await AskedRouter(session).ask(.post, "uploads", "x", with: fields)
    #expect(upload.status == 400)
  }

  @Test func nothingIsSharedWithOtherOrigins() async throws {
    let fields = ["origin": "http://evil.test", "access-control-request-method": "POST"]
    let answer = try await AskedRouter(session).ask(.options, "apps", with: fields)
    #expect(answer.status >= 400)
    #expect(!answer.fields.contains { $0.name.canonicalName.hasPrefix("access-control") })
  }

  @Test func answersSayWhatBrowsersMustNotDo() async throws {
    for answer in [try await ask(own), try await ask(own, .get), try await ask([:], host: "evil.test")] {
      func field(_ name: String) -> String? { HTTPField.Name(name).flatMap { answer.fields[$0] } }
      #expect(
        field("content-security-policy") == "default-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
      #expect(field("x-content-type-options") == "nosniff" && field("referrer-policy") == "same-origin")
      #expect(field("cache-control") == "no-store")
    }
  }

  @Test func behindAProxyCookiesAreThoseOfTLS() async throws {
    let rules = DoorRules(hosts: ["roost.test"], isBehindProxy: true)
    let secure = ["cookie": "__Host-roost_session=x", "sec-fetch-site": "same-origin", "origin": "https://roost.test"]
    #expect(try await ask(secure, rules: rules).code == "unsupported")
    #expect(try await ask(own.merging(["origin": "https://roost.test"]) { $1 }, rules: rules).status == 401)
    #expect(try await ask(own, rules: rules).code == "access.denied")
  }

  @Test func theProxySaysWhoAskedAndNobodyElse() {
    let head = HTTPRequest(
      method: .get, scheme: "http", authority: "roost.test", path: "/",
      headerFields: HTTPFields([HTTPField(name: HTTPField.Name("x-forwarded-for") ?? .from, value: "203.0.113.9, 192.0.2.7")]))
    let request = Request(head: head, body: RequestBody(buffer: .init()))
    #expect(Knock(request, peer: "127.0.0.1", DoorRules(isBehindProxy: true)).client == "192.0.2.7")
    #expect(Knock(request, peer: "127.0.0.1", DoorRules()).client == "127.0.0.1")
  }

  @Test func loopbackNamesAreForLoopback() throws {
    func knock(_ host: String, _ peer: String) -> Knock {
      let head = HTTPRequest(method: .get, scheme: "http", authority: host, path: "/")
      return Knock(Request(head: head, body: RequestBody(buffer: .init())), peer: peer, DoorRules())
    }
    for host in ["localhost:7070", "LOCALHOST", "127.0.0.1:7070", "[::1]:7070"] {
      #expect(try DoorRules().admit(knock(host, "127.0.0.1")) == false)
      #expect(try DoorRules().admit(knock(host, "::1")) == false)
      #expect(throws: Problem.self) { try DoorRules().admit(knock(host, "192.0.2.7")) }
    }
  }
}
