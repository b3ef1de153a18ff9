import RoostModel

/// The packet filter of one environment that may reach some destinations only: a chain of its own in the table of
/// ``EgressRules``, named after the host's end of its link. Loaded in the same transaction as that table.
package struct AllowedTraffic: Sendable, Equatable {
  package var interface: String
  package var destinations: [ResolvedDestination]

  package init(interface: String, destinations: [ResolvedDestination]) {
    self.interface = interface
    self.destinations = destinations
  }

  private var chain: String { "\(EgressRules.table) \(interface)" }

  /// Replaces what was loaded before. Conversations go on that were allowed when they began.
  package var text: String {
    let rules =
      [
        "tcp flags syn tcp option maxseg size set rt mtu", "ip daddr @subnets drop",
        "ip daddr \(EgressRules.metadataRange) drop", "ct state established accept",
      ] + destinations.map(AllowedTraffic.rule) + ["drop"]
    let lines =
      ["add chain \(chain)", "flush chain \(chain)"] + rules.map { "add rule \(chain) \($0)" } + [
        "add element \(EgressRules.table) limited { \"\(interface)\" : goto \(interface) }",
        "add element \(EgressRules.table) closed { \"\(interface)\" }",
      ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Takes the chain of an interface away. Harmless when there is none, as long as the table is there.
  package static func removal(of interface: String) -> String {
    let (table, chain) = (EgressRules.table, "\(EgressRules.table) \(interface)")
    return [
      "add chain \(chain)", "add element \(table) limited { \"\(interface)\" : goto \(interface) }",
      "delete element \(table) limited { \"\(interface)\" }", "add element \(table) closed { \"\(interface)\" }",
      "delete element \(table) closed { \"\(interface)\" }", "flush chain \(chain)", "delete chain \(chain)",
    ].joined(separator: "\n") + "\n"
  }

  private static func rule(_ allowed: ResolvedDestination) -> String {
    let addresses = "ip daddr { \(allowed.ranges.map(\.description).joined(separator: ", ")) }"
    guard let port = allowed.destination.port else { return "\(addresses) accept" }
    return "\(addresses) meta l4proto { tcp, udp } th dport \(port) accept"
  }
}
