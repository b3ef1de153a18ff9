import RoostEnvironments
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostDocker

/// What environments reach, and what they do not.
@Suite(.serialized) struct DockerNetworkSerialTests {
  private let gateway = "set -- $(ip route | head -n 1); host=$3"

  @Test func anEnvironmentWithNetworkReachesTheOutside() async throws {
    try await DockerFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec(network: .outbound))
      let shown = try await environment.run("\(gateway); timeout 10 wget -q -O - http://$host:8099/")
      #expect(shown.output == "from the host")
    }
  }

  @Test func environmentsDoNotReachEachOther() async throws {
    try await DockerFixture.with { fixture in
      let first = try await fixture.booted(fixture.spec(network: .outbound))
      _ = try await first.spawn(.shell("echo mine >/tmp/index.html; exec httpd -f -p 8080 -h /tmp"))
      try await first.waitForPort()
      let address = try await first.run("set -- $(ip -4 addr show eth0 | tail -n 2 | head -n 1); echo ${2%/*}").output
      #expect(try await first.run("timeout 5 wget -q -O - http://\(address.dropLast()):8080/").output == "mine\n")

      let second = try await fixture.booted(fixture.spec(network: .outbound))
      let tried = try await second.run("timeout 2 wget -q -O - http://\(address.dropLast()):8080/; echo $?")
      #expect(!tried.output.contains("mine"))
      #expect(!tried.output.hasSuffix("\n0\n") && tried.output != "0\n")
    }
  }

  @Test func theNameServerOfTheEngineIsNoPortOfTheEnvironment() async throws {
    try await DockerFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec(network: .outbound))
      #expect(try await environment.run("netstat -ltn").output.contains("127.0.0.11:"))
      let events = await environment.events()
      _ = try await environment.spawn(.shell("exec httpd -f -p 8080 -h /tmp"))
      let opened = try await within(.seconds(20), "a port") {
        await events.compactMap { event -> UInt16? in if case .portOpened(let port) = event { port.port } else { nil } }.first {
          _ in true
        }
      }
      #expect(opened == 8080)
    }
  }

  @Test func anEnvironmentWithoutNetworkReachesNothing() async throws {
    try await DockerFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec(network: .none))
      #expect(
        try await environment.run("ls /sys/class/net; timeout 2 wget -q -O - http://172.17.0.1:8099/ 2>/dev/null; echo $?").output
          == "lo\n1\n")
    }
  }
}
