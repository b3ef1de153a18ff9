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
    try await ScratchDirectory.with("process") { home in
      let fixture = ProcessFixture(home: home, layer: home.appending("layer"), strategy: newStrategy(home))
      try fixture.makeLayer()
      try await cleaning({ try await fixture.strategy.discardAll() }) { try await body(fixture) }
    }
  }

  private func makeLayer() throws {
    let programs = layer.appending("usr").appending("bin")
    try DirectoryCreation.ensure(programs, mode: 0o755)
    try AtomicFile.write(Array("#!/bin/sh\necho \"from the layer: $*\"\n".utf8), to: programs.appending("hello"), mode: 0o755)
    for path in [layer, layer.appending("usr"), programs] { chmod(path.string, 0o755) }
  }

  /// As after a restart of the daemon.
  func secondStrategy() -> ProcessStrategy { ProcessFixture.newStrategy(home) }

  private static func newStrategy(_ home: FilePath) -> ProcessStrategy {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return ProcessStrategy(ProcessConfiguration(home: home, agent: TestExecutables.agent), logger: logger)
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
}

extension Environment {
  /// What a shell line wrote.
  func output(of line: String, in directory: String? = nil) async throws -> String {
    try await run(line) { $0.workingDirectory = directory }.output
  }
}
