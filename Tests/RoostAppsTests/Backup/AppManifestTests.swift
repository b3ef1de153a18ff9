import Foundation
import RoostModel
import RoostStore
import RoostSystem
import SystemPackage
import Testing

@testable import RoostApps

@Suite struct AppManifestTests {
  private static let hash = String(repeating: "ab", count: 32)

  static func manifest() throws -> AppManifest {
    let tree = AppManifest.Tree(bytes: 2048, entries: 1, digest: hash)
    return AppManifest(
      schema: AppManifestRules.schema, id: hash, createdAt: 1e9, creator: "roost", reason: nil, sealing: .none, salt: nil,
      app: try AppName("shop"), instance: AppID(), release: 3, record: nil, overrides: nil, target: nil, runtimes: [],
      settings: AppManifest.Settings(wantsToRun: true), variables: 0, leftOut: [],
      members: [
        AppManifest.Member(name: "history.json", size: 2, sha256: hash),
        AppManifest.Member(name: "variables.json", size: 20, sha256: hash),
        AppManifest.Member(name: "code.tar.zst", size: 200, sha256: hash, tree: tree),
      ])
  }

  private func fault(_ change: (inout AppManifest) -> Void) throws -> String? {
    var manifest = try AppManifestTests.manifest()
    change(&manifest)
    return AppManifestRules.fault(in: manifest)
  }

  @Test func whatNoExportHasIsRefused() throws {
    #expect(try fault { _ in } == nil)
    #expect(try fault { $0.schema = "roost.app/2" } != nil)
    #expect(try fault { $0.id = "../../etc" } != nil)
    #expect(try fault { $0.release = .max } != nil)
    #expect(try fault { $0.release = 0 } != nil)
    #expect(try fault { $0.createdAt = .infinity } != nil)
    #expect(try fault { $0.sealing = .passphrase } != nil)
    let hourly = try CronSchedule("@hourly")
    #expect(try fault { $0.settings.backup = BackupRecord(policy: BackupPolicy(schedule: hourly)) } == nil)
    #expect(try fault { $0.settings.backup = BackupRecord(lastRun: -1e300) } != nil)
    for keep in [-1, 0, .max] {
      #expect(try fault { $0.settings.backup = BackupRecord(policy: BackupPolicy(schedule: hourly, keep: keep)) } != nil)
    }
    #expect(try fault { $0.members.swapAt(0, 2) } != nil)
    #expect(try fault { $0.members.removeLast() } != nil)
    #expect(try fault { $0.members.append($0.members[2]) } != nil)
    #expect(try fault { $0.members[2].name = "../code.tar.zst" } != nil)
    #expect(try fault { $0.members[2].size = 1 << 40 } != nil)
    #expect(try fault { $0.members[2].tree?.bytes = .max } != nil)
    #expect(try fault { $0.members[2].tree = nil } != nil)
    #expect(try fault { $0.members[0].size = 1 << 30 } != nil)
    #expect(try fault { $0.members[0].sha256 = "x" } != nil)
  }

  @Test func aProofFitsItsManifestAndKeyAlone() throws {
    let key = try #require(SealingKey(bytes: [UInt8](repeating: 7, count: 32)))
    let other = try #require(SealingKey(bytes: [UInt8](repeating: 8, count: 32)))
    let manifest = Array("manifest".utf8)
    let proof = try AppProof.make(of: manifest, id: "1", key: key)
    #expect(proof.count == Int(AppProof.size(.passphrase)))
    #expect(try AppProof.make(of: manifest, id: "1", key: nil).count == Int(AppProof.size(.none)))
    try AppProof.check(proof, of: manifest)
    try AppProof.check(proof, of: manifest, id: "1", key: key, sealing: .passphrase)
    #expect(throws: Problem.self) { try AppProof.check(proof, of: Array("manifesT".utf8)) }
    for (name, wrong) in [("1", other), ("2", key)] {
      do {
        try AppProof.check(proof, of: manifest, id: name, key: wrong, sealing: .passphrase)
        Issue.record("a wrong key was taken")
      } catch { #expect(error.code == .passphraseWrong) }
    }
    // Digests that were made right again by somebody without the key.
    let forged = Array(try AppProof.make(of: Array("forged".utf8), id: "1", key: nil) + proof.dropFirst(72))
    try AppProof.check(forged, of: Array("forged".utf8))
    #expect(throws: Problem.self) {
      try AppProof.check(forged, of: Array("forged".utf8), id: "1", key: key, sealing: .passphrase)
    }
  }

  @Test func namesOfBackupsAreTimes() {
    #expect(BackupDirectory.name(at: 1_795_317_963) == "2026-11-22T03-26-03")
    #expect(BackupDirectory.isName("2026-11-22T03-26-03") && BackupDirectory.isName("2026-11-22T03-26-03-b"))
    for bad in ["", "../../etc/passwd-xx-xx", "2026-11-22T03-26-03/../x", "latest"] { #expect(!BackupDirectory.isName(bad)) }
  }

  @Test func dataIsExchangedByRenamesAndPutBack() throws {
    let root = FilePath(FileManager.default.temporaryDirectory.path).appending("exchange-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(atPath: root.string) }
    let paths = AppPaths(home: root, app: AppID())
    func make(_ directory: FilePath, _ text: String) throws {
      try DirectoryCreation.ensure(directory)
      try AtomicFile.write(Array(text.utf8), to: directory.appending("x"))
    }
    func text() throws -> String {
      String(decoding: try SmallFile.read(paths.data.appending("x"), limit: 100) ?? [], as: UTF8.self)
    }
    try make(paths.data, "old")
    let new = root.appending("new")
    try make(new, "new")
    let exchange = DataExchange(paths: paths)
    try exchange.take(new, for: 0)
    #expect(try text() == "new")
    try exchange.putBack()
    #expect(try text() == "old" && !AppDirectories.exists(paths.dataBefore))
    try exchange.putBack()
    #expect(try text() == "old")
    // The power went between the two renames.
    #expect(rename(paths.data.string, paths.dataBefore.string) == 0)
    try exchange.putBack()
    #expect(try text() == "old")
  }
}
