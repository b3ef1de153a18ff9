/// What `roost tls local` did.
package struct LocalCertificateResult: Codable, Sendable, Equatable {
  package var certificate: CertificateSummary
  /// The CA's certificate, to be trusted by clients. Holds no key.
  package var authority: String
  /// The CA was made now, so nobody trusts it yet.
  package var isNew: Bool
  /// Programs of this machine that use the system's certificates trust it.
  package var isTrusted: Bool
  /// Where the gateway listens with TLS; `nil` when none does.
  package var port: Int?

  package init(certificate: CertificateSummary, authority: String, isNew: Bool, isTrusted: Bool, port: Int? = nil) {
    self.certificate = certificate
    self.authority = authority
    self.isNew = isNew
    self.isTrusted = isTrusted
    self.port = port
  }
}
