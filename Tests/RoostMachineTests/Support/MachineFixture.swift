import Foundation
import Glibc
import Logging
import RoostAgentClient
import RoostEnvironments
import RoostMachine
import RoostModel
import RoostSystem
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
    let home = FilePath(NSTemporaryDirectory()).appending("roost-machine-\(UInt64.random(in: .min ... .max))")
    let kept = FilePath(NSTemporaryDirectory()).appending("roost-test-machine")
    try DirectoryCreation.ensure(kept)
    try DirectoryCreation.ensure(home)
    try FileManager.default.createSymbolicLink(atPath: home.appending("machine").string, withDestinationPath: kept.string)
    let fixture = MachineFixture(home: home, layer: try await TestLayer.make(in: home), strategy: newStrategy(home))
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
    _ home: FilePath, _ change: (inout MachineConfiguration) -> Void = { _ in }
  ) -> MachineStrategy {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    var configuration = MachineConfiguration(home: home, agent: agent)
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

  /// `ROOST_TEST_AGENT`, or `roost-agent` from this build.
  static let agent =
    ProcessInfo.processInfo.environment["ROOST_TEST_AGENT"].map { FilePath($0) } ?? products.appending("roost-agent")

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
