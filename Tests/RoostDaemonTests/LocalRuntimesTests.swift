import Foundation
import RoostModel
import Testing

@testable import RoostDaemon

@Suite struct LocalRuntimesTests {
  private func withHome(_ body: (HomeDirectory) async throws -> Void) async throws {
    let path = "/tmp/roost-local-\(UUID().uuidString.prefix(8))"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await body(HomeDirectory(option: path, variable: nil, userID: 0, userHome: nil))
  }

  @Test func readingMakesNothing() async throws {
    try await withHome { home in
      #expect(try !daemonAnswers(for: home))
      let runtimes = try await LocalRuntimes.with(home) { (operations) async throws(Problem) in try await operations.list() }
      #expect(runtimes.contains { $0.runtime.text == "nodejs" && $0.installed.isEmpty })
      let problem = await #expect(throws: Problem.self) {
        try await LocalRuntimes.with(home) { (operations) async throws(Problem) in try await operations.info("nodesj") }
      }
      #expect(problem?.code == .runtimeUnknown)
      #expect(!FileManager.default.fileExists(atPath: home.path))
    }
  }

  @Test func namesForCompletionNeedNoHome() async throws {
    try await withHome { home in
      let names = try await KnownNames.read(home)
      #expect(names.runtimes.contains("nodejs"))
      #expect(names.versions.contains("nodejs@lts") && names.versions.contains("nodejs@24"))
      #expect(!names.versions.contains("nodejs@18"))
      #expect(names.installed.isEmpty && names.transactions.isEmpty)
      #expect(!FileManager.default.fileExists(atPath: home.path))
    }
  }

  @Test func aHomeThatMayNotBeWrittenIsExplained() async throws {
    let home = try HomeDirectory(option: "/proc/roost-nowhere", variable: nil, userID: 0, userHome: nil)
    let problem = await #expect(throws: Problem.self) {
      try await LocalRuntimes.with(home) { (operations) async throws(Problem) in
        try await operations.install(InstallRequest(specifiers: ["uv"])) { _ in }
      }
    }
    #expect(problem?.message.contains("/proc/roost-nowhere") == true)
  }

  @Test(.enabled(if: geteuid() == 0), arguments: [(65534, 0o755), (0, 0o777)] as [(uid_t, mode_t)])
  func rootTrustsNoHomeThatOthersCanChange(_ owner: uid_t, _ mode: mode_t) async throws {
    try await withHome { home in
      try FileManager.default.createDirectory(atPath: home.path, withIntermediateDirectories: true)
      try FileManager.default.createDirectory(atPath: home.path + "/store", withIntermediateDirectories: true)
      #expect(chown(home.path, owner, owner) == 0 && chmod(home.path, mode) == 0)
      let problem = await #expect(throws: Problem.self) {
        try await LocalRuntimes.with(home) { (operations) async throws(Problem) in
          try await operations.install(InstallRequest(specifiers: ["uv"])) { _ in }
        }
      }
      #expect(problem?.code == .permissionDenied && problem?.hint.contains(home.path) == true)
      #expect(try FileManager.default.contentsOfDirectory(atPath: home.path) == ["store"])
    }
  }

  @Test(.enabled(if: geteuid() == 0)) func aFreshVolumeIsClosed() async throws {
    try await withHome { home in
      try FileManager.default.createDirectory(atPath: home.path, withIntermediateDirectories: true)
      #expect(chmod(home.path, 0o1777) == 0)
      let settings = try await SettingsLoader(options: ServeOptions(home: home.path), environment: [:]).load()
      try HomePreparation(settings: settings).prepare()
      let status = try FileManager.default.attributesOfItem(atPath: home.path)
      #expect(status[.posixPermissions] as? Int == 0o755)
      #expect(FileManager.default.fileExists(atPath: home.path + "/apps"))
    }
  }
}
