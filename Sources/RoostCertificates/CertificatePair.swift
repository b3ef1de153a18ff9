import FoundationEssentials
import SwiftASN1
import X509

/// A certificate with those that vouch for it and its private key, read and found to fit together.
package struct CertificatePair: Sendable, Equatable {
  /// Hosts it is for, in small letters; addresses as text.
  package let names: [String]
  /// Who vouches for it, as its certificate says.
  package let issuer: String
  /// Seconds since 1970.
  package let notBefore: Int
  package let notAfter: Int
  /// PEM, the server's own first.
  package let chain: [UInt8]
  /// PEM. Never shown to anybody.
  package let key: [UInt8]

  init(leaf: Certificate, chain: String, key: String) {
    names = CertificatePair.names(of: leaf)
    issuer = leaf.issuer.description
    notBefore = Int(leaf.notValidBefore.timeIntervalSince1970.rounded(.down))
    notAfter = Int(leaf.notValidAfter.timeIntervalSince1970.rounded(.down))
    self.chain = Array(chain.utf8)
    self.key = Array(key.utf8)
  }

  /// What one file holds of it.
  package var text: [UInt8] { chain + key }

  /// The subject's name does not count: no client of today looks at it.
  private static func names(of leaf: Certificate) -> [String] {
    // An extension that cannot be read is for no host: the reader refuses what is for none.
    guard let alternatives = try? leaf.extensions.subjectAlternativeNames else { return [] }
    return alternatives.compactMap { name in
      switch name {
      case .dnsName(let host): host.lowercased()
      case .ipAddress(let address): AddressText.text(address.bytes)
      default: nil
      }
    }
  }
}
