/// A certificate of the gateway's, as its file is now. Never holds the key.
package struct CertificateSummary: Codable, Sendable, Equatable {
  package var name: String
  /// Hosts it is for. Empty when the file cannot be used.
  package var hosts: [String]
  package var issuer: String
  /// Seconds since 1970.
  package var notBefore: Int
  package var notAfter: Int
  /// Why the file cannot be used. A running gateway then goes on with what it had under this name.
  package var problem: Problem?
  /// Why the last attempt to renew it failed; `nil` once one succeeded.
  package var renewal: FailedRenewal?

  package init(
    name: String, hosts: [String] = [], issuer: String = "", notBefore: Int = 0, notAfter: Int = 0, problem: Problem? = nil,
    renewal: FailedRenewal? = nil
  ) {
    self.name = name
    self.hosts = hosts
    self.issuer = issuer
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.problem = problem
    self.renewal = renewal
  }

  /// Whole days that are left; negative when it expired.
  package func daysLeft(now: Double) -> Int { Int(((Double(notAfter) - now) / 86_400).rounded(.down)) }
}

/// An attempt to renew a certificate that brought none.
package struct FailedRenewal: Codable, Sendable, Equatable {
  /// Seconds since 1970.
  package var at: Double
  package var problem: Problem

  package init(at: Double, problem: Problem) {
    self.at = at
    self.problem = problem
  }
}
