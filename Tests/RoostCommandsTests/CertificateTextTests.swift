import RoostModel
import Testing

@testable import RoostCommands

/// What the makers of certificates say of the gateway that uses them.
@Suite struct CertificateTextTests {
  private let certificate = CertificateSummary(
    name: "local", hosts: ["localhost", "*.localhost", "shop.localhost"], issuer: "Roost", notBefore: 0, notAfter: 864_000)

  private func local(port: Int?) -> String {
    let result = LocalCertificateResult(
      certificate: certificate, authority: "/home/tls/ca.crt", isNew: true, isTrusted: false, port: port)
    return CertificateText(now: 1).local(result, TextStyle(enabled: false))
  }

  @Test func thePortIsTheGatewaysOwn() {
    let text = local(port: 9443)
    #expect(text.contains("from the next connection on, at port 9443.\n"))
    #expect(text.contains("curl --cacert /home/tls/ca.crt https://shop.localhost:9443/\n"))
    #expect(!text.contains("8443"))
    #expect(local(port: 443).contains(" https://shop.localhost/\n"))
  }

  @Test func withoutAGatewayTheCommandThatStartsOneIsNamed() {
    #expect(local(port: nil).contains("roost serve --gateway-tls-port 8443\n"))
    let text = CertificateText(now: 1).added(certificate, port: nil, TextStyle(enabled: false))
    #expect(text.hasSuffix("roost serve --gateway-tls-port 8443\n") && text.hasPrefix("local: localhost, *.localhost"))
  }

  @Test func whatWasNotRenewedIsSaidWithTheWayOut() {
    var certificate = certificate
    certificate.renewal = FailedRenewal(
      at: 1, problem: Problem(.toolFailed, "certbot got\u{1B}[31m none", hint: "certbot renew --cert-name local"))
    let text = CertificateText(now: 3601).list([certificate], TextStyle(enabled: false))
    #expect(text.contains("local: not renewed 1 h 0 min ago: certbot got none\n  certbot renew --cert-name local\n"), "\(text)")
  }
}
