import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostSSH

/// What hosts say, and what follows from it.
struct FarFactsTests {
  static let address = "ssh://root@example.org"
  private static let groups = [
    "mountinfo=24 30 0:22 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw", "membership=0::/user.slice",
    "controllers:/sys/fs/cgroup=cpu memory pids",
  ]

  static func facts(_ changes: [String: String?] = [:], more: [String] = groups) throws -> FarFacts {
    var values: [String: String?] = [
      "place": "/root/.cache/roost", "writable": "1", "system": "Linux", "machine": FarFacts.ownMachine, "kernel": "6.1.0",
      "user": "0", "free": "1048576", "max_user_namespaces": "1000", "overlay": "1", "ip_forward": "1",
      "actions_avail": "kill_process trap user_notif allow", "connection": "10.0.0.1 50000 10.0.0.2 22",
    ]
    values.merge(changes) { $1 }
    let tools = ["tar", "tee", "mkfifo", "sha256sum", "nft"].map { "tool=\($0)" }
    let lines = values.compactMap { name, value in value.map { "\(name)=\($0)" } } + tools + more
    return try FarFacts(lines.joined(separator: "\n"), of: try SSHAddress(address))
  }

  @Test func areRead() throws {
    let facts = try FarFactsTests.facts(more: [
      "resolver:/etc/resolv.conf=nameserver 127.0.0.53", "resolver:/run/systemd/resolve/resolv.conf=nameserver 10.0.0.53",
      "address=10.213.0.1", "address=999.1.1.1", "certificates=/etc/ssl/certs/ca-certificates.crt",
    ])
    #expect(facts.isRoot && facts.isWritable && facts.overlay && facts.seccomp && facts.userNamespaces && !facts.isLocal)
    #expect(facts.free == .mebibytes(1024))
    #expect(facts.resolver.nameservers == [IPv4Address("10.0.0.53")].compactMap { $0 })
    #expect(facts.addresses == [IPv4Address("10.213.0.1")].compactMap { $0 })
    #expect(facts.certificates == "/etc/ssl/certs/ca-certificates.crt")
    #expect(try FarFactsTests.facts(["connection": "127.0.0.1 5 127.0.0.1 22"]).isLocal)
  }

  @Test(
    arguments: [
      ["place": nil], ["place": "relative"], ["place": "/home/o'brien/.cache/roost"], ["place": "/a:b"], ["place": "/a/../b"],
      ["user": nil], ["user": "-1"], ["user": "root"],
    ] as [[String: String?]])
  func thoseThatSayNeitherWhereNorAsWhomAreRefused(changes: [String: String?]) {
    #expect(throws: Problem.self) { try FarFactsTests.facts(changes) }
  }

  @Test(
    arguments: [
      ["machine": "sparc64"], ["system": "FreeBSD"], ["writable": nil], ["overlay": nil], ["actions_avail": "kill"],
    ] as [[String: String?]])
  func whatASandboxNeedsIsMissed(changes: [String: String?]) throws {
    let facts = try FarFactsTests.facts(changes)
    let report = facts.report(try SSHAddress(FarFactsTests.address))
    #expect(!report.isUsable && !report.shortcomings.isEmpty)
    var spec = EnvironmentSpec(strategy: .ssh, layers: ["/layer"], user: 1, network: .none)
    spec.host = "root@example.org"
    let wanted = spec
    #expect(throws: Problem.self) { try FarRules.check(wanted, facts, try SSHAddress(FarFactsTests.address)) }
  }

  @Test(
    arguments: [
      ["max_user_namespaces": "0"], ["unprivileged_userns_clone": "0"], ["apparmor_restrict_unprivileged_userns": "1"],
      ["trial": "0"], ["overlay": nil],
    ] as [[String: String?]])
  func withoutASandboxAPlainProcessIsTakenOnlyOnPurpose(changes: [String: String?]) throws {
    let (facts, address) = (
      try FarFactsTests.facts(changes.merging(["user": "1000"]) { $1 }), try SSHAddress(FarFactsTests.address)
    )
    let report = facts.report(address)
    #expect(report.isUsable && report.isolation == .none && !report.shortcomings.isEmpty)
    var spec = EnvironmentSpec(strategy: .ssh, layers: ["/layer"], user: 1, network: .outbound)
    let unasked = spec
    let problem = #expect(throws: Problem.self) { try FarRules.check(unasked, facts, address) }
    #expect(problem?.code == .strategyUnavailable)
    spec.mayBeWeaker = true
    try FarRules.check(spec, facts, address)
    spec.network = .none
    let closed = spec
    #expect(throws: Problem.self) { try FarRules.check(closed, facts, address) }
  }

  @Test func aNetworkTakesRootAndNft() throws {
    let address = try SSHAddress(FarFactsTests.address)
    let spec = EnvironmentSpec(strategy: .ssh, layers: ["/layer"], user: 1, network: .outbound)
    try FarRules.check(spec, try FarFactsTests.facts(), address)
    let plain = try FarFactsTests.facts(["user": "1000"])
    #expect(throws: Problem.self) { try FarRules.check(spec, plain, address) }
    #expect(!plain.report(address).abilities.contains(.outbound))
  }

  @Test func limitsBecomeControlGroups() throws {
    let (id, address) = (EnvironmentID(), try SSHAddress(FarFactsTests.address))
    let limits = ResourceLimits(memory: .mebibytes(64), processes: 10)
    let groups = try FarGroups(id, limits, try FarFactsTests.facts(), address)
    let group = "/sys/fs/cgroup/roost/\(id)"
    #expect(groups.directories == [group])
    #expect(groups.steps.contains(FarStep(kind: .write, path: "\(group)/pids.max", value: "11")))
    #expect(groups.steps.contains(FarStep(kind: .write, path: "/sys/fs/cgroup/cgroup.subtree_control", value: "+memory")))
    #expect(groups.steps.contains(FarStep(kind: .optional, path: "\(group)/memory.swap.max", value: "0")))
    #expect(groups.membership.memoryEvents?.string == "\(group)/memory.events")
    #expect(throws: Problem.self) { try FarGroups(id, limits, try FarFactsTests.facts(more: []), address) }
    #expect(throws: Problem.self) { try FarGroups(id, limits, try FarFactsTests.facts(["user": "1000"]), address) }
    #expect(try FarGroups(id, ResourceLimits(), try FarFactsTests.facts(["user": "1000"]), address).steps.isEmpty)
  }

  @Test(arguments: ["", ".", "..", ".hidden", "a/b", "a b", "a'b", String(repeating: "a", count: 129)])
  func namesOfVolumesThatLeadElsewhereAreRefused(name: String) throws {
    var mount = BindMount(source: "/here", target: "/data", readOnly: false)
    mount.volume = name
    let mounts = [mount]
    #expect(throws: Problem.self) { try FarVolumes(mounts, FarPlaces(root: "/c"), owner: 7) }
  }
}
