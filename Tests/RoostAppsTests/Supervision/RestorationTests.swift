import Foundation
import RoostModel
import RoostStore
import RoostSystem
import RoostTestSupport
import Synchronization
import SystemPackage
import Testing

@testable import RoostApps

@Suite struct RestorationTests {
  /// What the app was, as a file that is to be restored.
  private func unpacked(_ scene: AppScene, _ body: @Sendable (UnpackedExport, FilePath) async throws(Problem) -> Void)
    async throws(Problem)
  {
    let services = scene.services
    let room = scene.home.appending("made")
    try DirectoryCreation.ensure(room, mode: 0o700)
    let picture = try await scene.supervisor.picture(takesData: true, in: room) { _ in }
    let file = scene.home.appending("made.roost")
    let key = try await services.vault.sealingKey()
    let writing = picture.writing(.node, salt: nil, key: key, reason: .asked, now: 1, in: room) { _ in }
    _ = try await writing.writeAndRead(to: file)
    try await services.backupSpool.withRoom { (room) async throws(Problem) in
      try await body(try await services.unpack(file, passphrase: nil, in: room) { _ in }, room)
    }
  }

  private func backedUp(_ scene: AppScene, _ name: String) async throws -> String? {
    let services = scene.services
    let file = services.backups(of: await scene.supervisor.app.name).file(name)
    return try await services.backupSpool.withRoom { (room) async throws(Problem) in
      let export = try await services.unpack(file, passphrase: nil, in: room) { _ in }
      guard let data = export.data else { return nil }
      return try await AppDirectories.read(data.appending("x"), limit: 100).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  @Test func whatWasWrittenToTheLastIsInTheBackupOfBefore() async throws {
    try await AppScene.with { scene in
      _ = try await scene.supervisor.start()
      try await eventually("the worker runs") { scene.process("worker") != nil }
      try await scene.write("old", "x")
      let data = scene.paths.data.appending("x")
      scene.process("worker")?.lastWill.withLock { will in
        will = { try? AtomicFile.write(Array("last".utf8), to: data) }
      }
      let made = Moments()
      try await unpacked(scene) { (export, room) async throws(Problem) in
        let restored = try await scene.supervisor.restore(export, sparing: nil, in: room) { _ in }
        await made.reach(restored.backup ?? "none")
      }
      let name = try #require(await made.seen.first)
      #expect(try await backedUp(scene, name) == "last")
      #expect(try await scene.read("x") == "old")
      let app = await scene.supervisor.app
      #expect(app.restoring == nil)
      #expect(try await scene.services.store.app(named: app.name)?.restoring == nil)
      let left = try FileManager.default.contentsOfDirectory(atPath: scene.paths.root.string)
      #expect(!left.contains { $0.hasSuffix(".before") || $0.hasSuffix(".gone") }, "\(left)")
      try await eventually("the worker runs again") { scene.process("worker") != nil }
    }
  }

  @Test func whatCannotBeProvenGivesBackWhatWasThere() async throws {
    try await AppScene.with { scene in
      _ = try await scene.supervisor.start()
      try await scene.write("old", "x")
      let supervisor = scene.supervisor
      try await unpacked(scene) { (export, room) async throws(Problem) in
        try await AppDirectories.write(Array("new".utf8), to: scene.paths.data.appending("x"))
        // The release that is restored has nothing to show.
        var export = export
        export.manifest.release = 1
        try await DirectoryRemoval.remove(scene.paths.release(1).project)
        do throws(Problem) {
          _ = try await supervisor.restore(export, sparing: nil, in: room) { _ in }
          Issue.record("it was restored")
        } catch { #expect(error.code == .gateNoAnswer) }
      }
      #expect(try await scene.read("x") == "new")
      #expect(await supervisor.app.restoring == nil)
      #expect(await !supervisor.isHalfRestored)
      #expect(await supervisor.summary.state == .running)
    }
  }

  /// The daemon was killed between the exchange and its proof, and its way back is blocked.
  @Test func halfOfARestorationIsNotServed() async throws {
    try await AppScene.with { scene in
      try await scene.write("new", "x")
      let paths = scene.paths
      try DirectoryCreation.ensure(paths.dataBefore)
      try await AppDirectories.write(Array("old".utf8), to: paths.dataBefore.appending("x"))
      try await scene.supervisor.keepVariables()
      let sealed = try #require(try await AppDirectories.read(paths.variablesBefore, limit: 10_000))
      try await AppDirectories.write(Array("damaged".utf8), to: paths.variablesBefore)
      try await scene.services.store.setRestoring(RestoringRecord(exchangesData: true), app: await scene.supervisor.app.id)

      let next = try await scene.again()
      await next.supervisor.adopt()
      #expect(await next.supervisor.summary.state == .error)
      for _ in 1...2 {
        do throws(Problem) {
          _ = try await next.supervisor.start()
          Issue.record("half of a restoration is served")
        } catch {
          #expect(error.message.contains("half done") && error.hint.contains("roost app start"), "\(error)")
        }
      }
      await #expect(throws: Problem.self) { _ = try await next.supervisor.renew { _ in } }
      await next.supervisor.runDue(after: 0, until: 60)
      try await scene.settle()
      #expect(next.strategy.environments.isEmpty)

      try await AppDirectories.write(sealed, to: paths.variablesBefore)
      _ = try await next.supervisor.start()
      #expect(try await next.read("x") == "old")
      #expect(!AppDirectories.exists(paths.dataBefore) && !AppDirectories.exists(paths.variablesBefore))
      try await eventually("its worker runs") { next.process("worker") != nil }
    }
  }
}
