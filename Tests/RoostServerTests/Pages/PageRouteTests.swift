import DaemonFixture
import HTTPTypes
import Hummingbird
import RoostDashboard
import RoostModel
import Testing

@testable import RoostServer

@Suite("Pages behind the network's door") struct PageRouteTests {
  private static let admin = AccessActor(kind: .session, name: "ada", id: 1, scope: .admin)
  private static let cookie = ["cookie": "roost_session=x", "sec-fetch-site": "same-origin", "origin": "http://roost.test"]
  private static let form = cookie.merging(["content-type": "application/x-www-form-urlencoded"]) { $1 }

  private static let upload = cookie.merging(["content-type": "multipart/form-data; boundary=x"]) { $1 }

  /// As a page's own form of this route sends it.
  private static func fields(of entry: RouteEntry) -> [String: String] {
    if case .upload = entry.body { upload } else { form }
  }

  private static var table: [RouteEntry] {
    PageRouter.add(.refusing, runner: OperationRunner(), to: Router(context: APIContext.self)).entries
  }

  @Test("Nobody sees a page or sends a form without logging in, but to log in") func nobody() async throws {
    let router = AskedRouter(.nobody)
    let closed = Self.table.filter { $0.action != .sessionOpen }
    #expect(closed.count > 25)
    for entry in closed {
      let answer = try await router.askPage(entry, with: entry.changes ? Self.fields(of: entry) : ["sec-fetch-site": "none"])
      #expect(
        answer.status == 303 && answer.fields[.location]?.hasPrefix("/login") == true,
        "\(entry.method) \(entry.path): \(answer.text)")
    }
  }

  @Test("A scope that is too small has no effect", arguments: [AccessScope.read, .deploy]) func scopes(_ scope: AccessScope)
    async throws
  {
    let router = AskedRouter(AccessActor(kind: .token, name: "ci", id: 1, scope: scope))
    var refused = 0
    for entry in Self.table {
      guard case .scope(let least) = entry.action.requirement, least > scope else { continue }
      refused += 1
      let answer = try await router.askPage(entry, with: Self.fields(of: entry).merging(["authorization": "Bearer x"]) { $1 })
      #expect(
        answer.status == 403 && answer.text.contains("Not allowed") || answer.text.contains("needs the scope"), "\(entry.path)")
    }
    #expect(refused >= (scope == .read ? 20 : 7))
  }

  /// The other tests compare a page with what it says of itself.
  @Test(
    "A page asks for what the API asks for the same",
    arguments: [
      ("apps/:name", "apps/:name"), ("apps/:name/logs", "apps/:name/logs"), ("apps/:name/variables", "apps/:name/env"),
      ("apps/:name/settings", "apps/:name/source"), ("apps/:name/settings", "apps/:name/webhook"), ("runtimes", "runtimes"),
      ("environments", "environments"), ("events", "events"), ("settings/access", "tokens"),
    ]) func sameRights(page: String, route: String) throws
  {
    let shown = try #require(Self.table.first { $0.method == .get && $0.path == page })
    let told = try #require(AskedRouter(.nobody).entries.first { $0.method == .get && $0.path == route })
    #expect(shown.action == told.action)
  }

  @Test("A token of one app sees no page of another, nor of the machine") func otherApps() async throws {
    let actor = AccessActor(kind: .token, name: "ci", id: 1, scope: .admin, apps: [try AppName("mine")])
    let router = AskedRouter(actor)
    for entry in Self.table where entry.action != .sessionOpen && entry.action != .sessionOwn {
      let answer = try await router.askPage(entry, with: Self.fields(of: entry).merging(["authorization": "Bearer x"]) { $1 })
      #expect(answer.status == 403, "\(entry.method) \(entry.path): \(answer.status)")
    }
  }

  @Test(
    "A form of another site is refused, whatever it claims",
    arguments: [
      ["origin": "http://evil.test"], ["origin": "null"], ["origin": ""], ["sec-fetch-site": "cross-site"],
      ["sec-fetch-site": "same-site"],
      ["content-type": "text/plain"], ["content-type": "application/json"],
    ])
  func otherSites(change: [String: String]) async throws {
    let router = AskedRouter(Self.admin)
    for entry in Self.table where entry.changes {
      var fields = Self.fields(of: entry).merging(change) { $1 }
      if fields["origin"] == "" { fields["origin"] = nil }
      let answer = try await router.askPage(entry, with: fields)
      #expect(answer.status == 403 || answer.status == 400, "\(entry.path): \(answer.status)")
      #expect(
        answer.text.contains("does not come from a page") || answer.text.contains("not announced as a form"), "\(entry.path)")
    }
  }

  @Test("Every form that a page has leads to a route") func forms() throws {
    let routes = Set(Self.table.filter(\.changes).map(\.path))
    let app = try AppName("shop")
    let all: [Submission] =
      [
        .claim, .login, .logout, .theme, .deploy, .upload, .deployDraft(DraftID()), .discardDraft(DraftID()), .installRuntimes,
        .removeRuntimes, .upgradeRuntimes, .password, .createToken,
        .revokeToken, .endSession,
      ] + AppDeed.allCases.map { .app(app, $0) }
    for one in all {
      let path = String(one.path.dropFirst()).replacing("apps/shop", with: "apps/:name")
        .replacing(/drafts\/[0-9a-f]+/, with: "drafts/:id")
      #expect(routes.contains(path), "\(path)")
    }
    #expect(routes.count == all.count)
  }

  @Test("A page is HTML under a policy without exceptions, and is kept by nobody") func headers() async throws {
    var operations = DaemonOperations.refusing
    operations.events = { (_) throws(Problem) in
      AsyncStream { $0.finish() }
    }
    let answer = try await AskedRouter(Self.admin, operations).page("/events", with: Self.cookie)
    #expect(answer.status == 200 && answer.text.hasPrefix("<!doctype html>") && answer.text.contains("Nothing has happened yet"))
    #expect(answer.fields[.contentType] == "text/html; charset=utf-8")
    let policy = try #require(answer.fields[.contentSecurityPolicy])
    #expect(policy.contains("default-src 'self'") && policy.contains("form-action 'self'") && !policy.contains("unsafe"))
    #expect(answer.fields[.cacheControl] == "no-store")
  }

  @Test("A problem of a page is a page, of the API a document") func problems() async throws {
    let router = AskedRouter(Self.admin)
    let page = try await router.page("/events", with: Self.cookie)
    #expect(page.status == 501 && page.text.contains("not expected in this test") && page.text.contains("<h1>"))
    #expect(try await router.page("/nowhere", with: Self.cookie).status == 404)
    #expect(try await router.ask(.get, "events").code == "unsupported")
  }

  @Test("Files are for ever, and for everybody") func assets() async throws {
    for asset in Asset.all {
      let answer = try await AskedRouter(.nobody).page("\(Asset.directory)/\(asset.name)", with: [:])
      #expect(answer.status == 200 && answer.fields[.cacheControl]?.contains("immutable") == true)
      #expect(answer.fields[.contentType] == asset.mediaType)
    }
    #expect(try await AskedRouter(.nobody).page("/assets/x/other.css", with: [:]).status == 404)
  }

  @Test("A session that is over is taken from the browser, which is sent to log in") func staleSession() async throws {
    let fields = ["cookie": "roost_session=bad", "sec-fetch-site": "none"]
    let answer = try await AskedRouter(Self.admin).page("/apps/shop", with: fields)
    #expect(answer.status == 303 && answer.fields[.location] == "/login?next=%2Fapps%2Fshop")
    #expect(answer.fields[.setCookie]?.contains("roost_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0") == true)
  }

  @Test(
    "Logging in sets the cookie and leads back, but never elsewhere",
    arguments: [
      ("/apps/shop", "/apps/shop"), ("//evil.test", "/"), ("https://evil.test", "/"), ("/\\evil.test", "/"), ("", "/"),
    ])
  func login(next: String, expected: String) async throws {
    var operations = DaemonOperations.refusing
    let name = try AccessName("ada")
    operations.access.sessions.logIn = { (request, _) throws(Problem) in
      request.password == "right +&" ? .opened(NewSession(token: "t0ken", account: name, seconds: 60)) : .refused
    }
    let router = AskedRouter(.nobody, operations)
    let fields = [
      "sec-fetch-site": "same-origin", "origin": "http://roost.test", "content-type": "application/x-www-form-urlencoded",
    ]
    let body = "name=ada&password=right+%2B%26&next=\(PathSegment.encode(next))"
    let answer = try await router.page(.post, "/login", body, with: fields)
    #expect(answer.status == 303 && answer.fields[.location] == expected)
    #expect(answer.fields[.setCookie]?.hasPrefix("roost_session=t0ken; Path=/; HttpOnly; SameSite=Strict") == true)
    let wrong = try await router.page(.post, "/login", "name=ada&password=wrong", with: fields)
    #expect(wrong.status == 401 && wrong.fields[.setCookie] == nil && wrong.text.contains("is wrong"))
  }

  @Test("An app is removed only by who wrote its name") func confirmation() async throws {
    var operations = DaemonOperations.refusing
    operations.apps.remove = { (name) throws(Problem) in AppRemoval(removed: name) }
    let router = AskedRouter(Self.admin, operations)
    let refused = try await router.page(.post, "/apps/shop/remove", "confirm=shpo", with: Self.form)
    #expect(refused.status == 400 && refused.text.contains("was not written"))
    let done = try await router.page(.post, "/apps/shop/remove", "confirm=shop", with: Self.form)
    #expect(done.status == 303 && done.fields[.location] == "/apps")
  }
}
