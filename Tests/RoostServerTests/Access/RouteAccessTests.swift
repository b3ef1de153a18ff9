import DaemonFixture
import HTTPTypes
import Hummingbird
import RoostModel
import Testing

@testable import RoostServer

@Suite struct RouteAccessTests {
  private static let admin = AccessActor(kind: .token, name: "all", id: 1, scope: .admin)

  @Test func everyRouteSaysWhatItsCallerMustBeAllowed() {
    let (router, table) = APIRouter.compose(.refusing, runner: OperationRunner())
    var known = Set(table.entries.map { "\($0.method) /api/v1\(RouteAccessTests.braced($0.path))" })
    #expect(table.entries.count == known.count && known.count > 80)
    // Those are the same routes, through the same gate.
    known.formUnion(table.entries.filter(\.answersHead).map { "HEAD /api/v1\(RouteAccessTests.braced($0.path))" })
    let offered = Set(router.routes.map { "\($0.method) \(RouteAccessTests.braced("\($0.path)"))" })
    #expect(offered == known)
  }

  /// `/apps/{name}` of `apps/:name`.
  private static func braced(_ path: String) -> String {
    path.split(separator: "/").map { $0.hasPrefix(":") ? "/{\($0.dropFirst())}" : "/\($0)" }.joined()
  }

  /// Nothing that names an app in its path may forget it.
  @Test func aRouteBelowAnAppIsAboutThatApp() {
    for entry in APIRouter.compose(.refusing, runner: OperationRunner()).table.entries where entry.path.hasPrefix("apps/:name") {
      #expect(entry.subject == .appInPath, "\(entry.path)")
    }
  }

  @Test func nobodyGetsIn() async throws {
    let router = AskedRouter(.nobody)
    for entry in router.entries where entry.action != .sessionOpen {
      let answer = try await router.ask(entry)
      #expect(answer.status == 401 && answer.code == "access.unauthenticated", "\(entry.method) \(entry.path): \(answer.text)")
      #expect(answer.fields[.wwwAuthenticate] == "Bearer")
    }
  }

