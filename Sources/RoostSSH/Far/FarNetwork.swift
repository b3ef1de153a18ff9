import RoostModel
import RoostSystem

/// The way out of environments on a host: the same rules as on this machine, loaded there.
actor FarNetwork {
  /// Rules younger than this are taken to be there still.
  private static let trustedFor: Duration = .seconds(60)

  private let connection: SSHConnection
  private let subnet: Subnet
  private var loadedAt: ContinuousClock.Instant?
  private var held: Set<Int> = []

  init(_ connection: SSHConnection, _ subnet: Subnet) {
    self.connection = connection
    self.subnet = subnet
  }

  /// Needs root and `nft` there.
  func open() async throws(Problem) {
    if let loadedAt, loadedAt.duration(to: .now) < FarNetwork.trustedFor { return }
    let facts = try await connection.facts()
    let rules = Array(EgressRules(subnet: subnet, nameservers: facts.resolver.nameservers).text.utf8)
    let answer = try await connection.call(FarScript.loadRules, isRepeatable: true) { (socket) throws(Problem) in
      try socket.send(rules)
    }
    guard answer.status == .exited(0) else {
      throw Problem(
        .environmentBootFailed, "the network rules could not be loaded on \(connection.address)",
        hint: "see why: \(connection.address.commandLine) nft list ruleset, or deploy with `network: none` in roost.yml",
        cause: answer.errors)
    }
    for arguments in ForwardingPolicy(listing: answer.text).missing {
      let opened = try await connection.call(FarScript.iptables(arguments))
      guard opened.status == .exited(0) else {
        throw Problem(
          .environmentBootFailed, "a firewall on \(connection.address) drops what environments send",
          hint: "run there: iptables \(arguments.joined(separator: " "))", cause: opened.errors)
      }
    }
    loadedAt = .now
  }

  /// A link whose addresses nobody there has, as far as was seen when the connection was made.
  func reserve(for id: EnvironmentID) async throws(Problem) -> NetworkLink {
    let shown = Set(try await connection.facts().addresses.compactMap(subnet.linkIndex))
    let start = Int(truncatingIfNeeded: UInt64(id.text, radix: 16) ?? 0) & .max
    guard let link = subnet.freeLink(from: start, taken: held.union(shown)) else {
      throw Problem(
        .environmentBootFailed, "all \(subnet.linkCount) network links of \(subnet) on \(connection.address) are in use",
        hint: "remove apps that are not needed: roost app list")
    }
    held.insert(link.index)
    return link
  }

  func hold(_ index: Int) { held.insert(index) }
  func release(_ index: Int) { held.remove(index) }
}
