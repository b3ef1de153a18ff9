import DaemonFixture
import HTTPTypes
import RoostModel
import Synchronization
import Testing

@testable import RoostServer

@Suite struct SessionRouteTests {
  private let json = ["content-type": "application/json"]
  private let login = #"{"name":"ada","password":"correct horse"}"#

  private func router(_ outcome: LoginOutcome, rules: DoorRules = DoorRules(hosts: ["roost.test"])) -> AskedRouter {
    var operations = DaemonOperations.refusing
    operations.access.sessions.logIn = { (_, _) throws(Problem) in outcome }
    return AskedRouter(.nobody, rules: rules, operations)
  }

  private func opened() throws -> LoginOutcome {
    .opened(NewSession(token: "s3cret", account: try AccessName("ada"), seconds: 60))
  }

  @Test func aSessionIsACookieThatScriptsDoNotSee() async throws {
    let router = router(try opened())
    let answer = try await router.ask(.post, "sessions", login, with: json)
    #expect(answer.status == 200 && !answer.text.contains("s3cret"))
    #expect(answer.fields[.setCookie] == "roost_session=s3cret; Path=/; HttpOnly; SameSite=Strict; Max-Age=60")
    var lines = router.lines.makeAsyncIterator()
    let line = await lines.next()
    #expect(line?.action == .sessionOpen && line?.actor == "ada" && line?.outcome == "accepted")
  }

  @Test func underTLSItIsOfThisHostAlone() async throws {
    let router = router(try opened(), rules: DoorRules(hosts: ["roost.test"], isBehindProxy: true))
    let answer = try await router.ask(.post, "sessions", login, with: json)
    #expect(
      answer.fields[.setCookie] == "__Host-roost_session=s3cret; Path=/; HttpOnly; SameSite=Strict; Max-Age=60; Secure")
  }

  @Test func aWrongPasswordIsWrittenDownAndKeepsNoSecret() async throws {
    let router = router(.refused)
    let answer = try await router.ask(.post, "sessions", login, with: json)
    #expect(answer.status == 401 && answer.fields[.setCookie] == nil)
    var lines = router.lines.makeAsyncIterator()
    let line = await lines.next()
    #expect(line?.outcome == "access.unauthenticated" && line?.actor == "ada")
    #expect(!"\(String(describing: line))".contains("correct horse"))
  }

  @Test func aCodeIsAskedForAndItsTicketStaysHere() async throws {
    let router = router(.codeNeeded(ticket: "t1cket"))
    let answer = try await router.ask(.post, "sessions", login, with: json)
    #expect(answer.status == 401 && answer.code == "access.code-needed" && answer.fields[.setCookie] == nil)
    #expect(!answer.text.contains("t1cket"))
    var lines = router.lines.makeAsyncIterator()
    #expect(await lines.next()?.outcome == "access.code-needed")
  }

  @Test func thePageAsksForTheCodeInASecondStep() async throws {
    var operations = DaemonOperations.refusing
    operations.access.sessions.logIn = { (request, _) throws(Problem) in
      request.code == nil ? .codeNeeded(ticket: "t1cket") : .refused
    }
    let session = try opened()
    operations.access.secondFactor.logIn = { (ticket, code, _) throws(Problem) in
      ticket == "t1cket" && code == "123456" ? session : .refused
    }
    let router = AskedRouter(.nobody, operations)
    let form = [
      "content-type": "application/x-www-form-urlencoded", "origin": "http://roost.test", "sec-fetch-site": "same-origin",
    ]
    let first = try await router.page(.post, "/login", "name=ada&password=correct+horse&next=%2Fapps", with: form)
    #expect(first.status == 200 && first.text.contains("one-time-code") && first.fields[.setCookie] == nil)
    #expect(first.text.contains("value=\"t1cket\"") && !first.text.contains("correct horse"))
    let wrong = try await router.page(.post, "/login", "ticket=t1cket&code=000000&next=%2Fapps", with: form)
    #expect(wrong.status == 401 && wrong.text.contains("value=\"t1cket\"") && wrong.fields[.setCookie] == nil)
    let right = try await router.page(.post, "/login", "ticket=t1cket&code=123456&next=%2Fapps", with: form)
    #expect(right.status == 303 && right.fields[.location] == "/apps")
    #expect(right.fields[.setCookie]?.hasPrefix("roost_session=s3cret;") == true)
  }

  @Test func whoGuessesIsToldHowLongToWait() async throws {
    let answer = try await router(.throttled(seconds: 16)).ask(.post, "sessions", login, with: json)
    #expect(answer.status == 429 && answer.fields[.retryAfter] == "16" && answer.code == "access.throttled")
  }

  /// A page of another site cannot log a browser in as somebody else.
  @Test func anotherPageLogsNobodyIn() async throws {
    let fields = json.merging(["origin": "http://evil.test", "sec-fetch-site": "cross-site"]) { $1 }
    let answer = try await router(try opened()).ask(.post, "sessions", login, with: fields)
    #expect(answer.status == 403 && answer.fields[.setCookie] == nil)
  }
}
