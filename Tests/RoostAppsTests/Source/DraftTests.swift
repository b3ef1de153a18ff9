import Foundation
import RoostModel
import RoostSources
import RoostStore
import RoostTestSupport
import Synchronization
import SystemPackage
import Testing

@testable import RoostApps

/// Code that waits to be deployed: what is told of it, and that it goes.
@Suite struct DraftTests {
  private static let hour = Supervisor.draftLifetime

  private func archive(_ files: [String: String], _ scene: AppScene) async throws -> DeploySource {
    let directory = scene.home.appending("project")
    for (name, text) in files {
      let file = URL(filePath: directory.appending(name).string)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let archive = scene.home.appending("shop.tar").string
    #expect(try await TestProcess("/usr/bin/env", ["tar", "cf", archive, "-C", directory.string, "."]).finish().status == 0)
    return .archive(.init(path: archive))
  }

  private func rooms(_ scene: AppScene) throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: scene.home.appending("spool").appending("fetch").string).count
  }

  private func supervisor(_ scene: AppScene, _ now: @escaping @Sendable () -> Double) async throws -> Supervisor {
    var services = scene.services
    services.now = now
    try await services.fetcher.open()
    return Supervisor(services: services)
  }

  @Test func itSaysWhatWouldBeDoneAndWhichVariablesTheProjectNames() async throws {
    try await AppScene.with { scene in
      let supervisor = try await supervisor(scene) { 1000 }
      let source = try await archive(["index.html": "x", ".env.example": "# a key\nAPI_KEY=abc\nTITLE=\n"], scene)
      let draft = try await supervisor.draft(DraftRequest(source: source)) { _ in }
      #expect(draft.plan?.type == .static && draft.problem == nil && draft.name?.text == "shop", "\(draft)")
      #expect(draft.variables.map(\.name.text) == ["API_KEY", "TITLE"] && draft.variables[0].example == "abc")
      #expect(draft.variables.allSatisfy { $0.file == ".env.example" && !$0.isRequired })
      #expect(draft.expiresAt == 1000 + Self.hour)
      var overrides = PlanOverrides()
      overrides.type = .rails
      let other = try await supervisor.lookAtDraft(draft.id, overrides)
      #expect(other.plan == nil && other.problem != nil && other.overrides == overrides)
      #expect(await supervisor.list().isEmpty, "looking makes no app")
    }
  }

  @Test func itWaitsForAnHourBehindTheLastLook() async throws {
    try await AppScene.with { scene in
      let clock = Mutex(1000.0)
      let supervisor = try await supervisor(scene) { clock.withLock { $0 } }
      let source = try await archive(["index.html": "x"], scene)
      let id = try await supervisor.draft(DraftRequest(source: source, name: "shop")) { _ in }.id
      for _ in 0..<2 {
        clock.withLock { $0 += Self.hour - 1 }
        await supervisor.forgetDrafts()
        _ = try await supervisor.lookAtDraft(id, PlanOverrides())
      }
      #expect(try rooms(scene) == 1)
      clock.withLock { $0 += Self.hour + 1 }
      await supervisor.forgetDrafts()
      try await eventually("its room is empty") { try rooms(scene) == 0 }
      await #expect(throws: Problem.self) { try await supervisor.lookAtDraft(id, PlanOverrides()) }
      await #expect(throws: Problem.self) { try await supervisor.discardDraft(id) }
    }
  }

  @Test func theOldestGivesWayToTheNinth() async throws {
    try await AppScene.with { scene in
      let clock = Mutex(1000.0)
      let supervisor = try await supervisor(scene) { clock.withLock { $0 } }
      let source = try await archive(["index.html": "x"], scene)
      var ids: [DraftID] = []
      for _ in 0..<9 {
        clock.withLock { $0 += 1 }
        ids.append(try await supervisor.draft(DraftRequest(source: source)) { _ in }.id)
      }
      try await eventually("the oldest is gone") { try rooms(scene) == 8 }
      let first = ids[0]
      await #expect(throws: Problem.self) { try await supervisor.lookAtDraft(first, PlanOverrides()) }
      try await supervisor.discardDraft(ids[1])
      #expect(try rooms(scene) == 7)
    }
  }

  /// A server that says nothing holds eight of them, and no more.
  @Test func onlySoManyAreFetchedAtOnce() async throws {
    let program = """
      import signal, socket
      server = socket.create_server(('127.0.0.1', 0))
      print(server.getsockname()[1], flush=True)
      signal.pause()
      """
    let silent = try TestProcess("/usr/bin/env", ["python3", "-c", program])
    defer { silent.signal(SIGKILL) }
    try await eventually("its port is told") { silent.outputSoFar.hasSuffix("\n") }
    let url = "http://127.0.0.1:\(silent.outputSoFar.dropLast())/shop.tar"
    try await AppScene.with { scene in
      var services = scene.services
      services.configuration.sources.allowed = try [#require(AddressRange("127.0.0.1"))]
      try await services.fetcher.open()
      let supervisor = Supervisor(services: services)
      let held = (0..<8).map { _ in Task { try await supervisor.draft(DraftRequest(source: .url(.init(url: url)))) { _ in } } }
      try await eventually("all are under way") { await supervisor.draftsUnderWay == 8 }
      let problem = await #expect(throws: Problem.self) {
        try await supervisor.draft(DraftRequest(source: .url(.init(url: url)))) { _ in }
      }
      #expect(problem?.code == .appBusy && problem?.message.hasPrefix("8 sources") == true, "\(String(describing: problem))")
      for task in held { task.cancel() }
      for task in held { await #expect(throws: Problem.self) { try await task.value } }
      let source = try await archive(["index.html": "x"], scene)
      #expect(try await supervisor.draft(DraftRequest(source: source)) { _ in }.plan?.type == .static)
    }
  }

  /// A draft of what cannot be deployed.
  private func impossible(_ name: String, _ variables: [String: String]) throws -> DraftDeployment {
    var overrides = PlanOverrides()
    overrides.type = .rails
    let set = try variables.sorted { $0.key < $1.key }.map { VariableAssignment(name: try VariableName($0.key), value: $0.value) }
    return DraftDeployment(name: try AppName(name), installsRuntimes: false, variables: set, overrides: overrides)
  }

  @Test func theVariablesOfADeploymentThatFailsAreTakenBack() async throws {
    try await AppScene.with { scene in
      let supervisor = try await supervisor(scene) { 1000 }
      let app = await scene.supervisor.app
      let before = VariableChange(
        set: [
          VariableAssignment(name: try VariableName("DATABASE_URL"), value: "old", secret: true, source: .imported),
          VariableAssignment(name: try VariableName("MODE"), value: "calm"),
        ], restarts: false)
      _ = try await supervisor.change(app.name, before) { _ in }
      let kept = try await scene.services.vault.variables(of: app.id).variables
      let id = try await supervisor.draft(DraftRequest(source: archive(["index.html": "x"], scene))) { _ in }.id
      let wanted = try impossible(app.name.text, ["DATABASE_URL": "new", "ADDED": "1", "MODE": "calm"])
      await #expect(throws: Problem.self) { try await supervisor.deployDraft(id, wanted) { _ in } }
      let now = try await scene.services.vault.variables(of: app.id).variables
      #expect(now.map(\.name) == kept.map(\.name) && now.map(\.value) == kept.map(\.value))
      #expect(now.map(\.secret) == kept.map(\.secret) && now.map(\.source) == kept.map(\.source))
      // What waits can be deployed again.
      _ = try await supervisor.lookAtDraft(id, PlanOverrides())
    }
  }

  @Test func whatSomebodyElseChangedMeanwhileStays() async throws {
    try await AppScene.with { scene in
      let app = await scene.supervisor.app
      func set(_ value: String) async throws -> Int {
        let assignment = VariableAssignment(name: try VariableName("MODE"), value: value)
        return try await scene.supervisor.change(VariableChange(set: [assignment], restarts: false)) { _ in }.version
      }
      _ = try await set("calm")
      let before = try await scene.services.vault.variables(of: app.id).variables
      let brought = BroughtVariables(version: try await set("wild"), before: before)
      _ = try await set("wise")
      await scene.supervisor.takeBack(brought)
      #expect(try await scene.services.vault.variables(of: app.id).variables.map(\.value) == ["wise"])
    }
  }

  @Test(arguments: [10, VariableLimits.value + 1]) func aNewAppOfWhichNothingCameIsNotThere(length: Int) async throws {
    try await AppScene.with { scene in
      let supervisor = try await supervisor(scene) { 1000 }
      let id = try await supervisor.draft(DraftRequest(source: archive(["index.html": "x"], scene))) { _ in }.id
      let wanted = try impossible("fresh", ["TITLE": String(repeating: "x", count: length)])
      await #expect(throws: Problem.self) { try await supervisor.deployDraft(id, wanted) { _ in } }
      #expect(await supervisor.list().isEmpty)
    }
  }

  @Test func whatCannotBeFetchedLeavesNothing() async throws {
    try await AppScene.with { scene in
      let supervisor = try await supervisor(scene) { 1000 }
      await #expect(throws: Problem.self) {
        try await supervisor.draft(DraftRequest(source: .directory(scene.home.string))) { _ in }
      }
      let upload = try await scene.services.fetcher.uploads.begin()
      try await upload.write(Array("no archive".utf8))
      let summary = try await upload.finish()
      await #expect(throws: Problem.self) {
        try await supervisor.draft(DraftRequest(source: .archive(.init(upload: summary.id, name: "x.zip")))) { _ in }
      }
      #expect(try rooms(scene) == 0)
      let uploads = scene.home.appending("spool").appending("uploads").string
      #expect(try FileManager.default.contentsOfDirectory(atPath: uploads).isEmpty)
    }
  }
}
