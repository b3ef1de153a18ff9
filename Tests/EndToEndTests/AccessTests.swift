import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// The API over the network, in a home that nobody has claimed yet.
  @Suite("access") struct AccessTests {
    private struct Place {
      let roost: RoostFixture
      let url: String

      /// Status, header lines and body.
      func curl(_ method: String, _ path: String, _ body: String? = nil, _ fields: [String] = []) async throws
        -> (status: Int, text: String)
      {
        var arguments = ["-i", "-X", method]
        for field in fields { arguments += ["-H", field] }
        if let body { arguments += ["-H", "Content-Type: application/json", "-d", body] }
        let answer = try await roost.curl(arguments + ["\(url)/api/v1/\(path)"])
        return (answer.status, answer.body)
      }

      /// A page, or a form that is sent.
      func page(_ path: String, _ fields: [String], form: String? = nil) async throws -> (status: Int, text: String) {
        let body = form.map { ["-d", $0] } ?? []
        let answer = try await roost.curl(["-i"] + fields.flatMap { ["-H", $0] } + body + [url + path])
        return (answer.status, answer.body)
      }
    }

    private func with(_ body: (Place) async throws -> Void) async throws {
      let home = FileManager.default.temporaryDirectory.appendingPathComponent("roost-access-\(UUID().uuidString)").path
      defer { try? FileManager.default.removeItem(atPath: home) }
      let port = try FreePort.find()
      try await RoostFixture.with(home: home, variables: ["ROOST_API_PORT": "\(port)"]) { roost in
        try await body(Place(roost: roost, url: "http://localhost:\(port)"))
      }
    }

    @Test func aDaemonIsClaimedOnceAndItsOwnerLogsIn() async throws {
      try await with { place in
        #expect(try await place.curl("GET", "apps").status == 401)
        let ticket = try await place.roost.roost("claim", "--json").decoded(ClaimTicket.self)
        #expect(ticket.url == "\(place.url)/api/v1/claim")
        let claim = #"{"token":"\#(ticket.token)","name":"ada","password":"correct horse"}"#
        let claimed = try await place.curl("POST", "claim", claim)
        #expect(claimed.status == 200, "\(claimed.text)")
        #expect(try await place.curl("POST", "claim", claim).status == 409)
        #expect(try await place.roost.roost("claim").errors.contains("roost user add"))
        let login = try await place.curl("POST", "sessions", #"{"name":"ada","password":"correct horse"}"#)
        let cookie = try #require(
          login.text.firstMatch(of: /(?i)set-cookie: (roost_session=[0-9a-f]{64}); Path=\/; HttpOnly; SameSite=Strict/))
        let page = ["Cookie: \(cookie.1)", "Sec-Fetch-Site: same-origin", "Origin: \(place.url)"]
        #expect(try await place.curl("GET", "session", nil, page).text.contains(#""name":"ada""#))
        #expect(try await place.curl("GET", "session", nil, ["Cookie: \(cookie.1)"]).status == 403)
        let evil = ["Cookie: \(cookie.1)", "Sec-Fetch-Site: cross-site", "Origin: http://evil.test"]
        #expect(try await place.curl("POST", "tokens", #"{"name":"x","scope":"admin"}"#, evil).status == 403)
        #expect(try await place.curl("GET", "apps", nil, page + ["Host: evil.test"]).status == 403)
        #expect(try await place.curl("DELETE", "session", nil, page).status == 204)
        #expect(try await place.curl("GET", "session", nil, page).status == 401)
        let log = try await place.roost.roost("audit", "--json").output
        #expect(log.contains(#""action":"session.open""#) && log.contains(#""actor":"ada""#) && !log.contains("correct horse"))
      }
    }

    @Test func aBrowserIsLedFromTheClaimToTheOverview() async throws {
      try await with { place in
        let own = ["Sec-Fetch-Site: same-origin", "Origin: \(place.url)"]
        #expect(try await place.page("/", own).text.contains("ocation: /login"))
        #expect(try await place.page("/login", own).text.contains("ocation: /claim"))
        let ticket = try await place.roost.roost("claim", "--json").decoded(ClaimTicket.self)
        let claim = try await place.page("/claim?token=\(ticket.token)", own)
        #expect(
          claim.status == 200 && claim.text.contains("value=\"\(ticket.token)\"") && claim.text.contains("default-src 'self'"))
        let form = "token=\(ticket.token)&name=ada&password=correct+horse"
        #expect(try await place.page("/claim", ["Origin: http://evil.test"], form: form).status == 403)
        let claimed = try await place.page("/claim", own, form: form)
        let cookie = try #require(claimed.text.firstMatch(of: /(?i)set-cookie: (roost_session=[0-9a-f]{64});/))
        #expect(claimed.status == 303 && claimed.text.contains("ocation: /"))
        let page = own + ["Cookie: \(cookie.1)"]
        let overview = try await place.page("/", page)
        #expect(overview.status == 200 && overview.text.contains("No apps yet") && overview.text.contains(">ada</span>"))
        let style = try #require(overview.text.firstMatch(of: /href="(\/assets\/[^"]*\.css)"/))
        #expect(try await place.page(String(style.1), []).text.contains("immutable"))
        for path in [
          "/apps", "/runtimes", "/environments", "/events", "/settings", "/settings/access", "/settings/machine", "/deploy",
        ] {
          #expect(try await place.page(path, page).status == 200, "\(path)")
        }
        #expect(try await place.page("/apps/nothing", page).status == 404)
        #expect(try await place.page("/logout", page, form: "").status == 303)
        #expect(try await place.page("/", page).text.contains("ocation: /login"))
      }
    }

    @Test func aTokenMayDoWhatItSaysUntilItIsRevoked() async throws {
      try await with { place in
        let made = try await place.roost.roost("token", "create", "ci", "--scope", "deploy", "--app", "shop", "--json")
          .decoded(NewToken.self)
        let bearer = ["Authorization: Bearer \(made.token)"]
        #expect(try await place.curl("GET", "apps", nil, bearer).text.hasSuffix("[]"))
        let other = try await place.curl("GET", "apps/other", nil, bearer)
        #expect(other.status == 403 && other.text.contains("application/problem+json") && other.text.contains("access.denied"))
        #expect(try await place.curl("GET", "apps/shop", nil, bearer).status == 404)
        #expect(try await place.curl("GET", "tokens", nil, bearer).status == 403)
        let directory = #"{"directory":"/etc","name":"shop","installsRuntimes":false}"#
        #expect(try await place.curl("POST", "deployments", directory, bearer).text.contains("node.admin"))
        #expect(try await place.roost.roost("token", "list").output.contains("shop"))
        #expect(try await !place.roost.roost("token", "list").output.contains(made.token))
        try await place.roost.roost("token", "revoke", "ci")
        #expect(try await place.curl("GET", "apps", nil, bearer).status == 401)
        let log = try await place.roost.roost("audit").output
        #expect(log.contains("token ci") && log.contains("access.denied") && !log.contains(made.token))
      }
    }
  }
}
