package import RoostModel

/// The name a certificate is kept under: of its file, so of few characters. `example.org`, `wildcard.example.org`, `default`.
package struct CertificateLabel: Sendable, Equatable, Comparable, CustomStringConvertible {
  package let text: String
  package var description: String { text }

  /// For clients that name no host, and for names that no other certificate is for.
  package static let fallback = CertificateLabel(trusted: "default")
  /// The one `roost tls local` makes.
  package static let local = CertificateLabel(trusted: "local")

  private init(trusted text: String) { self.text = text }

  package init(_ text: String) throws(Problem) {
    let isPlain = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }
    guard isPlain, (1...200).contains(text.utf8.count), let first = text.first, first != ".", first != "-" else {
      throw Problem(
        .usageInvalid, "\(text.debugDescription) cannot be the name of a certificate: small letters, digits, dots and hyphens",
        hint: "choose another: roost tls add CERTIFICATE KEY --name example.org")
    }
    self.text = text
  }

  /// The one a certificate gets when nobody says another: after the first name it is for.
  package init(naming host: String) throws(Problem) {
    try self.init(host.lowercased().replacing("*", with: "wildcard").replacing(":", with: "-"))
  }

  package static func < (one: CertificateLabel, other: CertificateLabel) -> Bool { one.text < other.text }
}
