import Foundation
import InstallerFixture
import RoostCatalog
import RoostModel
import RoostSystem
import Synchronization
import SystemPackage
import Testing

@testable import RoostInstaller

@Suite struct TransactionTests {
  private func withInstaller(
    padding: Int = 0, change: (inout InstallerOptions) -> Void = { _ in },
    _ body: (Installer, FaultyServer) async throws -> Void
  ) async throws {
    let server = try TinyIndex(wheel: TinyIndex.wheel(padding: padding)).serve()
    defer { server.stop() }
    try await withScratch { home in
      let installer = try CrashInstaller.make(home: home, index: server.base + "/simple", change: change)
      try await installer.open()
      try await body(installer, server)
    }
  }

  private func names(_ installer: Installer) async throws -> [String] {
    try await installer.store.scan().layers.map(\.runtime.text)
  }

  @discardableResult
  private func install(_ specifiers: [String], _ installer: Installer, progress: @escaping ProgressSink = { _ in }) async throws
    -> InstallResult
  {
    try await installer.install(InstallRequest(specifiers: specifiers), apps: .none, progress: progress)
  }

  @Test func aRequestIsOneTransactionAndANoOpIsNone() async throws {
    try await withInstaller { installer, server in
      let result = try await install(["left", "right@1"], installer)
      #expect(result.transaction == 1 && result.installed.sorted() == ["left 1.2.0", "right 1.2.0", "tiny 1.2.0"])
      #expect(result.layers.map(\.runtime.text) == ["tiny", "left", "right"])
      let asked = server.requests.count
      let again = try await install(["left", "right@1"], installer)
      #expect(again.transaction == nil && again.installed.isEmpty && again.layers == result.layers)
      #expect(server.requests.count == asked)
      // Naming what came along as a dependency is worth a line: it stays when nothing else needs it.
      #expect(try await install(["tiny"], installer).transaction == 2)
      #expect(try await install(["tiny"], installer).transaction == nil)
      #expect(try await installer.history().map(\.state) == [.done, .done])
    }
  }

  @Test func whenOneFailsNothingStays() async throws {
    let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
    defer { server.stop() }
    try await withScratch { home in
      let whole = try CrashInstaller.make(home: home, index: server.base + "/simple")
      let failing = Installer(
        home: home, catalogue: whole.catalogue, options: whole.options, logger: whole.logger
      ) { request throws(Problem) in
        let output = try await whole.verifier(request)
        let isRight = request.variables["NAME"] == "right"
        return isRight ? VerifyOutput(status: .exited(1), standardOutput: "", standardError: "no") : output
      }
      try await failing.open()
      let events = Events()
      let found = await problem {
        try await failing.install(InstallRequest(specifiers: ["left", "right"]), apps: .none, progress: events.sink)
      }
      #expect(found?.code == .runtimeVerifyFailed && found?.code.exitStatus == 12)
      #expect(events.stages.last == "rolled-back")
      try await failing.store.expectClean(layers: 0)
      let record = try #require(try await failing.history().first)
      #expect(record.state == .rolledBack && record.problem == found && record.changes.isEmpty)
    }
  }

  @Test func aCancelledInstallationIsTakenBack() async throws {
    try await withInstaller { installer, _ in
      let published = DispatchSemaphore(value: 0)
      let work = Task {
        try await install(["left", "right"], installer) { event in
          if case .finished(let name, _) = event, name.hasPrefix("install tiny") { published.signal() }
        }
      }
      await BlockingWork.run { published.wait() }
      work.cancel()
      _ = await problem { try await work.value }
      let history = try await installer.history()
      #expect(history.map(\.state) == [.rolledBack] || history.map(\.state) == [.done])
      try await installer.store.expectClean(layers: history.first?.state == .done ? 3 : 0)
    }
  }

  @Test func whatAnAppUsesIsNotTakenBack() async throws {
    try await withInstaller { installer, _ in
      let transaction = try await installer.journal.begin(.install, scope: .layer, request: "tiny")
      let wanted = try StackOrder(catalogue: installer.catalogue).sideBySide([try installer.catalogue.specifier("tiny")])
      let layer = try await InstallRun(installer: installer, wanted: wanted, transaction: transaction, progress: { _ in })
        .layers()[0]
      var apps = AppControl.none
      apps.users = { used throws(Problem) in [AppUse(app: "shop", state: .running, version: used.version)] }
      let kept = try await LayerRollback(installer: installer, transaction: transaction, apps: apps).run()
      #expect(kept == [layer.name])
      #expect(try await LayerRollback(installer: installer, transaction: transaction, apps: .none).run().isEmpty)
      #expect(try await names(installer).isEmpty)
    }
  }

