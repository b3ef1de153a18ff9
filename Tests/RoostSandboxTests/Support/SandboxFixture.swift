import Foundation
import Glibc
import Logging
import RoostAgentClient
import RoostEnvironments
import RoostModel
import RoostSandbox
import RoostSystem
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
    let home = FilePath(NSTemporaryDirectory()).appending("roost-sandbox-\(UInt64.random(in: .min ... .max))")
    try DirectoryCreation.ensure(home)
    let fixture = SandboxFixture(home: home, base: try await TestBase.path(), strategy: newStrategy(home))
    do {
      try await body(fixture)
    } catch {
      try await fixture.clean()
      throw error
    }
    try await fixture.clean()
  }

  private func clean() async throws {
    for id in try await strategy.known() { try await strategy.discard(id) }
    try await DirectoryRemoval.remove(home)
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

  /// `ROOST_TEST_AGENT`, or `roost-agent` from this build.
  static let agent =
    ProcessInfo.processInfo.environment["ROOST_TEST_AGENT"].map { FilePath($0) } ?? products.appending("roost-agent")
  static let probe = products.appending("sandbox-probe")

  /// Where the build puts executables: beside the test bundle.
  private static let products: FilePath = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    var directory = FilePath(bundle)
    while let name = directory.lastComponent {
      directory.removeLastComponent()
      if name.string.hasSuffix(".xctest") { break }
    }
    return directory
  }()
}
