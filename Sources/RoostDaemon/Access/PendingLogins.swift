import RoostModel
import RoostStore

/// Logins whose password was right, and whose code is not there yet.
struct PendingLogins: Sendable {
  struct Login: Sendable, Equatable {
    var account: AccessName
    /// With another one it is worth nothing.
    var password: PasswordHash
    var expiresAt: Double
  }

  private static let time = 300.0
  private static let most = 1000
  private var logins: [[UInt8]: Login] = [:]

  /// A ticket for it. The oldest go when there are too many.
  mutating func open(_ account: AccountRecord, now: Double) -> String {
    logins = logins.filter { $0.value.expiresAt > now }
    if logins.count >= PendingLogins.most, let oldest = logins.min(by: { $0.value.expiresAt < $1.value.expiresAt }) {
      logins[oldest.key] = nil
    }
    let ticket = AccessSecret()
    logins[ticket.digest] = Login(account: account.name, password: account.password, expiresAt: now + PendingLogins.time)
    return ticket.text
  }

  func login(of ticket: String, now: Double) -> Login? {
    AccessSecret(ticket).flatMap { logins[$0.digest] }.flatMap { $0.expiresAt > now ? $0 : nil }
  }

  mutating func close(_ ticket: String) {
    if let ticket = AccessSecret(ticket) { logins[ticket.digest] = nil }
  }
}
