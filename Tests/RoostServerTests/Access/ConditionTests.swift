import DaemonFixture
import HTTPTypes
import RoostModel
import Testing

@testable import RoostServer

@Suite struct ConditionTests {
  private static let admin = AccessActor(kind: .token, name: "all", id: 1, scope: .admin)

  private func asking(_ name: String, _ value: String) -> [String: String] {
    ["authorization": "Bearer x", "content-type": "application/json", name: value]
  }

  @Test(arguments: ["apps", "apps/shop"]) func whatAClientHasIsNotSentAgain(_ path: String) async throws {
    var operations = DaemonOperations.refusing
    operations.apps.list = { () throws(Problem) in [Sample.app(try AppName("shop"))] }
    operations.apps.detail = { (name) throws(Problem) in Sample.detail(name) }
    let router = AskedRouter(ConditionTests.admin, operations)
    let first = try await router.ask(.get, path)
    let tag = try #require(first.fields[.eTag])
    #expect(first.status == 200 && tag.hasPrefix("\"") && tag.count > 20)
    for field in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
      let again = try await router.ask(.get, path, with: asking("if-none-match", field))
      #expect(again.status == 304 && again.text.isEmpty && again.fields[.eTag] == tag, "\(field)")
    }
    let other = try await router.ask(.get, path, with: asking("if-none-match", "\"x\""))
    #expect(other.status == 200 && other.text == first.text)
  }

  @Test func aListThatChangesIsEncodedAnew() async throws {
    let states = CountedCalls()
    var operations = DaemonOperations.refusing
    operations.apps.list = { () throws(Problem) in
      [Sample.app(try AppName("shop"), states.next() == 3 ? .stopped : .running)]
    }
    let router = AskedRouter(ConditionTests.admin, operations)
    let answers = [
      try await router.ask(.get, "apps"), try await router.ask(.get, "apps"), try await router.ask(.get, "apps"),
    ]
    #expect(answers[0].text == answers[1].text && answers[0].fields[.eTag] == answers[1].fields[.eTag])
    #expect(answers[2].text.contains("stopped") && answers[2].fields[.eTag] != answers[0].fields[.eTag])
  }

  @Test func aChangeOfVariablesThatAreNotTheSameAnyMoreIsRefused() async throws {
    var operations = DaemonOperations.refusing
    operations.variables.list = { (_) throws(Problem) in VariableList(version: 4, runningVersion: nil, variables: []) }
    let router = AskedRouter(ConditionTests.admin, operations)
    let change = #"{"set":[],"unset":[],"restarts":true}"#
    let tag = try #require(try await router.ask(.get, "apps/shop/env").fields[.eTag])
    #expect(try await router.ask(.post, "apps/shop/env", change, with: asking("if-match", tag)).status == 200)
    let late = try await router.ask(.post, "apps/shop/env", change, with: asking("if-match", "\"older\""))
    #expect(late.status == 412 && late.code == "precondition.failed")
  }

  @Test func longListsComeInParts() async throws {
    var operations = DaemonOperations.refusing
    operations.releases.list = { (_) throws(Problem) in
      (1...5).reversed().map { ReleaseSummary(number: $0, state: .retired, createdAt: 0, problem: nil) }
    }
    let router = AskedRouter(ConditionTests.admin, operations)
    let link = HTTPField.Name("Link")!
    let first = try await router.ask(.get, "apps/shop/releases?limit=2")
    #expect(first.text.matches(of: /"number":(\d)/).map { String($0.1) } == ["5", "4"])
    #expect(first.fields[link] == #"</api/v1/apps/shop/releases?limit=2&before=4>; rel="next""#)
    let last = try await router.ask(.get, "apps/shop/releases?limit=2&before=2")
    #expect(last.text.matches(of: /"number":(\d)/).map { String($0.1) } == ["1"] && last.fields[link] == nil)
    let all = try await router.ask(.get, "apps/shop/releases")
    #expect(all.text.matches(of: /"number":/).count == 5 && all.fields[link] == nil)
    #expect(try await router.ask(.get, "apps/shop/releases?limit=0").status == 400)
  }
}
