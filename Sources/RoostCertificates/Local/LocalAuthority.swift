import Crypto
import FoundationEssentials
package import RoostModel
import SwiftASN1
import X509

/// A certificate authority for one machine's development. Its certificate says itself that it vouches for ``LocalHost``s alone,
/// so that who gets hold of its key cannot pose as a bank to those who trust it.
package struct LocalAuthority: Sendable {
  private let certificate: Certificate
  private let key: Certificate.PrivateKey
  /// Its certificate and key as a file holds them.
  package let pair: CertificatePair

  static let validDays = 3650
  /// Clients refuse more of a server's.
  package static let leafDays = 397

  /// Makes a new one. `now` is in seconds since 1970; `name` says whose it is where certificates are listed.
  package static func make(named name: String, now: Int) throws(Problem) -> LocalAuthority {
    do {
      let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
      let subject = try DistinguishedName {
        OrganizationName("Roost")
        CommonName("Roost development CA of \(name)")
      }
      let certificate = try Certificate(
        version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey, notValidBefore: date(now - 3600),
        notValidAfter: date(now + validDays * 86_400), issuer: subject, subject: subject,
        signatureAlgorithm: .ecdsaWithSHA256, extensions: try extensions(for: key.publicKey), issuerPrivateKey: key)
      return try LocalAuthority(certificate, key)
    } catch {
      throw .unexpected(error, during: "making the development CA")
    }
  }

  /// The one that ``pair`` of an earlier one holds. Throws `certificate.invalid`.
  package init(_ text: [UInt8], from what: String) throws(Problem) {
    do {
      let documents = try PEMDocument.parseMultiple(pemString: String(decoding: text, as: UTF8.self))
      guard let certificate = documents.first(where: { $0.discriminator == "CERTIFICATE" }),
        let key = documents.first(where: { $0.discriminator == "PRIVATE KEY" })
      else { throw CertificateFault.noKey }
      try self.init(Certificate(pemDocument: certificate), Certificate.PrivateKey(pemDocument: key))
    } catch {
      throw Problem(
        .certificateInvalid, "\(what) does not hold the development CA",
        hint: "move it away and make another: mv '\(what)' '\(what).bad' && roost tls local")
    }
    guard key.publicKey == certificate.publicKey else { throw CertificateFault.keyOfAnother.problem(what) }
  }

  private init(_ certificate: Certificate, _ key: Certificate.PrivateKey) throws {
    self.certificate = certificate
    self.key = key
    pair = CertificatePair(
      leaf: certificate, chain: try certificate.serializeAsPEM().pemString + "\n", key: try key.serializeAsPEM().pemString + "\n")
  }

  /// A certificate with a key of its own for `hosts`. `days` is as long as clients accept at most.
  package func issue(_ hosts: [LocalHost], now: Int, days: Int = leafDays) throws(Problem) -> CertificatePair {
    do {
      let own = Certificate.PrivateKey(P256.Signing.PrivateKey())
      let leaf = try Certificate(
        version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: own.publicKey,
        notValidBefore: LocalAuthority.date(now - 3600), notValidAfter: LocalAuthority.date(now - 3600 + days * 86_400),
        issuer: certificate.subject, subject: try DistinguishedName { OrganizationName("Roost") },
        signatureAlgorithm: .ecdsaWithSHA256, extensions: try extensions(of: hosts, own.publicKey), issuerPrivateKey: key)
      return CertificatePair(
        leaf: leaf, chain: try leaf.serializeAsPEM().pemString + "\n", key: try own.serializeAsPEM().pemString + "\n")
    } catch {
      throw .unexpected(error, during: "issuing a certificate")
    }
  }

  private func extensions(of hosts: [LocalHost], _ key: Certificate.PublicKey) throws -> Certificate.Extensions {
    let names = hosts.map { host in
      host.address.map { GeneralName.ipAddress(ASN1OctetString(contentBytes: $0[...])) } ?? .dnsName(host.text)
    }
    return try Certificate.Extensions {
      Critical(BasicConstraints.notCertificateAuthority)
      Critical(KeyUsage(digitalSignature: true))
      try ExtendedKeyUsage([.serverAuth])
      AuthorityKeyIdentifier(keyIdentifier: SubjectKeyIdentifier(hash: certificate.publicKey).keyIdentifier)
      SubjectKeyIdentifier(hash: key)
      SubjectAlternativeNames(names)
    }
  }

  private static func extensions(for key: Certificate.PublicKey) throws -> Certificate.Extensions {
    let ranges = LocalHost.ranges.map { ASN1OctetString(contentBytes: ($0.network + $0.mask)[...]) }
    return try Certificate.Extensions {
      Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
      Critical(KeyUsage(keyCertSign: true, cRLSign: true))
      Critical(NameConstraints(permittedDNSDomains: LocalHost.domains, permittedIPRanges: ranges))
      SubjectKeyIdentifier(hash: key)
    }
  }

  private static func date(_ seconds: Int) -> Date { Date(timeIntervalSince1970: TimeInterval(seconds)) }
}
