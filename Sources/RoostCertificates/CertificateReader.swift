package import RoostModel
import SwiftASN1
import X509

/// Reads PEM texts of anybody's and looks whether they are one usable certificate.
package enum CertificateReader {
  /// Bytes of a text; the longest chains in use are a tenth of this.
  package static let maximumLength = 256 << 10
  static let maximumChain = 10

  /// The two may be the same text, or in one. Whether the certificate is valid *now* is for the caller to ask.
  ///
  /// Throws `certificate.invalid` about `what`, which names the text for people.
  package static func read(_ chain: [UInt8], key: [UInt8], of what: String) throws(Problem) -> CertificatePair {
    do throws(CertificateFault) {
      return try pair(documents(chain), documents(key))
    } catch {
      throw error.problem(what)
    }
  }

  private static func pair(_ chain: [PEMDocument], _ keys: [PEMDocument]) throws(CertificateFault) -> CertificatePair {
    let certificates = try certificates(in: chain)
    guard let leaf = certificates.first else { throw .noCertificate }
    let key = try key(in: keys)
    guard key.publicKey == leaf.publicKey else { throw .keyOfAnother }
    for (place, certificate) in certificates.dropLast().enumerated() {
      let signer = certificates[place + 1]
      guard certificate.issuer == signer.subject, signer.publicKey.isValidSignature(certificate.signature, for: certificate)
      else {
        throw .chainBroken(at: place)
      }
    }
    do {
      let text = try certificates.map { try $0.serializeAsPEM().pemString + "\n" }.joined()
      let pair = CertificatePair(leaf: leaf, chain: text, key: try key.serializeAsPEM().pemString + "\n")
      guard !pair.names.isEmpty else { throw CertificateFault.noNames }
      return pair
    } catch let fault as CertificateFault {
      throw fault
    } catch {
      throw .unreadable("\(error)")
    }
  }

  private static func documents(_ text: [UInt8]) throws(CertificateFault) -> [PEMDocument] {
    guard text.count <= maximumLength, let text = String(validating: text, as: UTF8.self) else { throw .unreadable("no text") }
    do {
      return try PEMDocument.parseMultiple(pemString: text)
    } catch {
      throw .unreadable("\(error)")
    }
  }

  private static func certificates(in documents: [PEMDocument]) throws(CertificateFault) -> [Certificate] {
    let found = documents.filter { $0.discriminator == "CERTIFICATE" }
    guard found.count <= maximumChain else { throw .tooMany }
    do {
      return try found.map { try Certificate(pemDocument: $0) }
    } catch {
      throw .unreadable("\(error)")
    }
  }

  private static func key(in documents: [PEMDocument]) throws(CertificateFault) -> Certificate.PrivateKey {
    let found = documents.filter { $0.discriminator.hasSuffix("PRIVATE KEY") }
    guard let document = found.first else { throw .noKey }
    guard found.count == 1 else { throw .severalKeys }
    guard document.discriminator != "ENCRYPTED PRIVATE KEY" else { throw .encryptedKey }
    do {
      return try Certificate.PrivateKey(pemDocument: document)
    } catch {
      // What the library says may hold parts of the key.
      throw .keyUnreadable
    }
  }
}
