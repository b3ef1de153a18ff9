import Foundation
import RoostCatalog
import RoostInstaller
import RoostModel
import RoostSystem
import SystemPackage
import Testing

/// The shipped catalogue against the real Debian mirror and Python package index.
@Suite(.serialized, .tags(.real), .enabled(if: geteuid() == 0), .timeLimit(.minutes(10)))
struct RealInstallSerialTests {
  @Test func everyRuntimeOfTheCatalogue() async throws {
    try await withScratch { home in
      let installer = Installer(
        home: home, catalogue: try Catalogue.load(extraDirectory: nil), logger: TestInstaller.logger,
        verifier: OverlayVerifier.verifier)
      try await installer.open()
      let layers = try await installer.install(["node@24", "python@3", "uv"], progress: { _ in })
      #expect(layers.map(\.runtime.text) == ["debian", "nodejs", "python", "uv"])
      try await nodeHasItsLinks(layers)
      try await pythonIsOnlyWhatTheBaseLacks(layers)
      try await theBaseIsTidy(layers[0])
      try await installer.store.expectClean(layers: 4)

      let before = try await installer.history().count
      #expect(try await installer.install(["node@24", "python@3"], progress: { _ in }) == Array(layers[..<3]))
      #expect(try await installer.history().count == before, "nothing was left to do")
      let kept = await problem {
        try await installer.remove(RemoveRequest(specifiers: ["debian"]), apps: .none, progress: { _ in })
      }
      #expect(kept?.code == .runtimeInUse)
    }
  }

  private func run(_ layers: [InstalledLayer], _ command: [String]) async throws -> String {
    let request = VerifyRequest(stack: layers.map { FilePath($0.tree) }, variables: [:], command: command, timeout: .seconds(60))
    let output = try await OverlayVerifier.verifier(request)
    #expect(output.status == .exited(0), "\(command): \(output.standardError)")
    return output.standardOutput
  }

  private func nodeHasItsLinks(_ layers: [InstalledLayer]) async throws {
    let stack = [layers[0], layers[1]]
    #expect(try await run(stack, ["node", "-v"]).hasPrefix("v24."))
    for tool in ["npm", "npx", "corepack"] { #expect(try await run(stack, [tool, "-v"]).contains(".")) }
    let bin = FilePath(layers[1].tree).appending("usr/local/bin")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: bin.appending("npm").string)
        == "../lib/node_modules/npm/bin/npm-cli.js")
    #expect(!FilePath(layers[1].tree).appending("usr/local/include").exists)
  }

  private func pythonIsOnlyWhatTheBaseLacks(_ layers: [InstalledLayer]) async throws {
    let tree = FilePath(layers[2].tree)
    // A directory where the base has a link would hide the base's programs.
    #expect(!tree.appending("bin").exists && !tree.appending("lib").exists)
    #expect(!tree.appending("usr/lib/x86_64-linux-gnu/libc.so.6").exists)
    #expect(layers[2].provenance.contains { $0.hasPrefix("python3.11=") })
    #expect(
      try await run(
        [layers[0], layers[2]],
        ["python3", "-c", "import ssl; print(ssl.create_default_context().cert_store_stats()['x509_ca'] > 50)"]) == "True\n")
    // Both together, as an app with both has them.
    #expect(try await run(Array(layers[..<3]), ["sh", "-c", "python3 -m pip --version && node -p 1"]).contains("python 3.11"))
  }

  private func theBaseIsTidy(_ base: InstalledLayer) async throws {
    let tree = FilePath(base.tree)
    #expect(!tree.appending("etc/machine-id").exists && !tree.appending("etc/dpkg/dpkg.cfg.d/99mmdebstrap").exists)
    #expect(try FileManager.default.contentsOfDirectory(atPath: tree.appending("dev").string) == [])
    #expect(try FileManager.default.contentsOfDirectory(atPath: tree.appending("var/lib/apt/lists").string) == [])
    let privileged = try await ExternalCommand("find", [tree.string, "-xdev", "-type", "f", "-perm", "/6000"]).succeed()
    #expect(privileged.standardOutput == "")
    #expect(
      try await ExternalCommand("stat", ["-c", "%U:%a", tree.appending("etc/shadow").string]).succeed().standardOutput
        == "root:640\n")
  }
}
