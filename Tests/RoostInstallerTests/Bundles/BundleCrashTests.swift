import Foundation
import InstallerFixture
import RoostInstaller
import RoostModel
import RoostSystem
import SystemPackage
import Testing

/// `kill -9` while a bundle is made, at each event it reports and at moments after it. (Killed installations from a bundle are
/// among the scenarios of ``FaultInjectionSerialTests``.)
@Suite struct BundleCrashTests {
  @Test(.timeLimit(.minutes(4)), arguments: [0, 3000, 15_000]) func aBundleIsThereWholeOrNotAtAll(_ delay: Int) async throws {
    let server = try TinyIndex(wheel: TinyIndex.wheel(padding: 400_000)).serve()
    defer { server.stop() }
    let index = server.base + "/simple"
    try await withScratch { home in
      let installer = try CrashInstaller.make(home: home, index: index)
      try await installer.open()
      try await CrashScenario.createBundle.prepare(installer)
      var event = 0
      while true {
        event += 1
        var probe = CrashProbe(home: home, index: index, scenario: .createBundle)
        (probe.fuse, probe.number, probe.microseconds) = (.event, event, delay)
        let lines = try await probe.run()
        let bundles = try FileManager.default.contentsOfDirectory(atPath: home.string).filter { $0.hasPrefix("bundle") }
        // Between getting a name and being put in its place it may have another one; it is whole then, too.
        for bundle in bundles {
          let path = home.appending(bundle).string
          #expect(try await installer.verifyBundle(path, progress: { _ in }).manifest.layers.count == 3, "\(bundle) at \(event)")
          try FileManager.default.removeItem(atPath: path)
        }
        if lines.last == "ended" { break }
      }
      // Pack three layers, write. With a delay the end may come before the blow.
      if delay == 0 { #expect(event > 4) }
      try await installer.open()
      try await installer.store.expectClean(layers: 3)
    }
  }
}
