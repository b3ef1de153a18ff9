import Foundation
import RoostAgentClient
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostSandbox

/// What an agent is told about an environment.
struct BootPlanTests {
  private func plan(_ change: (inout EnvironmentSpec) -> Void = { _ in }, rootless: UInt32? = nil) -> BootPlan {
    var spec = EnvironmentSpec(layers: ["/base", "/node"], user: 200_001)
    change(&spec)
    return BootPlan(
      spec: spec, directory: EnvironmentDirectory(spec.id, below: "/home/environments"), limits: BootLimits(),
      link: Subnet.standard.link(0),
      resolver: "nameserver 9.9.9.9\n", identity: IdentityFiles(passwd: "", group: "", user: 200_001, home: "/app"),
      certificates: "/ca.crt",
      rootlessUser: rootless)
  }

  @Test func ownVariablesGiveWayToTheSpecs() {
    let boot = plan { $0.variables = ["PATH": "/mine", "KEY": "a=b\nc"] }.bootSpec
    #expect(
      boot.variables.contains("PATH=/mine") && boot.variables.contains("KEY=a=b\nc") && boot.variables.contains("HOME=/app"))
    #expect(boot.variables.filter { $0.hasPrefix("PATH=") }.count == 1)
  }

  @Test func theNetworkHasTheLinksAddresses() throws {
    let plan = plan()
    let network = try #require(plan.bootSpec.network)
    #expect(
      network.hostAddress == [10, 213, 0, 1] && network.guestAddress == [10, 213, 0, 2] && network.gateway == network.hostAddress)
    #expect(network.hostInterface.utf8.count == 15 && network.hostInterface.hasPrefix("rst"))
    #expect(try BootSpec(decoding: plan.bootSpec.encoded) == plan.bootSpec)
  }

  @Test func theGatewaysHostsAreLoopback() {
    let reaching = plan { spec in
      let ports = [GatewayAccess.Port(8080, isSecure: false), GatewayAccess.Port(443, isSecure: true)]
      spec.gateway = GatewayAccess(apps: [], hosts: ["back.localhost", "b.example.org"], ports: ports)
    }
    #expect(reaching.bootSpec.gatewayPorts == [8080, 443])
    #expect(reaching.hosts.hasSuffix("\n127.0.0.1 back.localhost\n127.0.0.1 b.example.org\n"))
    #expect(plan().bootSpec.gatewayPorts.isEmpty && !plan().hosts.contains("back."))
  }

  @Test func certificatesAreMountedReadOnly() {
    #expect(plan().bootSpec.mounts.first == BootMount(source: "/ca.crt", target: BootPlan.certificatesTarget, isReadOnly: true))
  }

  @Test func withoutRootEverythingIsTheCallers() {
    let boot = plan(rootless: 1000).bootSpec
    #expect(boot.isRootless && boot.user == 1000 && boot.group == 1000)
  }

  @Test func theUserIsInTheStacksOwnFiles() {
    let identity = IdentityFiles(
      passwd: "root:x:0:0:root:/root:/bin/bash\napp:x:5:5::/x:/bin/sh\nbroken\nother:x:200001:1::/:/bin/false\n",
      group: "root:x:0:\n",
      user: 200_001, home: "/app")
    #expect(identity.passwd == "root:x:0:0:root:/root:/bin/bash\napp:x:200001:200001:app:/app:/bin/sh\n")
    #expect(identity.group == "root:x:0:\napp:x:200001:\n")
    #expect(IdentityFiles(passwd: "", group: "", user: 9, home: "/").passwd.hasPrefix("root:x:0:0:"))
  }

  @Test func theUsersOfAllLayersAreThere() throws {
    let base = "root:x:0:0::/root:/bin/sh\nwww-data:x:33:33::/var/www:/bin/sh\n"
    let united = IdentityFiles.united([base + "queue:x:106:65534::/:/bin/false\n", base + "sshd:x:105:65534::/:/bin/false", base])
    #expect(united.split(separator: "\n").map { $0.prefix { $0 != ":" } } == ["root", "www-data", "queue", "sshd"])
    #expect(united.hasSuffix("\n"))
    #expect(IdentityFiles.united(["a:x:7:7::/:/new\n", "a:x:1:1::/:/old\n"]) == "a:x:7:7::/:/new\n")
    #expect(IdentityFiles.united([]).isEmpty)
  }

  @Test func layersThatAddUsersDoNotHideThoseOfOthers() throws {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("roost-users-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: place) }
    let layers = try ["queue:x:106:1::/:/bin/false\n", "sshd:x:105:1::/:/bin/false\n"].enumerated().map { index, line in
      let etc = place.appendingPathComponent("\(index)/etc")
      try FileManager.default.createDirectory(at: etc, withIntermediateDirectories: true)
      try Data(line.utf8).write(to: etc.appendingPathComponent("passwd"))
      return etc.deletingLastPathComponent().path
    }
    let passwd = HostFiles.identity(layers: layers, user: 200_001, home: "/app").passwd
    for name in ["queue", "sshd", "app"] { #expect(passwd.split(separator: "\n").contains { $0.hasPrefix(name + ":") }) }
  }
}
