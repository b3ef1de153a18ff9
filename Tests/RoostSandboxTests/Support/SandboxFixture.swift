import Foundation
import Glibc
import Logging
import RoostAgentClient
import RoostEnvironments
import RoostModel
import RoostSandbox
import RoostSystem
import RoostTestSupport
import StrategyConformance
import SystemPackage
import Testing

/// A scratch home with the sandbox strategy over it. Whatever a test leaves behind is discarded at its end.
struct SandboxFixture: Sendable {
  let home: FilePath
  let base: FilePath
  let strategy: SandboxStrategy

  /// A user that owns nothing else on the machine.
  static let user: UInt32 = 200_777

  static let isRoot = geteuid() == 0

  static func with(_ body: (SandboxFixture) async throws -> Void) async throws {
    try await ScratchDirectory.with("sandbox") { home in
      let fixture = SandboxFixture(home: home, base: try await TestBase.path(), strategy: newStrategy(home))
      try await cleaning({ try await fixture.strategy.discardAll() }) { try await body(fixture) }
    }
  }

  static func newStrategy(
    _ home: FilePath, _ change: (inout SandboxConfiguration) -> Void = { _ in }
  ) -> SandboxStrategy {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    var configuration = SandboxConfiguration(home: home, agent: agent)
    change(&configuration)
    return SandboxStrategy(configuration, logger: logger)
  }

  /// As after a restart of the daemon.
  func secondStrategy() -> SandboxStrategy { SandboxFixture.newStrategy(home) }

  func spec(network: NetworkPolicy = .none, limits: ResourceLimits = ResourceLimits()) -> EnvironmentSpec {
    EnvironmentSpec(layers: [base.string], user: SandboxFixture.user, network: network, limits: limits)
  }

  func booted(_ spec: EnvironmentSpec? = nil) async throws -> any Environment {
    let environment = try await strategy.prepare(spec ?? self.spec())
    try await environment.boot()
    return environment
  }

  static let agent = TestExecutables.agent
  static let probe = TestExecutables.directory.appending("sandbox-probe")
}
