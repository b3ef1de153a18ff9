import Foundation
import Glibc
import RoostAgentClient
import RoostEnvironments
import RoostModel
import RoostSystem
import RoostTestSupport
import StrategyConformance
import SystemPackage
import Testing

@testable import RoostSSH

/// A host that makes no sandbox: without root, and its kernel refuses user namespaces.
@Suite(.serialized, .enabled(if: SSHFixture.isRoot), PlainSuite(), .timeLimit(.minutes(3)))
struct PlainSerialTests {
  private var fixture: SSHFixture {
    get throws { try #require(PlainSuite.fixture) }
  }

  private func spec() async throws -> EnvironmentSpec {
    try await PlainSubject(fixture: fixture).spec()
  }

  @Test func itSaysSo() async throws {
    let fixture = try fixture
    let report = await fixture.strategy.probe(fixture.target)
    #expect(report.isUsable && report.isolation == .none)
    #expect(!report.abilities.contains(.noNetwork) && !report.abilities.contains(.ownFiles))
    let why = report.shortcomings.joined(separator: "\n")
    #expect(why.contains("neither root nor user namespaces") && why.contains("sysctl -w") && why.contains("--allow-weaker"))
  }

  @Test func nobodyGetsItUnasked() async throws {
    let fixture = try fixture
    for network in [NetworkPolicy.none, .outbound] {
      let environment = try await fixture.strategy.prepare(try await fixture.spec(network: network))
      let problem = await #expect(throws: Problem.self) { try await environment.boot() }
      #expect(problem?.code == .strategyUnavailable && problem?.hint.contains("--allow-weaker") == true)
      try await environment.destroy(grace: .zero)
    }
    let registry = StrategyRegistry([fixture.strategy])
    let refused = await #expect(throws: Problem.self) { try await registry.select(StrategyWish(.named(fixture.target))) }
    #expect(refused?.message.contains("isolates less (none) than what was asked for (namespaces)") == true)
    let taken = try await registry.select(StrategyWish(.named(fixture.target), mayWeaken: true))
    #expect(taken.warning?.contains("that host's files") == true)
  }

  @Test func aNetworkThatCannotBeKeptIsRefused() async throws {
    var spec = try await spec()
    spec.network = .none
    let environment = try await fixture.strategy.prepare(spec)
    let problem = await #expect(throws: Problem.self) { try await environment.boot() }
    #expect(problem?.code == .unsupported && problem?.hint.contains("--network outbound") == true)
    try await environment.destroy(grace: .zero)
  }

  /// As the user who logged in, in a directory of its own, the layers' programs first.
  @Test func aProgramRunsThere() async throws {
    let fixture = try fixture
    var spec = try await spec()
    let layer = fixture.directory.appending("tools-\(UInt32.random(in: .min ... .max))")
    try DirectoryCreation.ensure(layer.appending("usr/bin"))
    try Data("#!/bin/sh\necho from a layer\n".utf8).write(to: URL(fileURLWithPath: "\(layer)/usr/bin/greet"))
    chmod("\(layer)/usr/bin/greet", 0o755)
    spec.layers = [layer.string]
    let environment = try await fixture.booted(spec)
    let number = try await ExternalCommand("id", ["-u", fixture.user]).succeed().standardOutput
    let said = try await environment.run("id -u; greet; pwd; echo x > \"$TMPDIR/y\"; echo kept > /proc/self/cwd/note")
    let place = "\(fixture.cache)/roost/environments/\(spec.id)/files/app"
    #expect(said.output == "\(number)from a layer\n\(place)\n", "\(said)")
    #expect(try await environment.readFile("/app/note", from: 0, limit: 10) == Array("kept\n".utf8))
    try await environment.destroy(grace: .seconds(1))
    #expect(fixture.far("environments").isEmpty)
  }

  /// They leave their session and their parent, and the agent does not live to end them.
  @Test func nothingOutlivesItsEnvironment() async throws {
    let fixture = try fixture
    for killsAgent in [false, true] {
      let environment = try await fixture.booted(try await spec())
      let mark = "4\(UInt32.random(in: 1_000_000...9_999_999))"
      _ = try await environment.spawn(.shell("trap '' TERM; (setsid sleep \(mark) &); sleep \(mark)"))
      try await eventually("both sleep") {
        try await ExternalCommand("pgrep", ["-f", "-c", "^sleep \(mark)"]).run().standardOutput == "2\n"
      }
      if killsAgent {
        try await ExternalCommand("pkill", ["-KILL", "-f", "^\(fixture.cache)/roost/agents/"]).succeed()
        try await eventually("it is known to be lost") { await environment.state == .lost }
        try await fixture.secondStrategy().discard(environment.spec.id)
      } else {
        try await environment.destroy(grace: .milliseconds(100))
      }
      #expect(try await ExternalCommand("pgrep", ["-f", mark]).run().status == .exited(1))
      #expect(fixture.far("environments").isEmpty)
    }
  }

  @Test func aLaterDaemonFindsIt() async throws {
    let fixture = try fixture
    let environment = try await fixture.booted(try await spec())
    try await environment.mount(.directory(["note": .file(Array("here".utf8), mode: 0o644)]), at: "/app")
    let found = try #require(try await fixture.secondStrategy().reattach(environment.spec.id))
    #expect(try await found.readFile("/app/note", from: 0, limit: 10) == Array("here".utf8))
    try await found.destroy(grace: .zero)
  }
}
