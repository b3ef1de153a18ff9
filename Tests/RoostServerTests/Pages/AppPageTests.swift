import DaemonFixture
import RoostModel
import Testing

@testable import RoostServer

@Suite("An app's page") struct AppPageTests {
  private static func router(on target: String) throws -> AskedRouter {
    let target = try #require(StrategyTarget(target))
    var operations = DaemonOperations.refusing
    operations.apps.detail = { (name) throws(Problem) in
      var detail = Sample.detail(name)
      detail.summary.state = .sleeping
      detail.summary.sleep = SleepStatus(depth: .frozen, since: 1)
      detail.plan?.target = target
      return detail
    }
    operations.metrics.metrics = { (name, range) throws(Problem) in
      AppMetrics(app: name, range: range, until: 10_000, points: [], usage: nil)
    }
    operations.limits.limits = { (name) throws(Problem) in AppLimitsReport(app: name, limits: []) }
    operations.apps.logs = { (_) throws(Problem) in
      AsyncThrowingStream { lines in
        lines.yield(Sample.line(1, "what it wrote\n"))
        lines.finish()
      }
    }
    return AskedRouter(AccessActor(kind: .token, name: "t", id: 1, scope: .read), operations)
  }

  /// Reading what is on another host lets the app go on there.
  @Test("Looking at one that is frozen on another host asks for none of its output") func asleepElsewhere() async throws {
    let bearer = ["authorization": "Bearer x"]
    let here = try await Self.router(on: "sandbox").page("/apps/shop", with: bearer)
    #expect(here.status == 200 && here.text.contains("what it wrote"))
    let elsewhere = try await Self.router(on: "ssh://deploy@far").page("/apps/shop", with: bearer)
    #expect(elsewhere.status == 200 && !elsewhere.text.contains("what it wrote"))
    #expect(elsewhere.text.contains("Asleep on its host"))
  }
}
