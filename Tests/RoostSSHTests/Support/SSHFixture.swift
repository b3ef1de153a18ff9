import Foundation
import Glibc
import Logging
import RoostAgentClient
import RoostEnvironments
import RoostModel
import RoostSSH
import RoostSystem
import RoostTestSupport
import StrategyConformance
import SystemPackage
import Testing

/// A scratch home with the SSH strategy over it, and a real sshd whose logins find a scratch cache directory.
struct SSHFixture: Sendable {
  /// Home of the strategy, keys of the server, and a layer.
  let directory: FilePath
  /// What environments leave on the host is below it.
  let cache: FilePath
  let server: SSHServer
  let user: String
  let strategy: SSHStrategy

  static let isRoot = geteuid() == 0
  /// A user that owns nothing else on the machine.
  static let appUser: UInt32 = 200_778

  /// - Parameters:
  ///   - user: who logs in; nil is who runs the tests.
  ///   - server: more settings of sshd.
  ///   - makesNamespaces: see ``SSHServer/start(in:cache:more:makesNamespaces:)``.
  static func with(
    user: String? = nil, server: [String] = [], makesNamespaces: Bool = true, _ body: (SSHFixture) async throws -> Void
  ) async throws {
    let name = String(UInt64.random(in: .min ... .max), radix: 36)
    let directory = FilePath("/tmp/roost-ssh-\(name)")
    try DirectoryCreation.ensure(directory)
    let cache = directory.appending("far")
    try DirectoryCreation.ensure(cache)
    if let user { try await ExternalCommand("chown", [user, cache.string]).succeed() }
    let sshd = try await SSHServer.start(in: directory, cache: cache, more: server, makesNamespaces: makesNamespaces)
    let fixture = SSHFixture(
      directory: directory, cache: cache, server: sshd, user: user ?? NSUserName(), strategy: strategy(directory, sshd))
    try await cleaning({ try await fixture.clean() }) { try await body(fixture) }
  }

  private func clean() async throws {
    try await strategy.discardAll()
    await strategy.disconnect()
    await server.stop()
    // A connection that is ending may still take its socket away.
    try await eventually("everything can be removed") {
      try await ExternalCommand("rm", ["-rf", directory.string]).run().succeeded
    }
  }

  static func strategy(
    _ directory: FilePath, _ server: SSHServer, _ change: (inout SSHConfiguration) -> Void = { _ in }
  ) -> SSHStrategy {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    var configuration = SSHConfiguration(home: directory.appending("home"), agent: TestExecutables.agent)
    configuration.clientConfiguration = server.clientConfiguration
    configuration.timings.aliveInterval = 1
    configuration.timings.aliveCount = 2
    configuration.timings.connect = 3
    configuration.timings.command = 10
    configuration.patience = .seconds(60)
    change(&configuration)
    return SSHStrategy(configuration, logger: logger)
  }

  /// As after a restart of the daemon.
  func secondStrategy(_ change: (inout SSHConfiguration) -> Void = { _ in }) -> SSHStrategy {
    SSHFixture.strategy(directory, server, change)
  }

  var host: String { "\(user)@127.0.0.1:\(server.port)" }
  var target: StrategyTarget { StrategyTarget("ssh://\(host)") ?? .sandbox }

  func spec(network: NetworkPolicy = .none) async throws -> EnvironmentSpec {
    var spec = EnvironmentSpec(
      strategy: .ssh, layers: [try await TestLayer.make(in: directory).string], user: SSHFixture.appUser, network: network)
    spec.host = host
    return spec
  }

  func booted(_ spec: EnvironmentSpec? = nil) async throws -> any Environment {
    let wanted: EnvironmentSpec
    if let spec { wanted = spec } else { wanted = try await self.spec() }
    let environment = try await strategy.prepare(wanted)
    try await environment.boot()
    return environment
  }

  /// Names in a directory of the host, such as `layers`.
  func far(_ name: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: cache.appending("roost").appending(name).string)
    return (names ?? []).sorted()
  }
}
