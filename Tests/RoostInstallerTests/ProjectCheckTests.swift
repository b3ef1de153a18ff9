import Foundation
import RoostCatalog
import RoostModel
import SystemPackage
import Testing

@testable import RoostInstaller

/// `check` against a real index and real layers of a tiny runtime.
@Suite struct ProjectCheckTests {
  private static func catalogue() throws -> Catalogue {
    var entry = try #require(TinyIndex.catalogue().entries.first)
    entry.versionFiles = [
      VersionFile(file: ".tiny-version", form: .line), VersionFile(file: "tiny.json", form: .json, key: "engines.tiny"),
      VersionFile(file: "Tinyfile", form: .presence),
    ]
    return Catalogue([entry])
  }

  /// The same project before and after the runtime is installed.
  private func check(_ texts: [String: String]) async throws -> (before: ProjectCheck, after: ProjectCheck) {
    try await withScratch { top in
      let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
      defer { server.stop() }
      let project = top.appending("project")
      try FileManager.default.createDirectory(atPath: project.string, withIntermediateDirectories: true)
      for (name, text) in texts { try project.appending(name).write(text) }
      let installer = try await TestInstaller.tiny(home: top.appending("home"), server: server, catalogue: Self.catalogue())
      let before = try await installer.check(directory: project)
      _ = try await installer.install(["tiny"], progress: { _ in })
      return (before, try await installer.check(directory: project))
    }
  }

  private static let start = ["Procfile": "web: tiny\n", "roost.yml": "runtimes:\n  tiny: \">=1\"\n"]

  @Test func saysWhatIsMissingAndTheOneCommand() async throws {
    let (before, after) = try await check(Self.start)
    let runtime = try #require(before.runtimes.first)
    #expect(runtime.state == .missing && runtime.version == "1.2.0" && runtime.problem == nil)
    #expect(runtime.requirement.decidedBy.description == "roost.yml:2 runtimes.tiny is \">=1\"")
    #expect(before.command == "roost runtime install 'tiny@>=1'" && before.cost.disk == ByteCount(20_000))
    #expect(!before.check.canStart && before.check.missingRuntimes == ["tiny@>=1"] && before.type == .procfile)
    #expect(after.check.canStart && after.command == nil && after.cost == .none)
    #expect(after.runtimes.map(\.state) == [.present] && after.runtimes[0].version == "1.2.0")
  }

  /// Docker and the like: no layer ever has them.
  @Test func whatTheMachineItselfHasCounts() async throws {
    try await withScratch { top in
      var entry = try #require(TinyIndex.catalogue().entries.first)
      (entry.sources, entry.provides, entry.defaultSelector) = ([], ["engine-of-a-test"], "system")
      entry.verify = [VerifyStep(run: ["engine-of-a-test"], expect: .line("engine {version}"))]
      var options = InstallerOptions()
      options.searchPath = top.appending("bin").string + ":/usr/bin:/bin"
      let installer = Installer(
        home: top.appending("home"), catalogue: Catalogue([entry]), options: options, logger: TestInstaller.logger,
        verifier: TestInstaller.plainVerifier)
      try await installer.open()
      let project = top.appending("project")
      for directory in [project, top.appending("bin")] {
        try FileManager.default.createDirectory(atPath: directory.string, withIntermediateDirectories: true)
      }
      try project.appending("Procfile").write("web: engine-of-a-test\n")
      try project.appending("roost.yml").write("runtimes: {tiny: system}\n")
      let before = try await installer.check(directory: project)
      #expect(!before.check.canStart && before.runtimes.map(\.state) == [.missing])
      #expect(before.check.suggestedActions.map(\.command).contains { $0.contains("--scope host") }, "\(before.check)")
      #expect(before.command == "roost install tiny --scope host")
      let program = top.appending("bin/engine-of-a-test")
      try program.write("#!/bin/sh\necho engine 24.0.5\n")
      #expect(chmod(program.string, 0o755) == 0)
      let after = try await installer.check(directory: project)
      #expect(after.check.canStart && after.command == nil && after.check.suggestedActions == [])
      #expect(after.runtimes.map(\.state) == [.present] && after.runtimes.map(\.version) == ["24.0.5"])
      let request = InstallRequest(specifiers: ["tiny"])
      #expect(try await installer.plan(request).runtimes.map(\.state) == [.installed])
      let presence = try await installer.capabilities(strategies: []).runtimes.first { $0.runtime == entry.id }
      #expect(presence?.version == "24.0.5" && presence?.scope == .host && presence?.path == program.string)
    }
  }

