/// What the machine's own iptables rules do with packets that pass through, from `iptables -S`.
///
/// A chain that drops in one table cannot be overruled by accepting in another, so where Docker or ufw set the policy to
/// DROP, Roost's packets need a rule there.
package struct ForwardingPolicy: Sendable, Equatable {
  package var drops: Bool
  /// Where rules of an administrator belong: Docker leaves `DOCKER-USER` alone.
  package var chain: String
  private var rules: Set<String>

  /// - Parameter listing: what `iptables -S` prints.
  package init(listing: String) {
    let lines = listing.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    rules = Set(lines)
    drops = rules.contains("-P FORWARD DROP")
    chain = rules.contains("-N DOCKER-USER") && rules.contains("-A FORWARD -j DOCKER-USER") ? "DOCKER-USER" : "FORWARD"
  }

  /// Arguments of the `iptables` calls that are still to be made. Empty when forwarding is open or was opened before.
  package var missing: [[String]] {
    guard drops else { return [] }
    let out = ["-i", "\(EgressRules.interfacePrefix)+", "-j", "ACCEPT"]
    let back = ["-o", "\(EgressRules.interfacePrefix)+", "-m", "conntrack", "--ctstate", "RELATED,ESTABLISHED", "-j", "ACCEPT"]
    return [out, back]
      .filter { !rules.contains((["-A", chain] + $0).joined(separator: " ")) }
      .map { ["-w", "5", "-I", chain, "1"] + $0 }
  }
}
