import Foundation
import Logging
import RoostCatalog
import RoostEnvironments
import RoostGateway
import RoostInstaller
import RoostModel
import RoostStore
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostApps

/// An app whose files the gateway serves, with a worker and a schedule beside: everything is real but the environments.
struct AppScene {
  let home: FilePath
  let paths: AppPaths
  let moments: Moments
  let strategy: StillStrategy
  let services: AppServices
  let supervisor: AppSupervisor
  let tally: JobTally

  /// Its threads stay for all tests.
  private static let gateway = Gateway(GatewayConfiguration(host: "127.0.0.1", port: 0), logger: logger)
  private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  static func with(
    canPause: Bool = true, _ change: (inout Plan) -> Void = { _ in }, _ body: @Sendable (AppScene) async throws -> Void
  ) async throws {
    let home = FilePath("/tmp/roost-scene-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(atPath: home.string, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: home.string) }
    let scene = try await make(home, canPause: canPause, change)
    let (jobs, tally) = (scene.services.jobs, scene.tally)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        await withDiscardingTaskGroup { group in
          for await job in jobs.jobs {
            tally.take()
            group.addTask {
              await job()
              tally.end()
            }
          }
          group.cancelAll()
        }
      }
      let outcome: Result<Void, any Error>
      do { outcome = .success(try await body(scene)) } catch { outcome = .failure(error) }
      jobs.finish()
      for environment in scene.strategy.environments { environment.process?.end() }
      group.cancelAll()
      try outcome.get()
    }
  }

  private static func make(_ home: FilePath, canPause: Bool, _ change: (inout Plan) -> Void) async throws -> AppScene {
    let (moments, catalogue) = (Moments(), Catalogue([]))
    let strategy = StillStrategy(moments, canPause: canPause)
    let installer = Installer(home: home, catalogue: catalogue, logger: logger) { _ throws(Problem) in
      throw Problem(.unsupported, "nothing is installed here", hint: "none")
    }
    var configuration = AppsConfiguration(home: home, gatewayPort: 0)
    configuration.stopGrace = .seconds(5)
    configuration.keptReleases = 0
    let services = AppServices(
      store: try Store.inMemory(), strategy: strategy, gateway: gateway, installer: installer, catalogue: catalogue,
      configuration: configuration, logger: logger, now: { Date().timeIntervalSince1970 })
    try await services.backupSpool.open()
    let name = try AppName("scene-\(UUID().uuidString.prefix(8).lowercased())")
    let app = try await services.store.appOrNew(named: name, now: 1)
    try await AppDirectories.make(services.paths(of: app), user: app.user)
    for number in 1...2 { try await release(number, of: app, services, change) }
    let paths = services.paths(of: app)
    let record = try #require(try await services.store.app(named: name))
    return AppScene(
      home: home, paths: paths, moments: moments, strategy: strategy, services: services,
      supervisor: AppSupervisor(services: services, app: record), tally: JobTally())
  }

  /// The last one is live.
  private static func release(_ number: Int, of app: AppRecord, _ services: AppServices, _ change: (inout Plan) -> Void)
    async throws
  {
    var release = try await services.store.newRelease(of: app.id, now: 1)
    let paths = services.paths(of: app).release(release.number)
    try await AppDirectories.make(paths.project)
    try await AppDirectories.write(Array("release \(number)".utf8), to: paths.project.appending("index.html"))
    var plan = Plan(type: .static, score: 1, evidence: [], start: .files(directory: ".", singlePage: false))
    plan.otherProcesses = ["worker": "run worker"]
    plan.schedules = [ScheduledCommand(name: "nightly", cron: try CronSchedule("* * * * *"), command: "run nightly")]
    change(&plan)
    release.plan = plan
    release.appLayers = [paths.source.string]
    try await services.store.makeLive(release, run: nil)
  }

  func process(_ name: String) -> StillProcess? {
    strategy.environments.compactMap(\.process).first { $0.name.hasSuffix(name) && $0.exit == nil }
  }

  /// As the next daemon would have it.
  func again() async throws -> AppScene {
    let name = await supervisor.app.name
    let record = try #require(try await services.store.app(named: name))
    return AppScene(
      home: home, paths: paths, moments: moments, strategy: strategy, services: services,
      supervisor: AppSupervisor(services: services, app: record), tally: tally)
  }

  /// Returns when no job is left, nor one that came of one: what was to be started has been by then.
  func settle() async throws {
    while true {
      let before = tally.counts
      await withCheckedContinuation { waiter in services.jobs.add { waiter.resume() } }
      try await eventually("all jobs have ended") { tally.counts.running == 0 }
      if before.running == 0, tally.counts.taken == before.taken + 1 { return }
    }
  }

  func write(_ text: String, _ name: String) async throws {
    try await AppDirectories.write(Array(text.utf8), to: paths.data.appending(name))
  }

  func read(_ name: String) async throws -> String? {
    try await AppDirectories.read(paths.data.appending(name), limit: 1000).map { String(decoding: $0, as: UTF8.self) }
  }
}

extension AppSupervisor {
  /// The app stands still while `body` runs.
  func stillWhile(_ body: @Sendable () async throws(Problem) -> Void) async throws(Problem) {
    try await exclusively("a test looks at it") { () async throws(Problem) in
      _ = try await standingStill { () async throws(Problem) in try await body() }
    }
  }

  func turn(_ isTurning: Bool) { sleep.isTurning = isTurning }
}