  /// Neither what there is nor that there is none of it.
  @Test func aHeadIsAllowedWhatItsGetIs() async throws {
    let reader = AccessActor(kind: .token, name: "ci", id: 1, scope: .read, apps: [try AppName("mine")])
    for actor in [.nobody, reader, RouteAccessTests.admin] {
      let router = AskedRouter(actor)
      for entry in router.entries where entry.method == .get {
        let head = try await router.ask(entry, method: .head)
        let answer = try await router.ask(entry)
        #expect(
          head.text.isEmpty && head.status == (entry.answersHead ? answer.status : 405), "\(entry.path): \(head), not \(answer)")
      }
    }
  }

  /// The operations behind all routes answer 501 `unsupported`: 403 proves that none was called.
  @Test(arguments: [AccessScope.read, .deploy]) func aScopeThatIsTooSmallHasNoEffect(_ scope: AccessScope) async throws {
    let router = AskedRouter(AccessActor(kind: .token, name: "ci", id: 1, scope: scope))
    var refused = 0
    for entry in router.entries {
      guard case .scope(let least) = entry.action.requirement, least > scope else { continue }
      refused += 1
      let answer = try await router.ask(entry)
      #expect(answer.status == 403 && answer.code == "access.denied", "\(entry.method) \(entry.path): \(answer.text)")
    }
    #expect(refused > 20)
  }

  /// In the path or in the body; and the same words whether there is such an app or not.
  @Test func aTokenOfOneAppReachesNoOther() async throws {
    let actor = AccessActor(kind: .token, name: "ci", id: 1, scope: .admin, apps: [try AppName("mine")])
    let router = AskedRouter(actor)
    for entry in router.entries where entry.subject != .visible && entry.action != .sessionOpen && entry.action != .sessionOwn {
      let answer = try await router.ask(entry)
      #expect(answer.status == 403 && answer.code == "access.denied", "\(entry.method) \(entry.path): \(answer.text)")
    }
  }

  /// Proof that the requests above are ones that would have come through.
  @Test func whoMayReachesWhatIsBehind() async throws {
    let router = AskedRouter(RouteAccessTests.admin)
    // A claim token is made on the machine alone.
    #expect(try await router.ask(.post, "claims").code == "access.denied")
    #expect(try await AskedRouter(.local).ask(.post, "claims").code == "unsupported")
    for entry in router.entries where entry.path != "claims" {
      let answer = try await router.ask(entry)
      #expect(![401, 403].contains(answer.status), "\(entry.method) \(entry.path): \(answer.text)")
      if entry.subject == .named {
        #expect(answer.status == 200 || answer.code == "unsupported", "\(entry.path): \(answer.text)")
      }
    }
    let mine = AskedRouter(AccessActor(kind: .token, name: "ci", id: 1, scope: .admin, apps: [try AppName("mine")]))
    // The body of these tests is a directory, to this one.
    let named = mine.entries.filter { $0.path != "apps/:name/source" }
    for entry in named where entry.subject == .named || entry.subject == .appInPath {
      let answer = try await mine.ask(entry, app: "mine")
      #expect(![401, 403].contains(answer.status), "\(entry.method) \(entry.path): \(answer.text)")
    }
  }

  @Test func filesOfThisMachineAreForAdministrators() async throws {
    let router = AskedRouter(AccessActor(kind: .token, name: "ci", id: 1, scope: .deploy))
    for body in [
      #"{"name":"shop","directory":"/etc","installsRuntimes":false}"#,
      #"{"name":"shop","directory":"","installsRuntimes":false,"source":{"directory":"/etc"}}"#,
      #"{"name":"shop","directory":"","installsRuntimes":false,"source":{"archive":{"path":"/root/a.zip"}}}"#,
      #"{"name":"shop","directory":"","installsRuntimes":false,"source":{"git":{"url":"FILE:///root/x.git"}}}"#,
    ] {
      let answer = try await router.ask(.post, "deployments", body, with: json)
      #expect(answer.code == "access.denied", "\(body): \(answer.text)")
    }
    let source = try await router.ask(.put, "apps/shop/source", #"{"directory":"/etc"}"#, with: json)
    #expect(source.code == "access.denied")
    let git = #"{"name":"shop","directory":"","installsRuntimes":false,"source":{"git":{"url":"https://example.com/a.git"}}}"#
    #expect(try await router.ask(.post, "deployments", git, with: json).status == 200)
  }

  /// What it is about is found out later: a token for some apps has to say it.
  @Test func aDeploymentWithoutANameIsNotForATokenOfOneApp() async throws {
    let router = AskedRouter(AccessActor(kind: .token, name: "ci", id: 1, scope: .deploy, apps: [try AppName("mine")]))
    let source = #""source":{"url":{"url":"https://example.com/other.zip"}}"#
    for name in ["", #""name":null,"#, #""name":"other","#] {
      let body = "{\(name)\"directory\":\"\",\"installsRuntimes\":false,\(source)}"
      let answer = try await router.ask(.post, "deployments", body, with: json)
      #expect(answer.code == "access.denied", "\(body): \(answer.text)")
    }
    let own = "{\"name\":\"mine\",\"directory\":\"\",\"installsRuntimes\":false,\(source)}"
    #expect(try await router.ask(.post, "deployments", own, with: json).status == 200)
  }

  /// Names reach headers and redirects: none of them may end a line.
  @Test(arguments: ["shop%0d%0aSet-Cookie:x=1", "shop%0aX:y", "shop%00", "%0d%0a%0d%0a<script>", "..%2fother"])
  func aNameEndsNoLineOfAnAnswer(_ name: String) async throws {
    let router = AskedRouter(RouteAccessTests.admin)
    let session = ["cookie": "roost_session=x", "sec-fetch-site": "same-origin", "origin": "http://roost.test"]
    for answer in [
      try await router.ask(.get, "apps/\(name)"), try await router.page("/apps/\(name)", with: session),
      try await AskedRouter(.nobody).page("/apps/\(name)", with: [:]),
    ] {
      #expect(answer.status >= 300, "\(answer.text)")
      for field in answer.fields {
        #expect(!field.value.utf8.contains { $0 == 13 || $0 == 10 || $0 == 0 }, "\(field)")
        #expect(field.name != .setCookie || !field.value.hasPrefix("x="))
      }
      let isPage = answer.fields[.contentType]?.hasPrefix("text/html") == true
      #expect(!isPage || !answer.text.contains("<script>"))
    }
  }

  /// What variables are set to is for those who may change them; hashes of visitors' passwords are for nobody.
  @Test func aPlanTellsReadersNoValues() async throws {
    var operations = DaemonOperations.refusing
    operations.apps.detail = { (name) throws(Problem) in
      var detail = Sample.detail(name)
      detail.plan?.variables = ["API_KEY": "tell-nobody"]
      let hash = PasswordHash("$y$j9T$GbdZRCW0wqq0oki/vFPc/0$ggao7VjfXA5d5PT/4WjPAtaTNS3qmL/OIMlC3/WRFQ9")
      detail.plan?.route = RouteSettings()
      detail.plan?.route?.auth = BasicAuth(realm: "x", users: ["ada": hash].compactMapValues { $0 })
      return detail
    }
    for (scope, seesValues) in [(AccessScope.read, false), (.deploy, true), (.admin, true)] {
      let actor = AccessActor(kind: .token, name: "ci", id: 1, scope: scope)
      let text = try await AskedRouter(actor, operations).ask(.get, "apps/shop").text
      #expect(text.contains("API_KEY") && text.contains("ada"))
      #expect(text.contains("tell-nobody") == seesValues, "\(scope)")
      #expect(!text.contains("ggao7VjfXA5d5PT"))
    }
  }

  /// Who deploys does not choose the machines.
  @Test func otherHostsAreForAdministrators() async throws {
    for (scope, mayMove) in [(AccessScope.deploy, nil), (.admin, true)] {
      let (asked, ask) = AsyncStream<Bool?>.makeStream()
      var operations = DaemonOperations.refusing
      operations.apps.deploy = { (request, _) throws(Problem) in
        ask.yield(request.mayMove)
        throw DaemonOperations.refusal
      }
      let router = AskedRouter(AccessActor(kind: .token, name: "ci", id: 1, scope: scope), operations)
      let url = #"{"name":"shop","directory":"","installsRuntimes":false,"source":{"url":{"url":"https://example.com/a.zip"}}}"#
      #expect(try await router.ask(.post, "deployments", url, with: json).status == 200)
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await router.runner.run() }
        var answers = asked.makeAsyncIterator()
        #expect(await answers.next() == .some(mayMove))
        group.cancelAll()
      }
    }
  }

  private let json = ["authorization": "Bearer x", "content-type": "application/json"]

  @Test func listsHoldWhatTheirReaderMaySee() async throws {
    var operations = DaemonOperations.refusing
    operations.apps.list = { () throws(Problem) in [Sample.app(try AppName("mine")), Sample.app(try AppName("other"))] }
    let seen = try await AskedRouter(RouteAccessTests.admin, operations).ask(.get, "apps").text
    #expect(seen.contains("mine") && seen.contains("other"))
    let actor = AccessActor(kind: .token, name: "ci", id: 1, scope: .read, apps: [try AppName("mine")])
    let text = try await AskedRouter(actor, operations).ask(.get, "apps").text
    #expect(text.contains("mine") && !text.contains("other"))
  }

  @Test func eventsAreOfAppsTheirReaderMaySee() throws {
    let actor = AccessActor(kind: .token, name: "ci", id: 1, scope: .read, apps: [try AppName("mine")])
    func event(_ kind: ServerEvent.Kind, _ subject: String) -> ServerEvent {
      ServerEvent(id: 1, at: 0, kind: kind, subject: subject, text: "")
    }
    #expect(actor.sees(event(.appState, "mine")) && actor.sees(event(.appLimit, "mine")))
    #expect(!actor.sees(event(.appState, "other")) && !actor.sees(event(.runtimeInstalled, "mine")))
    #expect(RouteAccessTests.admin.sees(event(.runtimeInstalled, "nodejs")))
  }

  @Test func whatChangesIsWrittenDownWithItsOutcome() async throws {
    let router = AskedRouter(RouteAccessTests.admin)
    _ = try await router.ask(.post, "apps/shop/stop")
    _ = try await router.ask(.get, "apps/shop")
    _ = try await router.ask(.post, "rollbacks", #"{"app":"shop"}"#, with: json)
    var lines = router.lines.makeAsyncIterator()
    let first = await lines.next()
    #expect(first?.action == .appsControl && first?.resource == "shop" && first?.outcome == "unsupported")
    #expect(first?.request == "POST /api/v1/apps/shop/stop" && first?.actor == "all" && first?.kind == .token)
    let second = await lines.next()
    #expect(second?.action == .appsDeploy && second?.resource == "shop" && second?.outcome == "accepted")
    // What leaves the machine, and what a token may.
    _ = try await router.ask(.get, "apps/shop/export")
    _ = try await router.ask(.post, "tokens", #"{"name":"ci","scope":"deploy","apps":["shop"]}"#, with: json)
    let third = await lines.next()
    #expect(third?.action == .appsTransfer && third?.resource == "shop")
    #expect(await lines.next()?.resource == "token:ci")
  }

  @Test func theLogSaysWhichAccountTokenOrSessionItIsAbout() async throws {
    let router = AskedRouter(RouteAccessTests.admin)
    _ = try await router.ask(.delete, "tokens/ci")
    _ = try await router.ask(.post, "tokens", #"{"name":"new","scope":"read"}"#, with: json)
    _ = try await router.ask(.put, "accounts/ada", #"{"password":"correct horse"}"#, with: json)
    _ = try await router.ask(.delete, "accounts/bob/totp")
    _ = try await router.ask(.delete, "sessions/17")
    var lines = router.lines.makeAsyncIterator()
    var about: [String] = []
    while about.count < 5, let line = await lines.next() { about.append(line.resource) }
    #expect(about == ["token:ci", "token:new", "account:ada", "account:bob", "session:17"])
  }

  @Test func whoIsKeptFromSomethingIsWrittenDown() async throws {
    let router = AskedRouter(AccessActor(kind: .token, name: "ci", id: 1, scope: .read))
    _ = try await router.ask(.delete, "apps/shop")
    var lines = router.lines.makeAsyncIterator()
    #expect(await lines.next()?.outcome == "access.denied")
  }

  @Test func problemsAreThoseOfRFC9457() async throws {
    let answer = try await AskedRouter(.nobody).ask(.get, "apps")
    #expect(answer.fields[.contentType] == "application/problem+json")
    for part in [
      #""type":"urn:roost:problem:access.unauthenticated""#, #""status":401"#, #""title":"Not logged in""#,
      #""detail":"this needs"#,
      #""code":"access.unauthenticated""#, #""hint":""#,
    ] { #expect(answer.text.contains(part), "\(part) in \(answer.text)") }
  }
}