  @Test func removedFilesGoWithTheLastProcess() async throws {
    try await withInstaller { installer, _ in
      let layer = try await install(["tiny"], installer).layers[0]
      let directory = FilePath(layer.tree).removingLastComponent()
      var use = try LayerUse.shared(directory)
      #expect(use != nil)
      let request = RemoveRequest(specifiers: ["tiny"])
      let removed = try await installer.remove(request, apps: .none, progress: { _ in })
      #expect(removed.warnings.contains { $0.contains("still in use") })
      #expect(try await names(installer).isEmpty)
      let retired = installer.store.paths.retired.appending("000002").appending(layer.name)
      #expect(retired.appending("fs/usr/local/bin/tiny").exists)
      #expect(try await installer.recover(apps: .none).isEmpty)
      use = nil
      #expect(try await installer.recover(apps: .none).count == 1)
      #expect(!retired.exists)
    }
  }

  @Test func forceStopsTheAppsFirst() async throws {
    try await withInstaller { installer, _ in
      try await install(["tiny"], installer)
      let log = Mutex<[String]>([])
      let apps = AppControl(
        users: { layer throws(Problem) in [AppUse(app: "shop", state: .running, pid: 7, version: layer.version)] },
        requirements: { () throws(Problem) in [] },
        stop: { use throws(Problem) in
          let isThere = try await !installer.store.scan().layers.isEmpty
          log.withLock { $0.append("stop \(use.app) \(isThere)") }
        }, changed: { log.withLock { $0.append("changed") } })
      let request = RemoveRequest(specifiers: ["tiny"], force: true)
      let result = try await installer.remove(request, apps: apps, progress: { _ in })
      #expect(log.withLock { $0 } == ["stop shop true", "changed"])
      #expect(result.stoppedApps == ["shop"] && result.removed == ["tiny 1.2.0"])
    }
  }

  @Test func undoingGoesBothWays() async throws {
    try await withInstaller { installer, server in
      try await install(["left"], installer)
      try await install(["right"], installer)
      // tiny came with the first, and the second needs it by now.
      let events = Events()
      let undone = try await installer.undo(1, apps: .none, progress: events.sink)
      #expect(undone.kind == .undo && undone.undoes == 1)
      #expect(try await names(installer) == ["right", "tiny"])
      #expect(events.warnings.contains { $0.contains("tiny 1.2.0 stays") })
      #expect(await problem { try await installer.undo(1, apps: .none, progress: { _ in }) }?.code == .transactionNotUndoable)
      _ = try await installer.undo(3, apps: .none, progress: { _ in })
      #expect(try await names(installer) == ["left", "right", "tiny"])
      #expect(await problem { try await installer.undo(9, apps: .none, progress: { _ in }) }?.code == .transactionNotFound)
      var apps = AppControl.none
      apps.users = { layer throws(Problem) in [AppUse(app: "shop", state: .running, version: layer.version)] }
      let used = await problem { try await installer.undo(2, apps: apps, progress: { _ in }) }
      #expect(used?.code == .transactionNotUndoable && used?.message.contains("shop") == true)
      // What the source does not have any more cannot be brought back.
      _ = try await installer.remove(RemoveRequest(specifiers: ["left"]), apps: .none, progress: { _ in })
      server.stop()
      let history = try await installer.history()
      let gone = await problem { try await installer.undo(history[0].id, apps: .none, progress: { _ in }) }
      #expect(gone?.code == .downloadFailed)
      #expect(try await names(installer) == ["right", "tiny"])
    }
  }

