extension FarFacts {
  /// Where every environment with files of its own has them.
  static let usualCertificates = "/etc/ssl/certs/ca-certificates.crt"

  /// For programs that see the host's own files: its certificates are where it has them, or nowhere.
  func variables(_ wanted: [String: String]) -> [String: String] {
    wanted.compactMapValues { $0 == FarFacts.usualCertificates ? certificates : $0 }
  }
}
