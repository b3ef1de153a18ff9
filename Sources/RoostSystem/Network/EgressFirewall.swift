import Glibc
package import RoostModel
package import SystemPackage

/// Lets environments out: forwarding, address translation, and the rules that keep them from everything else.
///
/// Loaded before the first environment with network boots, and again when the last time is a while ago, because other
/// programs flush or reload the rules of a machine. Undone by `nft delete table inet roost`.
package actor EgressFirewall {
  /// Rules younger than this are taken to be there still.
  private static let trustedFor: Duration = .seconds(60)

  private let subnet: Subnet
  private let scratch: FilePath
  private let forwarding: FilePath
  private var loadedAt: ContinuousClock.Instant?

  /// - Parameters:
  ///   - scratch: a directory that only this user may write.
  ///   - forwarding: the kernel's switch.
  package init(subnet: Subnet, scratch: FilePath, forwarding: FilePath = "/proc/sys/net/ipv4/ip_forward") {
    self.subnet = subnet
    self.scratch = scratch
    self.forwarding = forwarding
  }

  /// - Parameter nameservers: what environments may ask for names.
  package func ensure(nameservers: [IPv4Address]) async throws(Problem) {
    if let loadedAt, loadedAt.duration(to: .now) < EgressFirewall.trustedFor { return }
    try await open(EgressRules(subnet: subnet, nameservers: nameservers).text)
    loadedAt = .now
  }

  /// Lets an environment reach some destinations and nothing else. To be called before it boots, and again when their
  /// addresses have changed.
  package func allow(_ traffic: AllowedTraffic) async throws(Problem) {
    try await open(EgressRules(subnet: subnet).text + traffic.text)
  }

  /// Takes away what ``allow(_:)`` loaded for an environment that is gone.
  package func forget(interface: String) async throws(Problem) {
    try await load(EgressRules(subnet: subnet).text + AllowedTraffic.removal(of: interface))
  }

  private func open(_ rules: String) async throws(Problem) {
    let forwarding = forwarding
    try await BlockingWork.run { () throws(Problem) in try EgressFirewall.enableForwarding(forwarding) }
    try await load(rules)
    try await openForeignRules()
  }

  private static func enableForwarding(_ forwarding: FilePath) throws(Problem) {
    do throws(Errno) {
      guard try !KernelFile.text(of: forwarding).hasPrefix("1") else { return }
      try KernelFile.write("1\n", to: forwarding)
    } catch {
      throw Problem(
        .permissionDenied, "this machine does not pass packets on, so apps have no network: \(error)",
        hint: "sysctl -w net.ipv4.ip_forward=1, or deploy with `network: none` in roost.yml")
    }
  }

  private func load(_ rules: String) async throws(Problem) {
    let file = scratch.appending("egress-\(UInt64.random(in: .min ... .max)).nft")
    try await BlockingWork.run { () throws(Problem) in
      try DirectoryCreation.ensure(file.removingLastComponent(), mode: 0o700)
      try AtomicFile.write(Array(rules.utf8), to: file, mode: 0o600)
    }
    defer { unlink(file.string) }
    var command = ExternalCommand(EgressFirewall.path(of: "nft"), ["-f", file.string])
    command.timeout = .seconds(20)
    try await command.succeed()
  }

  /// Rules of Docker or ufw that drop what passes through get an exception. Without iptables there are none.
  private func openForeignRules() async throws(Problem) {
    let iptables = EgressFirewall.path(of: "iptables")
    guard iptables.contains("/") else { return }
    let listing = try await ExternalCommand(iptables, ["-w", "5", "-S"]).run()
    // A kernel without this table has no rules in it.
    guard listing.succeeded else { return }
    for arguments in ForwardingPolicy(listing: listing.standardOutput).missing {
      try await ExternalCommand(iptables, arguments).succeed()
    }
  }

  /// Administrators' tools are not on everybody's PATH.
  private static func path(of tool: String) -> String {
    ["/usr/sbin/", "/sbin/", "/usr/local/sbin/", "/usr/bin/"].map { $0 + tool }.first { access($0, X_OK) == 0 } ?? tool
  }
}
