import GRDB
import Glibc
import RoostModel
import SystemPackage
import Testing

@testable import RoostStore

@Suite struct StoreTests {
  let store: Store
  init() throws { store = try Store.inMemory() }

  @Test func anAppIsMadeOnceAndItsNumberIsNeverGivenAgain() async throws {
    let first = try await store.appOrNew(named: AppName("shop"), now: 1)
    #expect(try await store.appOrNew(named: AppName("shop"), now: 2) == first)
    try await store.deleteApp(first.id)
    let second = try await store.appOrNew(named: AppName("shop"), now: 3)
    #expect(second.number == first.number + 1)
    #expect(second.user != first.user)
  }

  @Test func anAppStaysClosedUntilItIsOpened() async throws {
    let app = try await store.appOrNew(named: AppName("shop"), now: 1)
    let closed = Maintenance(message: "Back at noon.", allow: ["192.0.2.0/24"].compactMap { AddressRange($0) })
    try await store.setMaintenance(closed, app: app.id)
    try await store.setWantsToRun(false, app: app.id)
    #expect(try await store.app(named: app.name)?.maintenance == closed)
    try await store.setMaintenance(nil, app: app.id)
    #expect(try await store.app(named: app.name)?.maintenance == nil)
  }

  /// A note that fails is taken back, and what comes after any is flushed to the disk again.
  @Test func aNoteLeavesTheNextCommitAsItWas() async throws {
    let app = try await store.appOrNew(named: AppName("shop"), now: 1)
    try await store.setLiveRun(7, app: app.id)
    #expect(try await store.app(named: app.name)?.liveRun == 7)
    await #expect(throws: Problem.self) {
      try await store.note("failing") { database in
        try database.execute(sql: "UPDATE apps SET liveRun = 8")
        try database.execute(sql: "no such statement")
      }
    }
    #expect(try await store.app(named: app.name)?.liveRun == 7)
    let full = 2
    #expect(try await store.write("asking") { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == full)
  }

  /// 2 is FULL: a commit is on the disk when it returns.
  @Test func commitsAreFlushed() async throws {
    let directory = FilePath("/tmp/roost-store-\(UInt64.random(in: .min ... .max))")
    #expect(mkdir(directory.string, 0o755) == 0)
    let file = directory.appending("roost.db")
    defer {
      for suffix in ["", "-wal", "-shm"] { unlink(file.string + suffix) }
      rmdir(directory.string)
    }
    let store = try Store(path: file)
    let mode = try await store.write("asking") { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
    #expect(mode == 2)
  }

  @Test func theFileIsNobodyElsesToRead() async throws {
    let directory = FilePath("/tmp/roost-store-\(UInt64.random(in: .min ... .max))")
    #expect(mkdir(directory.string, 0o755) == 0)
    let file = directory.appending("roost.db")
    close(open(file.string, O_CREAT | O_WRONLY | O_CLOEXEC, 0o644))
    let files = ["", "-wal", "-shm"].map { file.string + $0 }
    defer {
      for file in files { unlink(file) }
      rmdir(directory.string)
    }
    let store = try Store(path: file)
    _ = try await store.appOrNew(named: AppName("shop"), now: 1)
    for file in files {
      var status = stat()
      #expect(lstat(file, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o600)
    }
  }

  @Test func aReleaseIsLiveAlone() async throws {
    let app = try await store.appOrNew(named: AppName("shop"), now: 1)
    let one = try await store.newRelease(of: app.id, now: 2)
    try await store.makeLive(one, run: 1)
    let two = try await store.newRelease(of: app.id, now: 3)
    try await store.makeLive(two, run: 2)
    let releases = try await store.releases(of: app.id)
    #expect(releases.map(\.state) == [.live, .retired])
    let switched = try await store.app(named: app.name)
    #expect(switched?.liveRelease == 2)
    #expect(switched?.liveRun == 2)
  }

  @Test func theWayBackIsOneStep() async throws {
    let app = try await store.appOrNew(named: AppName("shop"), now: 1)
    let one = try await store.newRelease(of: app.id, now: 2)
    try await store.makeLive(one, run: 1)
    let two = try await store.newRelease(of: app.id, now: 3)
    try await store.makeLive(two, run: 2)
    let problem = Problem(.gateExited, "it ended", hint: "mend it")
    try await store.makeLiveAgain(one, run: 1, insteadOf: 2, because: problem)
    let releases = try await store.releases(of: app.id)
    #expect(releases.map(\.state) == [.failed, .live])
    #expect(releases.first?.problem == problem)
    let back = try await store.app(named: app.name)
    #expect(back?.liveRelease == 1 && back?.liveRun == 1)
  }

  @Test func pinsGoWithTheirRelease() async throws {
    let app = try await store.appOrNew(named: AppName("shop"), now: 1)
    let one = try await store.newRelease(of: app.id, now: 2)
    try await store.setPinned(true, release: one.number, of: app.id)
    try await store.setPinned(true, release: one.number, of: app.id)
    #expect(try await store.pins(of: app.id) == [1])
    try await store.setPinned(false, release: one.number, of: app.id)
    #expect(try await store.pins(of: app.id).isEmpty)
    try await store.setPinned(true, release: one.number, of: app.id)
    try await store.deleteRelease(one.number, of: app.id)
    #expect(try await store.pins(of: app.id).isEmpty)
    await #expect(throws: Problem.self) { try await store.setPinned(true, release: 9, of: app.id) }
  }

  @Test func deploymentsAreCountedAndTheOldestForgotten() async throws {
    let app = try await store.appOrNew(named: AppName("shop"), now: 1)
    let request = DeployRequest(directory: "/srv/shop", name: "shop", installsRuntimes: true)
    let release = try await store.newRelease(of: app.id, now: 2)
    let first = try await store.newDeployment(of: app.id, .deploy, request: request, now: 2)
    try await store.enter("build", deployment: first.number, release)
    let running = try #require(try await store.deployments(of: app.id).first)
    #expect(running.state == .running && running.stage == "build" && running.release == 1 && running.request == request)
    let problem = Problem(.buildFailed, "no", hint: "yes")
    try await store.end(deployment: first.number, of: app.id, as: .failed, because: problem, now: 3)
    let ended = try #require(try await store.deployments(of: app.id).first)
    #expect(ended.state == .failed && ended.stage == "build" && ended.problem == problem && ended.endedAt == 3)
    for _ in 0..<100 { _ = try await store.newDeployment(of: app.id, .rollback, request: nil, now: 4) }
    let kept = try await store.deployments(of: app.id)
    #expect(kept.count == 100)
    #expect(kept.first?.number == 101)
    #expect(!kept.contains { $0.number == 1 })
  }

  @Test func theSchemaItselfRefusesTwoLiveReleases() async throws {
    let app = try await store.appOrNew(named: AppName("shop"), now: 1)
    var one = try await store.newRelease(of: app.id, now: 2)
    var two = try await store.newRelease(of: app.id, now: 3)
    one.state = .live
    two.state = .live
    try await store.update(one)
    await #expect(throws: Problem.self) { try await store.update(two) }
  }

  @Test func aReleaseKeepsItsPlanAndProblem() async throws {
    let app = try await store.appOrNew(named: AppName("shop"), now: 1)
    var release = try await store.newRelease(of: app.id, now: 2)
    var plan = Plan(type: .node, score: 84, evidence: [], start: .command("node x", decidedBy: Evidence(says: "test")))
    plan.limits.memory = .mebibytes(64)
    release.plan = plan
    release.problem = Problem(.buildFailed, "no", hint: "yes", cause: "because")
    release.appLayers = ["/a", "/b"]
    try await store.update(release)
    #expect(try await store.release(release.number, of: app.id) == release)
  }

  @Test func runsAreCountedPerAppAndGoWithIt() async throws {
    let app = try await store.appOrNew(named: AppName("shop"), now: 1)
    let one = try await store.newRun(EnvironmentID(), app: app.id, release: 1, purpose: .build, now: 2)
    let two = try await store.newRun(EnvironmentID(), app: app.id, release: 1, purpose: .serve, now: 3)
    #expect([one.run, two.run] == [1, 2])
    try await store.setProcess(ProcessNumber(rawValue: 7), of: two.environment)
    #expect(try await store.runs(of: app.id).compactMap(\.process) == [7])
    try await store.deleteApp(app.id)
    #expect(try await store.runs().isEmpty)
  }
}
