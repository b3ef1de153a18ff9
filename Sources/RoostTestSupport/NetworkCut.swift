import RoostModel
import RoostSystem

/// Drops every packet from and to a port of loopback, without a word to anybody.
package struct NetworkCut: Sendable {
  package let port: Int
  private var table: String { "roost-test-\(port)" }

  package init(port: Int) { self.port = port }

  package func begin() async throws {
    try await nft(["add", "table", "inet", table])
    try await nft(["add", "chain", "inet", table, "in", "{ type filter hook input priority 0; }"])
    for side in ["sport", "dport"] { try await nft(["add", "rule", "inet", table, "in", "tcp", side, "\(port)", "drop"]) }
  }

  package func end() async throws { try await nft(["delete", "table", "inet", table]) }

  private func nft(_ arguments: [String]) async throws { try await ExternalCommand("/usr/sbin/nft", arguments).succeed() }
}
