import Foundation
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostSSH

/// What keeps a login from working, each told apart by what a real `ssh` says.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct LoginSerialTests {
  private func shortcoming(_ fixture: SSHFixture, _ host: String? = nil) async throws -> String {
    let target = try #require(StrategyTarget("ssh://\(host ?? fixture.host)"))
    // Another strategy, as no connection of an earlier one may stand in.
    let report = await fixture.secondStrategy().probe(target)
    #expect(!report.isUsable)
    return report.shortcomings.joined()
  }

  @Test func aHostNobodyHasVouchedFor() async throws {
    try await SSHFixture.with { fixture in
      try Data().write(to: URL(fileURLWithPath: fixture.directory.appending("known_hosts").string))
      let text = try await shortcoming(fixture)
      #expect(text.contains("ssh-keyscan -p \(fixture.server.port) 127.0.0.1 >> ~/.ssh/known_hosts"))
      // It was not simply taken down as known.
      #expect(try String(contentsOfFile: fixture.directory.appending("known_hosts").string, encoding: .utf8).isEmpty)
    }
  }

  @Test func aHostWithAnotherKey() async throws {
    try await SSHFixture.with { fixture in
      let other = try String(contentsOfFile: fixture.directory.appending("client.pub").string, encoding: .utf8)
      try Data("[127.0.0.1]:\(fixture.server.port) \(other)".utf8)
        .write(to: URL(fileURLWithPath: fixture.directory.appending("known_hosts").string))
      let text = try await shortcoming(fixture)
      #expect(text.contains("another host key") && text.contains("ssh-keygen -R '[127.0.0.1]:\(fixture.server.port)'"))
    }
  }

  @Test func aKeyThatIsNotLetIn() async throws {
    try await SSHFixture.with { fixture in
      let client = fixture.directory.appending("client")
      for name in [client.string, client.string + ".pub"] { try FileManager.default.removeItem(atPath: name) }
      try await ExternalCommand("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", client.string]).succeed()
      try Data("\n".utf8).write(to: URL(fileURLWithPath: client.string + ".pub"))
      let text = try await shortcoming(fixture)
      #expect(text.contains("ssh-copy-id -p \(fixture.server.port) \(fixture.user)@127.0.0.1"))
    }
  }

  @Test func nobodyListens() async throws {
    try await SSHFixture.with { fixture in
      let port = try FreePort.find()
      let text = try await shortcoming(fixture, "127.0.0.1:\(port)")
      #expect(text.contains("start sshd there"))
    }
  }

  @Test func nobodyIsCalledThat() async throws {
    try await SSHFixture.with { fixture in
      let text = try await shortcoming(fixture, "no-such-host.invalid")
      #expect(text.contains("no host is called no-such-host.invalid"))
    }
  }

  @Test func somethingElseListens() async throws {
    try await SSHFixture.with { fixture in
      let listener = try SilentListener()
      let began = ContinuousClock.now
      let text = try await shortcoming(fixture, "127.0.0.1:\(listener.port)")
      #expect(text.contains("does not answer"))
      #expect(began.duration(to: .now) < .seconds(15))
    }
  }

  @Test func anAddressThatIsAnOption() async throws {
    try await SSHFixture.with { fixture in
      let text = try await shortcoming(fixture, "-oProxyCommand=true")
      #expect(text.contains("not the address of a host"))
    }
  }

  @Test func aLoginShellThatTalks() async throws {
    try await SSHFixture.with(server: ["ForceCommand echo Welcome; echo to this host; sh -c \"$SSH_ORIGINAL_COMMAND\""]) {
      fixture in
      let report = await fixture.strategy.probe(fixture.target)
      #expect(report.isUsable, "\(report.shortcomings)")
    }
  }
}
