import Foundation
import RoostModel
import RoostStore
import RoostSystem
import SystemPackage
import Testing

@testable import RoostApps

@Suite struct SealedFileTests {
  private static let app = AppID()

  private func file(_ scene: VaultScene, _ context: String, older: String? = nil) -> SealedFile {
    let paths = AppPaths(home: scene.home, app: SealedFileTests.app)
    return SealedFile(path: paths.sourceCredential, context: context, olderContext: older, vault: scene.vault)
  }

  @Test func aSecretOpensForItsAppAndPlaceAlone() async throws {
    try await VaultScene.with { scene in
      try await file(scene, "app|source-credential|https://one").write([1, 2, 3])
      #expect(try await file(scene, "app|source-credential|https://one").read() == [1, 2, 3])
      for context in ["app|source-credential|https://two", "other|source-credential|https://one", "app|source-credential"] {
        let problem = await #expect(throws: Problem.self) { try await file(scene, context).read() }
        #expect(problem?.code == .keyUnusable)
      }
    }
  }

  @Test func whatEarlierVersionsSealedOpensStill() async throws {
    try await VaultScene.with { scene in
      try await file(scene, "app|source-credential").write([7])
      let now = file(scene, "app|source-credential|https://one", older: "app|source-credential")
      #expect(try await now.read() == [7])
    }
  }

  @Test func noOtherKeyIsMadeWhileThereAreSealedFiles() async throws {
    try await VaultScene.with { scene in
      try await file(scene, "app").write([1])
      try FileManager.default.removeItem(atPath: scene.vault.keys.path.string)
      let vault = VariableVault(store: scene.vault.store, keys: SealingKeyFile(home: scene.home))
      let later = VaultScene(home: scene.home, vault: vault)
      let problem = await #expect(throws: Problem.self) { try await file(later, "app").write([2]) }
      #expect(problem?.code == .keyUnusable && problem?.hint.isEmpty == false)
      let variable = await #expect(throws: Problem.self) {
        try await later.set(try await later.app("shop"), "KEY", "hunter22", secret: true)
      }
      #expect(variable?.code == .keyUnusable)
      #expect(!FileManager.default.fileExists(atPath: scene.vault.keys.path.string))
    }
  }
}