  @Test func whatNobodyNeedsIsCollected() async throws {
    try await withInstaller { installer, _ in
      _ = try await installer.install(["left"], progress: { _ in })
      try await install(["right"], installer)
      let dry = try await installer.collect(CollectRequest(dryRun: true), apps: .none, progress: { _ in })
      #expect(dry.layers == ["left 1.2.0"] && dry.downloads == 1 && dry.transaction == nil)
      #expect(try await names(installer).count == 3)
      // Downloads go first; they are enough for this budget.
      let budget = ByteCount(dry.kept.bytes + dry.freed.bytes - 1)
      let some = try await installer.collect(CollectRequest(budget: budget), apps: .none, progress: { _ in })
      #expect(some.layers.isEmpty && some.downloads == 1 && some.transaction == 3)
      var apps = AppControl.none
      apps.users = { layer throws(Problem) in
        layer.runtime.text == "left" ? [AppUse(app: "shop", state: .stopped, version: layer.version)] : []
      }
      #expect(try await installer.collect(CollectRequest(), apps: apps, progress: { _ in }).transaction == nil)
      let all = try await installer.collect(CollectRequest(), apps: .none, progress: { _ in })
      #expect(all.layers == ["left 1.2.0"] && all.transaction == 4)
      #expect(try await names(installer) == ["right", "tiny"])
    }
  }

  @Test func aChangedTreeIsFound() async throws {
    try await withInstaller { installer, _ in
      let layer = try await install(["tiny"], installer).layers[0]
      #expect(try await installer.verify([], progress: { _ in }).map(\.problem) == [nil])
      try FilePath(layer.tree).appending("usr/local/lib/target.js").write("changed")
      let report = try #require(try await installer.verify(["tiny"], progress: { _ in }).first)
      #expect(report.problem?.code == .runtimeVerifyFailed)
      let repair = try await installer.repair(apps: .none, progress: { _ in })
      #expect(repair.remaining.count == 1 && repair.remaining[0].remedy?.contains("roost runtime install") == true)
    }
  }

  @Test func aDamagedLayerIsMovedAsideWhenItIsOurs() async throws {
    try await withInstaller { installer, _ in
      let layer = try await install(["tiny"], installer).layers[0]
      let directory = FilePath(layer.tree).removingLastComponent()
      try directory.appending("layer.json").write("{")
      try DirectoryCreation.ensure(installer.store.paths.layers.appending("somebody-elses"))
      let report = try await installer.repair(apps: .none, progress: { _ in })
      #expect(report.actions.count == 1 && report.remaining.count == 1)
      #expect(!directory.exists && installer.store.paths.layers.appending("somebody-elses").exists)
      #expect(try FileManager.default.contentsOfDirectory(atPath: installer.store.paths.broken.string).count == 1)
    }
  }

  @Test func estimatesAreLearned() async throws {
    try await withInstaller(padding: 50_000) { installer, _ in
      let entry = try installer.catalogue.entry(try #require(RuntimeID("tiny")))
      #expect(try await !installer.cost(of: entry).learned)
      try await install(["tiny"], installer)
      let cost = try await installer.cost(of: entry)
      #expect(cost.learned && cost.download.bytes > 50_000 && cost.disk.bytes > 50_000 && cost.seconds > 0)
    }
  }

  @Test func aClockThatGoesBackwardsHarmsNothing() async throws {
    let time = Mutex(2_000_000_000.0)
    try await withInstaller(change: { options in
      options.now = {
        time.withLock { now in
          now -= 1000
          return now
        }
      }
    }) { installer, _ in
      try await install(["left", "right"], installer)
      _ = try await installer.remove(RemoveRequest(specifiers: ["left"]), apps: .none, progress: { _ in })
      #expect(try await installer.history().map(\.id) == [2, 1])
      #expect(try await installer.history().allSatisfy { ($0.endedAt ?? 0) >= $0.startedAt })
      #expect(try await installer.repair(apps: .none, progress: { _ in }).remaining.isEmpty)
    }
  }

  @Test func theScheduleStartsWhatIsReady() {
    // 0 is a base; 1 and 2 stand on it, 3 on 1, 4 on nothing.
    var schedule = InstallSchedule(needs: [[], [0], [0], [1], []], width: 2)
    #expect(schedule.begin() == [0, 4])
    #expect(schedule.finished(4) == [])
    #expect(schedule.finished(0) == [1, 2])
    #expect(schedule.finished(2) == [])
    #expect(schedule.finished(1) == [3])
    #expect(!schedule.isFinished)
    #expect(schedule.finished(3) == [] && schedule.isFinished)
  }
}
