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

      /// The first answer that is no refusal of a wrong password; there are not many before it.
      func guessUntilItWaits() async throws -> (status: Int, text: String) {
        for attempt in 0..<10 {
          let answer = try await curl("POST", "sessions", #"{"name":"ada","password":"other\#(attempt)"}"#)
          if answer.status != 401 { return answer }
        }
        return try await curl("POST", "sessions", #"{"name":"ada","password":"last"}"#)
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

    /// Whoever could put a cookie into a browser before its owner logs in would know the session otherwise.
    @Test func aSessionThatSomebodyElseChoseIsWorthNothing() async throws {
      try await with { place in
        let ticket = try await place.roost.roost("claim", "--json").decoded(ClaimTicket.self)
        let claim = #"{"token":"\#(ticket.token)","name":"ada","password":"correct horse"}"#
        let chosen = "roost_session=\(String(repeating: "ab", count: 32))"
        let page = ["Cookie: \(chosen)", "Sec-Fetch-Site: same-origin", "Origin: \(place.url)"]
        for (path, body) in [("claim", claim), ("sessions", #"{"name":"ada","password":"correct horse"}"#)] {
          let login = try await place.curl("POST", path, body, page)
          let cookie = try #require(login.text.firstMatch(of: /(?i)set-cookie: (roost_session=[0-9a-f]{64});/), "\(login)")
          #expect(cookie.1 != chosen)
          #expect(try await place.curl("GET", "session", nil, page).status == 401)
        }
      }
    }

    @Test func bodiesThatAreNoneAreRefusedAndTheDaemonGoesOn() async throws {
      try await with { place in
        let token = try await place.roost.roost("token", "create", "ci", "--scope", "admin", "--json").decoded(NewToken.self)
          .token
        let bodies: [String] = [
          "", "{", "null", "[]", "[1,", "\"text\"", "{\"name\":1e999}", "{\"name\":\"\\ud800\"}", "\u{0}\u{1}",
          "{\"name\":\"x\",}",
          String(repeating: "[", count: 60_000), String(repeating: "{\"a\":", count: 10_000),
          "{\"name\":\"" + String(repeating: "x", count: 8 << 20) + "\"}",
        ]
        let directory = try place.roost.project("bodies", ["x": ""])
        for (number, body) in bodies.enumerated() {
          let file = "\(directory)/\(number)"
          try Data(body.utf8).write(to: URL(fileURLWithPath: file))
          for path in ["deployments", "tokens", "apps/shop/env", "environments"] {
            let fields = ["-H", "Authorization: Bearer \(token)", "-H", "Content-Type: application/json", "-H", "Expect:"]
            let answer = try await place.roost.curl(fields + ["--data-binary", "@\(file)", "\(place.url)/api/v1/\(path)"])
            #expect(
              [400, 404, 413].contains(answer.status), "\(path) \(body.prefix(40)): \(answer.status) \(answer.body.prefix(200))")
          }
        }
        #expect(try await place.curl("GET", "status", nil, ["Authorization: Bearer \(token)"]).status == 200)
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

    /// Starts a command, reads the secret it offers, answers with the code of now, and prints the rest.
    private static let typist = """
      import base64, hmac, json, struct, subprocess, sys, time
      run = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
      secret = json.loads(run.stdout.readline())["offer"]["secret"]
      mac = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time() / 30)), "sha1").digest()
      number = struct.unpack(">I", mac[mac[19] & 15:][:4])[0] & 0x7fffffff
      run.stdin.write("%06d\\n" % (number % 10 ** 6))
      run.stdin.close()
      print(run.stdout.read())
      sys.exit(run.wait())
      """

    @Test func aLoginTakesACodeWhereTheAccountHasASecondFactor() async throws {
      try await with { place in
        let ticket = try await place.roost.roost("claim", "--json").decoded(ClaimTicket.self)
        let claim = #"{"token":"\#(ticket.token)","name":"ada","password":"correct horse"}"#
        #expect(try await place.curl("POST", "claim", claim).status == 200)
        let command = ["python3", "-c", AccessTests.typist, RoostFixture.executable, "user", "totp", "on", "ada", "--json"]
        let on = try await TestProcess("/usr/bin/env", command, variables: ["ROOST_HOME": place.roost.home]).finish()
        #expect(on.status == 0, "\(on.output)\(on.errors)")
        let codes = on.output.matches(of: /[a-z2-7]{4}(?:-[a-z2-7]{4}){3}/).map { String($0.output) }
        try #require(codes.count == 8, "\(on.output)")
        func logIn(_ code: String?) async throws -> (status: Int, text: String) {
          let part = code.map { #","code":"\#($0)""# } ?? ""
          return try await place.curl("POST", "sessions", #"{"name":"ada","password":"correct horse"\#(part)}"#)
        }
        let without = try await logIn(nil)
        #expect(without.status == 401 && without.text.contains("access.code-needed") && !without.text.contains("et-Cookie"))
        #expect(try await logIn("000000").status == 401)
        #expect(try await logIn(codes[0]).status == 200)
        #expect(try await logIn(codes[0]).status == 401)
        let own = ["Sec-Fetch-Site: same-origin", "Origin: \(place.url)"]
        let first = try await place.page("/login", own, form: "name=ada&password=correct+horse")
        let step = try #require(first.text.firstMatch(of: /name="ticket" value="([0-9a-f]{64})"/))
        #expect(first.status == 200 && !first.text.contains("correct horse"))
        let second = try await place.page("/login", own, form: "ticket=\(step.1)&code=\(codes[1])")
        #expect(second.status == 303 && second.text.contains("roost_session="))
        #expect(try await place.roost.roost("user", "totp", "off", "ada").status == 0)
        #expect(try await logIn(nil).status == 200)
        let log = try await place.roost.roost("audit").output
        #expect(log.contains("access.manage account ada") && log.contains("access.code-needed"), "\(log)")
      }
    }

    /// What a browser was made to hold before its user logs in is not what it holds afterwards; guesses cost time, for the right
    /// password too, and for this name alone.
    @Test func aLoginMakesASessionOfItsOwnAndGuessesWait() async throws {
      try await with { place in
        let ticket = try await place.roost.roost("claim", "--json").decoded(ClaimTicket.self)
        let claim = #"{"token":"\#(ticket.token)","name":"ada","password":"correct horse"}"#
        #expect(try await place.curl("POST", "claim", claim).status == 200)
        let own = ["Sec-Fetch-Site: same-origin", "Origin: \(place.url)"]
        let planted = String(repeating: "a", count: 64)
        let form = "name=ada&password=correct+horse"
        let fixed = try await place.page("/login", own + ["Cookie: roost_session=\(planted)"], form: form)
        #expect(!fixed.text.contains("roost_session=\(planted)"))
        var cookies: Set<String> = []
        for _ in 0..<2 {
          let login = try await place.page("/login", own, form: form)
          let match = try #require(login.text.firstMatch(of: /(?i)set-cookie: roost_session=([0-9a-f]{64});/), "\(login.text)")
          cookies.insert(String(match.1))
        }
        #expect(cookies.count == 2 && !cookies.contains(planted))
        let page = own + ["Cookie: roost_session=\(planted)"]
        #expect(try await place.curl("GET", "session", nil, page).status == 401, "nobody's session was given that name")

        for attempt in 0..<5 {
          let body = #"{"name":"ada","password":"wrong\#(attempt)"}"#
          #expect(try await place.curl("POST", "sessions", body).status == 401)
        }
        let right = try await place.curl("POST", "sessions", #"{"name":"ada","password":"correct horse"}"#)
        // On a slow machine the first second may be over: then the next wrong one has to wait.
        let waits = right.status == 429 ? right : try await place.guessUntilItWaits()
        #expect(waits.status == 429 && waits.text.lowercased().contains("retry-after: "), "\(waits.text)")
        #expect(try await place.curl("POST", "sessions", #"{"name":"bob","password":"wrong"}"#).status == 401)
      }
    }

    /// A daemon of a home of its own, until `body` is over.
    private func withDaemon(
      _ words: [String], _ body: (_ home: String, _ daemon: TestProcess) async throws -> Void
    ) async throws {
      let home = FileManager.default.temporaryDirectory.appendingPathComponent("roost-own-\(UUID().uuidString)").path
      defer { try? FileManager.default.removeItem(atPath: home) }
      let serve = ["serve", "--home", home, "--gateway-port", "\(try FreePort.find())", "--gateway-host", "127.0.0.1"]
      let command =
        words.isEmpty
        ? [RoostFixture.executable] + serve : words + [([RoostFixture.executable] + serve).joined(separator: " "), "/dev/null"]
      let daemon = try TestProcess("/usr/bin/env", command, variables: ["ROOST_API_PORT": "\(try FreePort.find())"])
      try await cleaning {
        let status = try await TestProcess(RoostFixture.executable, ["status", "--home", home, "--json"]).finish().output
        if let pid = status.firstMatch(of: /"pid" : (\d+)/).flatMap({ Int32($0.1) }) {
          kill(pid, SIGTERM)
        } else {
          daemon.signal(SIGKILL)
        }
        _ = await daemon.finish()
      } after: {
        try await body(home, daemon)
      }
    }

    @Test func theRightToClaimIsShownToATerminalAlone() async throws {
      try await withDaemon([]) { _, daemon in
        try await eventually("the daemon says that it is nobody's") {
          daemon.errorsSoFar.contains("nobody has claimed this daemon")
        }
        #expect(!daemon.errorsSoFar.contains(/[0-9a-f]{64}/) && !daemon.outputSoFar.contains(/[0-9a-f]{64}/))
      }
      try await withDaemon(["script", "-qec"]) { _, daemon in
        try await eventually("the token is shown") {
          daemon.outputSoFar.contains("claim this daemon within 15 minutes") && daemon.outputSoFar.contains(/[0-9a-f]{64}/)
        }
      }
    }

    @Test func anAPIPortThatIsTakenIsSaidWithAWayOut() async throws {
      try await with { place in
        let port = try #require(place.url.split(separator: ":").last)
        let home = FileManager.default.temporaryDirectory.appendingPathComponent("roost-taken-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: home) }
        let words = ["serve", "--home", home, "--gateway-port", "\(try FreePort.find())", "--api-port", "\(port)"]
        let second = try await TestProcess(RoostFixture.executable, words).finish()
        #expect(second.status == 6 && second.errors.contains("the API's port \(port) is taken"), "\(second.errors)")
        #expect(second.errors.contains("--api-port 0"))
        #expect(try await place.curl("GET", "apps").status == 401, "the first one goes on")
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
