import NIOHTTP1
package import RoostModel

extension DaemonClient {
  package func openClaim() async throws(Problem) -> ClaimTicket { try await value(.POST, "claims") }

  package func identity() async throws(Problem) -> IdentityDetail { try await value(.GET, "session") }

  package func sessions() async throws(Problem) -> [SessionSummary] { try await value(.GET, "sessions") }

  package func endSession(_ number: Int) async throws(Problem) { try await done(.DELETE, "sessions/\(number)") }

  package func accounts() async throws(Problem) -> [AccountSummary] { try await value(.GET, "accounts") }

  /// Makes it, or gives it another password.
  package func setAccount(_ name: AccessName, password: String) async throws(Problem) -> AccountSummary {
    try await value(.PUT, "accounts/\(name)", body: AccountRequest(password: password))
  }

  package func removeAccount(_ name: AccessName) async throws(Problem) { try await done(.DELETE, "accounts/\(name)") }

  package func tokens() async throws(Problem) -> [TokenSummary] { try await value(.GET, "tokens") }

  /// Its answer holds the token, this once.
  package func makeToken(_ request: TokenRequest) async throws(Problem) -> NewToken {
    try await value(.POST, "tokens", body: request)
  }

  package func revokeToken(_ name: AccessName) async throws(Problem) { try await done(.DELETE, "tokens/\(name)") }

  /// Oldest first. With `follows`, returns only when the daemon ends the stream.
  package func audit(_ query: AuditQuery, each: (AuditEntry) -> Void) async throws(Problem) {
    var words = ["follow=\(query.follows)"]
    if let after = query.after { words.append("after=\(after)") }
    if let since = query.since { words.append("since=\(Int(max(0, min(since, 1e11))))") }
    if let tail = query.tail { words.append("tail=\(tail)") }
    try await items("audit?" + words.joined(separator: "&"), each: each)
  }
}
