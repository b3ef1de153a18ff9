/// The packet filter that lets environments out, and nowhere else: a table `inet roost`, as `nft -f` reads it.
///
/// Loading it again changes nothing; several daemons of one machine share it, each adding its subnet. It is one
/// transaction, so there is no moment without rules.
package struct EgressRules: Sendable, Equatable {
  /// Host ends of environments' links are called this, followed by digits of the environment's identifier.
  package static let interfacePrefix = "rst"
  package static let table = "inet roost"
  package static let metadataRange = "169.254.0.0/16"

  package var subnet: Subnet
  /// Name servers that environments may ask (port 53) even when they are the host itself or in the metadata range.
  package var nameservers: [IPv4Address]

  package init(subnet: Subnet, nameservers: [IPv4Address] = []) {
    self.subnet = subnet
    self.nameservers = nameservers
  }

  package var text: String {
    (declarations + EgressRules.chain("postrouting", "nat", priority: 100, postrouting)
      + EgressRules.chain("forward", "filter", priority: 0, EgressRules.forward)
      + EgressRules.chain("input", "filter", priority: 0, EgressRules.input))
      .joined(separator: "\n") + "\n"
  }

  private var declarations: [String] {
    [
      "add table \(EgressRules.table)",
      "add set \(EgressRules.table) subnets { type ipv4_addr; flags interval; auto-merge; }",
      "add element \(EgressRules.table) subnets { \(subnet) }",
      "add set \(EgressRules.table) nameservers { type ipv4_addr; }",
      "add map \(EgressRules.table) limited { type ifname : verdict; }",
      "add set \(EgressRules.table) closed { type ifname; }",
    ] + nameservers.map { "add element \(EgressRules.table) nameservers { \($0) }" }
  }

  private var postrouting: [String] { ["ip saddr @subnets oifname != \"\(EgressRules.interfacePrefix)*\" masquerade"] }

  private static let asksForNames = "ip daddr @nameservers meta l4proto { tcp, udp } th dport 53"
  private static let ours = "\"\(interfacePrefix)*\""

  /// Nothing begins a conversation with an environment; an environment begins none with its neighbours, with the
  /// metadata service of a cloud, or over IPv6. Those with a list of destinations follow ``AllowedTraffic`` instead.
  private static let forward = [
    "iifname \(ours) ip saddr != @subnets drop",
    "iifname vmap @limited",
    "iifname \(ours) \(asksForNames) accept",
    "iifname \(ours) meta nfproto ipv6 drop",
    "iifname \(ours) ip daddr @subnets drop",
    "iifname \(ours) ip daddr \(metadataRange) drop",
    "oifname \(ours) ct state established,related accept",
    "oifname \(ours) drop",
    "iifname \(ours) tcp flags syn tcp option maxseg size set rt mtu",
  ]

  /// The host's own services are none of an environment's business, except its name server, and that not for those with a
  /// list of destinations: what they may reach was looked up for them.
  private static let input = [
    "iifname \(ours) ct state established,related accept",
    "iifname @closed drop",
    "iifname \(ours) \(asksForNames) accept",
    "iifname \(ours) drop",
  ]

  private static func chain(_ name: String, _ type: String, priority: Int, _ rules: [String]) -> [String] {
    let hook = "type \(type) hook \(name) priority \(priority); policy accept;"
    return ["add chain \(table) \(name) { \(hook) }", "flush chain \(table) \(name)"]
      + rules.map { "add rule \(table) \(name) \($0)" }
  }
}
