import RoostModel

/// Certificates, as a person reads of them.
struct CertificateText {
  /// Seconds since 1970.
  let now: Double

  func list(_ certificates: [CertificateSummary], _ style: TextStyle) -> String {
    guard !certificates.isEmpty else { return "No certificates. One for development: roost tls local\n" }
    let rows = certificates.map { certificate in
      [
        TextTable.Cell(certificate.name), TextTable.Cell(validity(certificate)),
        TextTable.Cell(certificate.hosts.joined(separator: ", ")), TextTable.Cell(certificate.issuer),
      ]
    }
    let table = TextTable(heading: ["NAME", "VALID", "HOSTS", "ISSUER"], rows: rows, spared: ["ISSUER"]).text(style)
    let faults = certificates.compactMap { certificate in
      certificate.problem.map { "\(certificate.name): \($0.message)\n  a running gateway goes on with what it had; \($0.hint)\n" }
    }
    let renewals = certificates.compactMap { certificate in certificate.renewal.map { failed($0, of: certificate, style) } }
    return table + faults.joined() + renewals.joined()
  }

  private func failed(_ renewal: FailedRenewal, of certificate: CertificateSummary, _ style: TextStyle) -> String {
    let ago = TimeText.ago(renewal.at, now: now)
    let words = CleanText.line(renewal.problem.message)
    return "\(certificate.name): \(style.red("not renewed")) \(ago): \(words)\n  \(CleanText.line(renewal.problem.hint))\n"
  }

  /// `port` is where the gateway listens with TLS, `nil` when none does.
  func added(_ certificate: CertificateSummary, port: Int?, _ style: TextStyle) -> String {
    let use =
      port.map { "Used by the gateway from the next connection on, at port \($0)." }
      ?? "No gateway listens with TLS here now; it does with: roost serve --gateway-tls-port 8443"
    return "\(certificate.name): \(certificate.hosts.joined(separator: ", ")), \(validity(certificate)).\n\(use)\n"
  }

  func local(_ result: LocalCertificateResult, _ style: TextStyle) -> String {
    let text = added(result.certificate, port: result.port, style)
    guard !result.isTrusted else {
      return text + "This machine trusts it; browsers with a store of their own:\n" + browsers(result)
    }
    return text + """
      To be trusted by programs of this machine:
        sudo roost tls local --trust
      which is: cp \(ShellWord.quoted(result.authority)) /usr/local/share/ca-certificates/roost-ca.crt && update-ca-certificates
      Browsers with a store of their own:

      """ + browsers(result)
  }

  private func browsers(_ result: LocalCertificateResult) -> String {
    let file = ShellWord.quoted(result.authority)
    return """
        Chromium: certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n roost -i \(file)   (apt-get install -y libnss3-tools)
        Firefox:  Settings, Certificates, Authorities, Import: \(file)
        One command: curl --cacert \(file) \(address(result))

      """
  }

  /// Of an app, where there is one.
  private func address(_ result: LocalCertificateResult) -> String {
    let host = result.certificate.hosts.first { $0.hasSuffix(".localhost") && !$0.hasPrefix("*.") }
    return GatewayPorts(http: 80, https: result.port ?? 8443).url(host ?? "localhost", path: "/", secure: true)
  }

  private func validity(_ certificate: CertificateSummary) -> String {
    guard certificate.problem == nil else { return "not usable" }
    let days = certificate.daysLeft(now: now)
    return days < 0 ? "expired" : Double(certificate.notBefore) > now ? "not yet" : "\(days) days"
  }
}
