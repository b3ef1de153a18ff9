import Foundation
import Glibc
import RoostAgentClient
import RoostEnvironments
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostSSH

/// Environments on a real host behind a real sshd.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct BootSerialTests {
  @Test func aProcessRunsThere() async throws {
    try await SSHFixture.with { fixture in
      let environment = try await fixture.booted()
      let finished = try await environment.run("echo hello from $(id -u); cat \"/usr/share/it's here\"; exit 7")
      #expect(finished.output == "hello from \(SSHFixture.isRoot ? SSHFixture.appUser : geteuid())\none\n")
      #expect(finished.exit.reason == .exited(7))
      try await environment.destroy(grace: .seconds(2))
      #expect(fixture.far("environments").isEmpty)
      #expect(try await fixture.strategy.known().isEmpty)
    }
  }

  @Test func aSecondBootSendsNothing() async throws {
    try await SSHFixture.with { fixture in
      let first = try await fixture.booted()
      let (layers, agents) = (fixture.far("layers"), fixture.far("agents"))
      #expect(layers.count == 1 && agents.count == 1)
      let before = try changeTimes(fixture, layers + agents)
      let second = try await fixture.booted()
      #expect(try await second.run("cat /usr/share/*").output == "one\n")
      #expect(try changeTimes(fixture, layers + agents) == before)
      #expect(fixture.far("layers") == layers && fixture.far("agents") == agents)
      for environment in [first, second] { try await environment.destroy(grace: .seconds(1)) }
    }
  }

  private func changeTimes(_ fixture: SSHFixture, _ names: [String]) throws -> [Int] {
    try names.map { name in
      let paths = ["layers", "agents"].map { fixture.cache.appending("roost").appending($0).appending(name).string }
      var status = stat()
      guard let path = paths.first(where: { access($0, F_OK) == 0 }), stat(path, &status) == 0 else {
        throw Errno(rawValue: errno)
      }
      return status.st_ctim.tv_sec * 1_000_000_000 + status.st_ctim.tv_nsec
    }
  }

  @Test func nothingRunsThereAfterDestroying() async throws {
    try await SSHFixture.with { fixture in
      let environment = try await fixture.booted()
      let mark = "4\(UInt32.random(in: 1_000_000...9_999_999))"
      _ = try await environment.spawn(.shell("trap '' TERM; (sleep \(mark)) & sleep \(mark)"))
      try await eventually("both sleep") {
        try await ExternalCommand("pgrep", ["-f", "-c", "^sleep \(mark)"]).run().standardOutput == "2\n"
      }
      try await environment.destroy(grace: .milliseconds(100))
      #expect(try await ExternalCommand("pgrep", ["-f", mark]).run().status == .exited(1))
      try await environment.destroy(grace: .zero)
    }
  }

  @Test func tellsWhatTheHostIs() async throws {
    try await SSHFixture.with { fixture in
      let report = await fixture.strategy.probe(fixture.target)
      #expect(report.isUsable && report.isolation == .namespaces, "\(report.shortcomings)")
      #expect(report.abilities.contains(.reattach))
      let nowhere = await fixture.strategy.probe()
      #expect(nowhere.isUsable && nowhere.abilities.isEmpty)
    }
  }
}
