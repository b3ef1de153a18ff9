import RoostModel
import RoostSystem

/// Drops every packet from and to a port of loopback, without a word to anybody.
struct NetworkCut: Sendable {
  let port: Int
  private var table: String { "roost-test-\(port)" }

  init(port: Int) { self.port = port }

  func begin() async throws {
    try await nft(["add", "table", "inet", table])
    try await nft(["add", "chain", "inet", table, "in", "{ type filter hook input priority 0; }"])
    for side in ["sport", "dport"] { try await nft(["add", "rule", "inet", table, "in", "tcp", side, "\(port)", "drop"]) }
  }

  func end() async throws { try await nft(["delete", "table", "inet", table]) }

  private func nft(_ arguments: [String]) async throws { try await ExternalCommand("/usr/sbin/nft", arguments).succeed() }
}