  @Test func aVersionThatDoesNotExistIsUnavailable() async throws {
    let (before, after) = try await check(["Procfile": "web: tiny\n", "roost.yml": "runtimes: {tiny: \"7\"}\n"])
    #expect(before.runtimes[0].state == .unavailable && before.runtimes[0].problem?.code == .runtimeVersionUnavailable)
    #expect(before.runtimes[0].problem?.hint.contains("1.2.0") == true, "what exists")
    #expect(before.command == nil && before.check.suggestedActions.isEmpty)
    #expect(after.runtimes[0].state == .unavailable && after.check.versionMismatches.map(\.installed) == ["1.2.0"])
    #expect(!after.check.canStart)
  }

  @Test func whatIsOnlyMentionedDoesNotHinder() async throws {
    let (before, after) = try await check(["index.html": "x", "Tinyfile": ""])
    #expect(before.check.canStart && before.command == nil && before.cost == .none)
    #expect(before.runtimes.map(\.isOptional) == [true] && before.runtimes[0].state == .missing)
    #expect(before.check.suggestedActions.map(\.command) == ["roost runtime install 'tiny@*'"])
    #expect(after.runtimes[0].state == .present)
  }

  @Test func aProjectNobodyRecognisesStillSaysWhatItNeeds() async throws {
    let (before, after) = try await check([".tiny-version": "1.2.0\n", "tiny.json": "{\"engines\": {\"tiny\": \"<1\"}}"])
    #expect(before.type == nil && before.problems.map(\.code) == [.projectUnrecognised])
    #expect(before.command == "roost runtime install 'tiny@1.2.0'")
    #expect(
      before.warnings == [
        ".tiny-version:1 says 1.2.0 decides, but no such version of Tiny fits tiny.json:1 engines.tiny is \"<1\""
      ])
    #expect(before.runtimes[0].outvoted.map(\.description) == ["tiny.json:1 engines.tiny is \"<1\""])
    #expect(!after.check.canStart && after.command == nil)
    #expect(after.check.versionMismatches.map(\.severity) == [.warning])
  }

  @Test func aDirectoryThatIsNotThereIsAProblem() async throws {
    try await withScratch { top in
      let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
      defer { server.stop() }
      let installer = try await TestInstaller.tiny(home: top.appending("home"), server: server)
      #expect(await problem { try await installer.check(directory: top.appending("nothing")) }?.code == .projectNotFound)
    }
  }

  @Test func theChosenProfileDecidesWhereNoFileDoes() async throws {
    try await withScratch { top in
      let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
      defer { server.stop() }
      let entries = try Self.catalogue().entries
      let profile = Profile(name: "ours", title: "Ours", specifiers: ["tiny@1.2"])
      let catalogue = Catalogue(entries, profiles: [profile])
      let installer = try await TestInstaller.tiny(home: top.appending("home"), server: server, catalogue: catalogue)
      let project = top.appending("project")
      try FileManager.default.createDirectory(atPath: project.string, withIntermediateDirectories: true)
      try project.appending("Tinyfile").write("")
      #expect(try await installer.check(directory: project).runtimes[0].requirement.selector == "*")
      _ = try await installer.chooseProfile("ours")
      let requirement = try await installer.check(directory: project).runtimes[0].requirement
      #expect(requirement.selector == "1.2" && requirement.authority == .profile)
    }
  }
}
