import DaemonFixture
import RoostClient
import RoostModel
import RoostServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct AppRouteTests {
  let shop: AppName
  init() throws { shop = try AppName("shop") }

  @Test func statusAndLists() async throws {
    var operations = DaemonOperations.refusing
    let status = DaemonStatus(version: "1", pid: 2, home: "/h", gateway: "g", apps: 3, startedAt: 4)
    operations.status = { status }
    operations.apps.list = { [shop] in [Sample.app(shop), Sample.app(shop, .error)] }
    try await ScratchDaemon.with(operations) { daemon in
      let (told, apps) = try await daemon.client { (try await $0.status(), try await $0.apps()) }
      #expect(told == status)
      #expect(apps.map(\.state) == [.running, .error])
    }
  }

  @Test func eachVerbReachesItsOwnOperation() async throws {
    var operations = DaemonOperations.refusing
    operations.apps.detail = { Sample.detail($0) }
    operations.apps.start = { Sample.app($0, .starting) }
    operations.apps.stop = { Sample.app($0, .stopped) }
    operations.apps.restart = { Sample.app($0, .running) }
    operations.apps.remove = { (name) throws(Problem) in
      if name.text != "shop" { throw Problem(.appNotFound, "no app \(name)", hint: "roost app list") }
      return AppRemoval(removed: name, left: [Problem(.strategyUnavailable, "no engine", hint: "start it")])
    }
    try await ScratchDaemon.with(operations) { [shop] daemon in
      let other = try AppName("other")
      let detail = try await daemon.client { try await $0.app(shop) }
      #expect(detail == Sample.detail(shop))
      let changes = try await daemon.client {
        [try await $0.start(shop), try await $0.stop(shop), try await $0.restart(shop)]
      }
      #expect(changes == [Sample.app(shop, .starting), Sample.app(shop, .stopped), Sample.app(shop, .running)])
      let removal = try await daemon.client { try await $0.remove(shop) }
      #expect(removal.left == [Problem(.strategyUnavailable, "no engine", hint: "start it")])
      let problem = await #expect(throws: Problem.self) { try await daemon.client { try await $0.remove(other) } }
      #expect(problem == Problem(.appNotFound, "no app other", hint: "roost app list"))
    }
  }

  @Test func appsAreClosedAndOpened() async throws {
    let asked = Maintenance(message: "Back at noon.", allow: ["192.0.2.0/24"].compactMap { AddressRange($0) })
    var operations = DaemonOperations.refusing
    operations.apps.maintain = { (name, maintenance) in
      var app = Sample.app(name)
      app.maintenance = maintenance
      return app
    }
    try await ScratchDaemon.with(operations) { [shop] daemon in
      let closed = try await daemon.client { try await $0.maintain(shop, asked) }
      #expect(closed.maintenance == asked)
      #expect(try await daemon.client { try await $0.maintain(shop, nil) }.maintenance == nil)
    }
  }

  @Test(arguments: ProblemCode.allCases) func problemsArriveAsTheyWere(_ code: ProblemCode) async throws {
    var operations = DaemonOperations.refusing
    let sent = Problem(code, "it's \"broken\"", hint: "mend it", cause: "line 1\nline 2 \u{1B}[31m")
    operations.apps.list = { () throws(Problem) in throw sent }
    try await ScratchDaemon.with(operations) { daemon in
      let problem = await #expect(throws: Problem.self) { try await daemon.client { try await $0.apps() } }
      #expect(problem == sent)
    }
  }
}
