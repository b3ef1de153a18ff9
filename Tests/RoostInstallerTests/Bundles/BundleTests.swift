import Foundation
import RoostCatalog
import RoostInstaller
import RoostModel
import RoostSystem
import SeededRandom
import SystemPackage
import Testing

@Suite struct BundleTests {
  @Test func whatIsBundledHereIsInstalledThere() async throws {
    try await withBundle { bundle, origin, report in
      #expect(report.trusted && report.signer.hasPrefix("SHA256:"))
      #expect(report.manifest.layers.map(\.version) == ["1.2.0"])
      try await withTarget(trusting: origin) { target in
        let events = Events()
        let result = try await target.installBundle(BundleInstallRequest(path: bundle.string), progress: events.sink)
        #expect(result.installed == ["tiny 1.2.0"])
        let layer = try #require(result.layers.first)
        let source = try #require(try await origin.store.scan().layers.first)
        #expect(layer.name == source.name && layer.variables == source.variables && layer.provenance == source.provenance)
        try await ExternalCommand("diff", ["-r", "--no-dereference", source.tree, layer.tree]).succeed()
        #expect(events.stages == ["verify", "unpack", "check", "link"])
        try await target.store.expectClean(layers: 1)
        let again = try await target.installBundle(BundleInstallRequest(path: bundle.string), progress: { _ in })
        #expect(again.installed == [] && again.layers == result.layers)
      }
    }
  }

