import Foundation
import Glibc
import Logging
import RoostAgentClient
import RoostEnvironments
import RoostMachine
import RoostModel
import RoostSystem
import RoostTestSupport
import StrategyConformance
import SystemPackage
import Testing

/// A scratch home with the virtual machine strategy over it. The kernel is fetched once and kept for later runs,
/// and so are images of layers that are still there.
struct MachineFixture: Sendable {
  let home: FilePath
  let layer: FilePath
  let strategy: MachineStrategy

  /// A user that owns nothing else on the machine.
  static let user: UInt32 = 200_778

  static func with(_ body: (MachineFixture) async throws -> Void) async throws {
    let kept = FilePath(NSTemporaryDirectory()).appending("roost-test-machine")
    try DirectoryCreation.ensure(kept)
    try await ScratchDirectory.with("machine") { home in
      try FileManager.default.createSymbolicLink(atPath: home.appending("machine").string, withDestinationPath: kept.string)
      let fixture = MachineFixture(home: home, layer: try await TestLayer.make(in: home), strategy: newStrategy(home))
      try await cleaning({ try await fixture.strategy.discardAll() }) { try await body(fixture) }
    }
  }

  static func newStrategy(
    _ home: FilePath, _ change: (inout MachineConfiguration) -> Void = { _ in }
  ) -> MachineStrategy {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    var configuration = MachineConfiguration(home: home, agent: TestExecutables.agent)
    configuration.bootLimit = .seconds(240)
    configuration.memory = ByteCount(256 << 20)
    configuration.disk = ByteCount(256 << 20)
    change(&configuration)
    return MachineStrategy(configuration, logger: logger)
  }

  /// As after a restart of the daemon.
  func secondStrategy() -> MachineStrategy { MachineFixture.newStrategy(home) }

  func spec(network: NetworkPolicy = .none, limits: ResourceLimits = ResourceLimits()) -> EnvironmentSpec {
    EnvironmentSpec(strategy: .machine, layers: [layer.string], user: MachineFixture.user, network: network, limits: limits)
  }

  func booted(_ spec: EnvironmentSpec? = nil) async throws -> any Environment {
    let environment = try await strategy.prepare(spec ?? self.spec())
    try await environment.boot()
    return environment
  }

  func directory(of id: EnvironmentID) -> EnvironmentDirectory {
    EnvironmentDirectory(id, below: home.appending("environments").appending("vm"))
  }
}
