import InstallerFixture
import RoostCatalog
import RoostModel
import SystemPackage
import Testing

@testable import RoostInstaller

/// What is said, and how soon, when something cannot be had.
@Suite struct OfflineTests {
  private func foresight(_ text: String, _ installer: Installer) throws -> LayerForesight {
    let wanted = try StackOrder(catalogue: installer.catalogue).sideBySide([try installer.catalogue.specifier(text)])
    return LayerForesight(installer: installer, wanted: try #require(wanted.last))
  }

  @Test func whatCannotBeHadIsKnownBeforeTheBaseIsMade() async throws {
    let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
    defer { server.stop() }
    try await withScratch { home in
      let installer = try CrashInstaller.make(home: home, index: server.base + "/simple")
      try await installer.open()
      #expect(try await foresight("left", installer).problem() == nil)
      #expect(try await foresight("left@9", installer).problem()?.code == .runtimeVersionUnavailable)
      server.stop()
      #expect(try await foresight("left", installer).problem()?.code == .downloadFailed)
    }
  }

  @Test func withTheBaseInPlaceTheInstallationAsksItself() async throws {
    let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
    defer { server.stop() }
    try await withScratch { home in
      let installer = try CrashInstaller.make(home: home, index: server.base + "/simple")
      try await installer.open()
      _ = try await installer.install(["tiny"], progress: { _ in })
      let asked = server.requests.count
      #expect(try await foresight("left@9", installer).problem() == nil)
      #expect(server.requests.count == asked)
    }
  }

  @Test func withoutANetworkTheHintIsABundle() async throws {
    let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
    server.stop()
    try await withScratch { home in
      let installer = try CrashInstaller.make(home: home, index: server.base + "/simple")
      try await installer.open()
      let request = InstallRequest(specifiers: ["left@1", "right"])
      let named = await problem { try await installer.install(request, apps: .none, progress: { _ in }) }
      #expect(named?.code == .downloadFailed)
      #expect(named?.hint.contains("roost bundle create 'left@1' 'right@") == true, "\(named?.hint ?? "")")
      #expect(named?.hint.contains("roost bundle install left.roost") == true)
      let forApp = await problem { try await installer.install(["right"], progress: { _ in }) }
      #expect(forApp?.hint.contains("roost bundle install") == true)
    }
  }

  @Test func anotherProblemKeepsItsHint() throws {
    let problem = Problem(.diskFull, "m", hint: "h")
    let id = try #require(RuntimeID("tiny"))
    let specifier = RuntimeSpecifier(runtime: id, selector: try TinyIndex.catalogue().entries[0].selector("1"))
    #expect(problem.orFromBundle(of: [specifier]) == problem)
  }

  @Test func silenceIsToldInOneLine() async throws {
    let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
    server.stop()
    let quick = RetrySchedule(pauses: [])
    let unknown = await problem {
      try await WebPage(address: "http://a.invalid/x", proxy: ProxySettings(), schedule: quick).fetch()
    }
    #expect(unknown?.message == "http://a.invalid/x could not be fetched: the name a.invalid is not known here")
    let closed = await problem { try await WebPage(address: server.base + "/x", proxy: ProxySettings(), schedule: quick).fetch() }
    #expect(closed?.message.hasSuffix(": Connection refused") == true, "\(closed?.message ?? "")")
  }

  @Test func aSilentMirrorIsNoFailedTool() {
    let cause = """
      E: Failed to fetch http://packages.example/debian/dists/bookworm/InRelease  Temporary failure resolving 'packages.example'
      E: mmdebstrap failed to run
      """
    let silence = AptSilence(in: Problem(.toolFailed, "m", hint: "h", cause: cause))
    #expect(
      silence?.reason == "http://packages.example/debian/dists/bookworm/InRelease: Temporary failure resolving 'packages.example'"
    )
    #expect(silence?.problem(title: "debian 12").code == .downloadFailed)
    #expect(AptSilence(in: Problem(.toolFailed, "m", hint: "h", cause: "E: Unable to locate package x")) == nil)
    #expect(AptSilence(in: Problem(.diskFull, "m", hint: "h", cause: cause)) == nil)
  }
}