  @Test func theSameLayersAreTheSameBytes() async throws {
    try await withBundle { bundle, origin, report in
      let other = FilePath(bundle.string + "2")
      let second = try await origin.createBundle(BundleRequest(specifiers: ["tiny"], output: other.string), progress: { _ in })
      #expect(second.manifest.layers == report.manifest.layers)
      #expect(try await origin.verifyBundle(other.string, progress: { _ in }) == second)
      #expect(
        try FileManager.default.attributesOfItem(atPath: origin.store.paths.keys.appending("node.key").string)[.posixPermissions]
          as? Int == 0o600)
      try await origin.store.expectClean(layers: 1)
    }
  }

  @Test func aForeignKeyIsRefusedWithTheCommandThatAcceptsIt() async throws {
    try await withBundle { bundle, origin, report in
      try await withTarget { target in
        let found = await problem {
          try await target.installBundle(BundleInstallRequest(path: bundle.string), progress: { _ in })
        }
        #expect(found?.code == .signatureInvalid)
        #expect(found?.code.exitStatus == 5)
        #expect(found?.hint.contains("roost bundle install '\(bundle)' --trust \(report.signer)") == true)
        try await target.store.expectClean(layers: 0)
        #expect(try await target.verifyBundle(bundle.string, progress: { _ in }).trusted == false)
        let other = BundleInstallRequest(path: bundle.string, trust: report.signer + "x")
        #expect(await problem { try await target.installBundle(other, progress: { _ in }) }?.code == .signatureInvalid)
        let accepted = BundleInstallRequest(path: bundle.string, trust: report.signer)
        #expect(try await target.installBundle(accepted, progress: { _ in }).installed == ["tiny 1.2.0"])
      }
    }
  }

  @Test func aCutBundleIsRefused() async throws {
    try await withBundle { bundle, origin, report in
      let whole = try Data(contentsOf: URL(filePath: bundle.string))
      try await withTarget(trusting: origin) { target in
        let edges = [0, 1, 511, 512, 513, 1024, whole.count - 1024, whole.count - 512, whole.count - 1]
        for length in edges + Array(stride(from: 1500, to: whole.count, by: 2477)) {
          try await expectRefused(Data(whole.prefix(length)), by: target, "cut to \(length)")
        }
        try await expectRefused(whole + [0], by: target, "one byte more")
        try await expectRefused(whole + whole, by: target, "twice")
        try await target.store.expectClean(layers: 0)
      }
    }
  }

  @Test func aFlippedBitIsRefusedWhereverItIs() async throws {
    try await withBundle { bundle, origin, report in
      let whole = try Data(contentsOf: URL(filePath: bundle.string))
      var random = SeededRandom(seed: 42)
      try await withTarget(trusting: origin) { target in
        for _ in 0..<150 {
          let bit = Int.random(in: 0..<(whole.count * 8), using: &random)
          var bytes = whole
          bytes[bit / 8] ^= 1 << (bit % 8)
          try await expectRefused(bytes, by: target, "bit \(bit)")
        }
        try await target.store.expectClean(layers: 0)
      }
    }
  }

  @Test func differencesAreTold() async throws {
    try await withBundle { bundle, origin, _ in
      #expect(try await origin.compareBundle(bundle.string, with: nil).same == ["tiny 1.2.0"])
      #expect(try await origin.compareBundle(bundle.string, with: bundle.string).same == ["tiny 1.2.0"])
      try await withTarget(trusting: origin) { target in
        let difference = try await target.compareBundle(bundle.string, with: nil)
        #expect(difference.added == ["tiny 1.2.0"])
      }
    }
  }

  @Test(arguments: ["no-such-directory/web.roost", "a-directory", "a-letter.txt"])
  func aPlaceThatCannotBeWrittenIsToldFirst(_ name: String) async throws {
    try await withBundle { bundle, origin, _ in
      let directory = bundle.removingLastComponent()
      try DirectoryCreation.ensure(directory.appending("a-directory"))
      try directory.appending("a-letter.txt").write("Dear reader")
      let request = BundleRequest(specifiers: ["tiny"], output: directory.appending(name).string)
      #expect(await problem { try await origin.createBundle(request, progress: { _ in }) }?.code == .usageInvalid)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: directory.string).sorted().filter { $0.hasPrefix("bundle") } == [
          "bundle.roost"
        ])
    }
  }

  @Test func whatIsNoBundleIsSaidSo() async throws {
    try await withBundle { bundle, origin, _ in
      let missing = await problem { try await origin.verifyBundle("/nowhere/web.roost", progress: { _ in }) }
      #expect(missing?.code == .usageInvalid)
      #expect(await problem { try await origin.verifyBundle("/dev/null", progress: { _ in }) }?.code == .usageInvalid)
      let unknown = BundleInstallRequest(path: bundle.string, specifiers: ["tiny@7"])
      let found = await problem { try await origin.installBundle(unknown, progress: { _ in }) }
      #expect(found?.code == .runtimeVersionUnavailable)
      #expect(found?.hint.contains("tiny@1.2.0") == true)
    }
  }

  @Test func aLayerThatDoesNotWorkIsNotInstalled() async throws {
    try await withBundle { bundle, origin, _ in
      try await withTarget(trusting: origin, verifier: Self.failing) { target in
        let found = await problem {
          try await target.installBundle(BundleInstallRequest(path: bundle.string), progress: { _ in })
        }
        #expect(found?.code == .runtimeVerifyFailed)
        try await target.store.expectClean(layers: 0)
      }
    }
  }

  /// Signed by a key that is trusted, and wrong all the same.
  @Test(arguments: SignedLie.all) func aSignedLieIsRefused(_ lie: SignedLie) async throws {
    try await withBundle { bundle, origin, _ in
      var builder = try BundleBuilder(bundle)
      try lie.tell(&builder)
      try builder.write(to: bundle)
      try await withTarget { target in
        try DirectoryCreation.ensure(target.store.paths.trustedKeys)
        try target.store.paths.trustedKeys.appending("somebody.pub").write(builder.publicKey)
        let found = await problem {
          try await target.installBundle(BundleInstallRequest(path: bundle.string), progress: { _ in })
        }
        #expect(found?.code == lie.code, "\(found?.message ?? "accepted")")
        #expect(found?.message.contains(lie.message) == true, "\(found?.message ?? "accepted")")
        try await target.store.expectClean(layers: 0)
      }
    }
  }

  private static let failing: LayerVerifier = { _ throws(Problem) in
    VerifyOutput(status: .exited(1), standardOutput: "", standardError: "no")
  }

  private func expectRefused(_ bytes: Data, by target: Installer, _ what: String) async throws {
    let path = target.store.paths.home.appending("changed.roost")
    try bytes.write(to: URL(filePath: path.string))
    let found = await problem { try await target.installBundle(BundleInstallRequest(path: path.string), progress: { _ in }) }
    #expect(found.map { [.bundleInvalid, .signatureInvalid].contains($0.code) } == true, "\(what): \(String(describing: found))")
  }

  /// A home with the tiny runtime, and a bundle of it beside that home.
  private func withBundle(_ body: (FilePath, Installer, BundleReport) async throws -> Void) async throws {
    try await withScratch { scratch in
      let server = try TinyIndex(wheel: TinyIndex.wheel(padding: 20_000)).serve()
      defer { server.stop() }
      let origin = try await TestInstaller.tiny(home: scratch.appending("home"), server: server)
      let bundle = scratch.appending("bundle.roost")
      let report = try await origin.createBundle(BundleRequest(specifiers: ["tiny"], output: bundle.string), progress: { _ in })
      try await body(bundle, origin, report)
    }
  }

  /// An empty home that has no network.
  private func withTarget(
    trusting origin: Installer? = nil, verifier: @escaping LayerVerifier = TestInstaller.plainVerifier,
    _ body: (Installer) async throws -> Void
  ) async throws {
    try await withScratch { home in
      let server = try TinyIndex(wheel: []).serve()
      server.stop()
      let target = try await TestInstaller.tiny(home: home, server: server, verifier: verifier)
      if let origin {
        try DirectoryCreation.ensure(target.store.paths.trustedKeys)
        let key = try origin.store.paths.keys.appending("node.pub").read()
        try target.store.paths.trustedKeys.appending("origin.pub").write(key)
      }
      try await body(target)
    }
  }
}
