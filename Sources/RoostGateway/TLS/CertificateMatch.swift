/// Which certificate a client would be shown for a host.
package enum CertificateMatch: Sendable, Equatable {
  /// One that is for this host.
  case named
  /// One for nothing in particular, which clients may refuse.
  case fallback
}
