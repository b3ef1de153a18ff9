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

/// Hosts of several kinds: a user without privileges, few sessions, a network for environments, no room for a transfer.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct HostSerialTests {
  @Test(.enabled(if: SSHFixture.isRoot)) func aUserWithoutPrivileges() async throws {
    try await TestUser.with { user in
      try await SSHFixture.with(user: user) { fixture in
        let report = await fixture.strategy.probe(fixture.target)
        #expect(report.isUsable && !report.abilities.contains(.outbound), "\(report.shortcomings)")
        let environment = try await fixture.booted()
        let number = try await ExternalCommand("id", ["-u", user]).succeed().standardOutput
        #expect(try await environment.run("id -u").output == number)
        try await environment.destroy(grace: .seconds(1))
        #expect(fixture.far("environments").isEmpty)
        // Without root there is no way out, and it is not left open in silence.
        let wanted = try await fixture.spec(network: .outbound)
        let refused = try await fixture.strategy.prepare(wanted)
        await #expect(throws: Problem.self) { try await refused.boot() }
        try await refused.destroy(grace: .zero)
      }
    }
  }

  /// An sshd allows ten sessions on a connection; environments use none once they are up.
  @Test func moreEnvironmentsThanSessions() async throws {
    try await SSHFixture.with(server: ["MaxSessions 2"]) { fixture in
      var environments: [any Environment] = []
      for _ in 0..<6 { environments.append(try await fixture.booted()) }
      for environment in environments { #expect(try await environment.run("echo here").output == "here\n") }
      for environment in environments { try await environment.destroy(grace: .seconds(1)) }
      #expect(fixture.far("environments").isEmpty)
    }
  }

  @Test(.enabled(if: SSHFixture.isRoot)) func limitsAreKeptThere() async throws {
    try await SSHFixture.with { fixture in
      var spec = try await fixture.spec()
      spec.limits = ResourceLimits(memory: .mebibytes(64), cpus: 0.5, processes: 20)
      let environment = try await fixture.booted(spec)
      let many = try await environment.run("for i in $(seq 40); do sleep 5 & done; echo started")
      #expect(many.exit.reason != .exited(0) || !many.output.contains("started"))
      let eater = try await environment.run("dd if=/dev/zero of=/dev/null bs=200M count=1")
      #expect(eater.exit.reason == .outOfMemory, "\(eater)")
      try await environment.destroy(grace: .seconds(1))
      let left = try await ExternalCommand("find", ["/sys/fs/cgroup", "-name", spec.id.text]).succeed()
      #expect(left.standardOutput.isEmpty)
    }
  }

  @Test(.enabled(if: SSHFixture.isRoot)) func nothingMovesWhilePaused() async throws {
    try await SSHFixture.with { fixture in
      let environment = try await fixture.booted()
      let process = try await environment.spawn(.shell("while echo tick; do sleep 0.02; done"))
      try await eventually("it ticks") { try await process.outputEnd() > 20 }
      try await environment.pause()
      #expect(await environment.state == .paused)
      await #expect(throws: Problem.self) { try await environment.spawn(.shell("echo no")) }
      try await environment.resume()
      let before = try await process.outputEnd()
      try await eventually("it ticks again") { try await process.outputEnd() > before + 20 }
      try await environment.pause()
      try await environment.destroy(grace: .seconds(1))
      #expect(fixture.far("environments").isEmpty)
    }
  }

  @Test func aVolumeOutlivesEnvironments() async throws {
    try await SSHFixture.with { fixture in
      var volume = BindMount(source: "/nowhere/here", target: "/data", readOnly: false)
      volume.volume = "app-1"
      for (line, expected) in [("echo kept > /data/file; echo ok", "ok\n"), ("cat /data/file", "kept\n")] {
        var spec = try await fixture.spec()
        spec.mounts = [volume]
        let environment = try await fixture.booted(spec)
        #expect(try await environment.run(line).output == expected)
        try await environment.destroy(grace: .seconds(1))
      }
      var spec = try await fixture.spec()
      spec.mounts = [BindMount(source: "/tmp", target: "/data", readOnly: true)]
      let refused = spec
      await #expect(throws: Problem.self) { try await fixture.strategy.prepare(refused) }
      #expect(try await fixture.strategy.known().isEmpty)
    }
  }

  @Test(.enabled(if: SSHFixture.isRoot)) func aNetworkOfItsOwn() async throws {
    try await SSHFixture.with { fixture in
      let environment = try await fixture.booted(try await fixture.spec(network: .outbound))
      let routes = try await environment.run("cat /proc/net/route | wc -l")
      #expect(routes.output == "3\n")
      let rules = try await ExternalCommand("/usr/sbin/nft", ["list", "table", "inet", "roost"]).succeed()
      #expect(rules.standardOutput.contains("masquerade"))
      try await environment.destroy(grace: .seconds(1))
    }
  }

  @Test func whatArrivesOtherwiseThanItWasIsThrownAway() async throws {
    try await SSHFixture.with { fixture in
      let (connection, facts) = try await connection(fixture)
      let layer = try await TestLayer.make(in: fixture.directory)
      let wrong = FarContent(
        kind: .tree, source: layer, path: facts.places.layer(String(repeating: "0", count: 64)),
        sha256: String(repeating: "0", count: 64))
      let answer = try await FarTransfer(content: wrong, connection: connection, facts: facts, limit: .seconds(30)).run()
      #expect(answer.status == .exited(4))
      #expect(fixture.far("layers").isEmpty)
      await connection.close()
    }
  }

  @Test(arguments: [true, false]) func aTreeArrivesAsItWas(compressed: Bool) async throws {
    try await SSHFixture.with { fixture in
      let (connection, facts) = try await connection(fixture)
      let layer = try await TestLayer.make(in: fixture.directory)
      let sum = try await ContentSums(record: fixture.directory.appending("sums.json")).tree(layer)
      let content = FarContent(kind: .tree, source: layer, path: facts.places.layer(sum), sha256: sum)
      var transfer = FarTransfer(content: content, connection: connection, facts: facts, limit: .seconds(30))
      transfer.compresses = compressed
      let answer = try await transfer.run()
      #expect(answer.status == .exited(0), "\(answer.errors)")
      #expect(fixture.far("layers") == [sum])
      // The same archive again, so owners, modes, times and links are the same.
      var writer = TreeArchiveWriter(to: nil, sums: true)
      let again = try writer.write(content.path).sha256
      #expect(again == sum)
      await connection.close()
    }
  }

  /// The sender is cut off in the middle: no half layer, and the next attempt succeeds.
  @Test func aTransferThatIsInterrupted() async throws {
    try await SSHFixture.with { fixture in
      let (connection, facts) = try await connection(fixture)
      let scratch = facts.places.scratch().string
      let path = facts.places.layer("interrupted")
      let script = FarScript.receiveTree(scratch, as: path.string, sha256: "interrupted", isCompressed: false)
      let server = fixture.server
      await #expect(throws: Problem.self) {
        try await connection.call(script) { (socket) throws(Problem) in
          try socket.send([UInt8](repeating: 0, count: 64))
          server.dropConnections()
          try socket.send([UInt8](repeating: 0, count: 64 << 20))
        }
      }
      #expect(!fixture.far("layers").contains("interrupted"))
      let environment = try await fixture.booted()
      #expect(try await environment.run("echo fine").output == "fine\n")
      try await environment.destroy(grace: .seconds(1))
      await connection.close()
    }
  }

  private func connection(_ fixture: SSHFixture) async throws -> (SSHConnection, FarFacts) {
    var arguments = SSHArguments(
      address: try SSHAddress("ssh://\(fixture.host)"), socket: fixture.directory.appending("own").appending("c"))
    arguments.configurationFile = fixture.server.clientConfiguration
    let connection = SSHConnection(arguments)
    return (connection, try await connection.facts())
  }
}
