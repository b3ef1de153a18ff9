import Foundation
import Glibc
import Logging
import RoostAgentClient
import RoostEnvironments
import RoostModel
import RoostProcess
import RoostSystem
import RoostTestSupport
import SystemPackage

/// A scratch home with the process strategy over it, and a layer with a program and a variable's target.
struct ProcessFixture: Sendable {
  let home: FilePath
  let layer: FilePath
  let strategy: ProcessStrategy

  /// A user that owns nothing else on the machine.
  static let user: UInt32 = 200_778

  static func with(_ body: (ProcessFixture) async throws -> Void) async throws {
    let home = FilePath(NSTemporaryDirectory()).appending("roost-process-\(UInt64.random(in: .min ... .max))")
    try DirectoryCreation.ensure(home, mode: 0o711)
    let fixture = ProcessFixture(home: home, layer: home.appending("layer"), strategy: newStrategy(home))
    try fixture.makeLayer()
    do {
      try await body(fixture)
    } catch {
      try await fixture.clean()
      throw error
    }
    try await fixture.clean()
  }

  private func makeLayer() throws {
    let programs = layer.appending("usr").appending("bin")
    try DirectoryCreation.ensure(programs, mode: 0o755)
    try AtomicFile.write(Array("#!/bin/sh\necho \"from the layer: $*\"\n".utf8), to: programs.appending("hello"), mode: 0o755)
    for path in [layer, layer.appending("usr"), programs] { chmod(path.string, 0o755) }
  }

  private func clean() async throws {
    for id in try await strategy.known() { try await strategy.discard(id) }
    try await DirectoryRemoval.remove(home)
  }

  /// As after a restart of the daemon.
  func secondStrategy() -> ProcessStrategy { ProcessFixture.newStrategy(home) }

  private static func newStrategy(_ home: FilePath) -> ProcessStrategy {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return ProcessStrategy(ProcessConfiguration(home: home, agent: agent), logger: logger)
  }

  func spec(_ change: (inout EnvironmentSpec) -> Void = { _ in }) -> EnvironmentSpec {
    var spec = EnvironmentSpec(strategy: .process, layers: [layer.string], user: ProcessFixture.user)
    change(&spec)
    return spec
  }

  func booted(_ spec: EnvironmentSpec? = nil) async throws -> any Environment {
    let environment = try await strategy.prepare(spec ?? self.spec())
    try await environment.boot()
    return environment
  }

  /// `ROOST_TEST_AGENT`, or `roost-agent` from this build, beside the test bundle.
  private static let agent: FilePath = {
    if let given = ProcessInfo.processInfo.environment["ROOST_TEST_AGENT"] { return FilePath(given) }
    var directory = FilePath(CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0])
    while let name = directory.lastComponent {
      directory.removeLastComponent()
      if name.string.hasSuffix(".xctest") { break }
    }
    return directory.appending("roost-agent")
  }()
}

extension Environment {
  /// What a shell line wrote.
  func output(of line: String, in directory: String? = nil) async throws -> String {
    try await run(line) { $0.workingDirectory = directory }.output
  }
}
