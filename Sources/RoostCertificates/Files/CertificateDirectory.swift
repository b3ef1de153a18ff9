import Glibc
package import RoostModel
import RoostSystem
package import SystemPackage

/// The gateway's certificates: `NAME.pem` in one directory, each holding chain and key, so that replacing one is one rename and
/// nobody ever sees half of it. Blocking.
package struct CertificateDirectory: Sendable {
  package let path: FilePath

  package init(home: FilePath) { path = home.appending("tls") }

  /// Where answers to ACME challenges are laid; served to everybody.
  package var challenges: FilePath { path.appending("acme") }
  var authority: FilePath { path.appending("ca") }

  package func file(_ label: CertificateLabel) -> FilePath { path.appending("\(label).pem") }

  package func prepare() throws(Problem) {
    for directory in [path, challenges, authority] { try DirectoryCreation.ensure(directory, mode: 0o711) }
  }

  /// Sorted. Files of other names are nobody's.
  package func labels() throws(Problem) -> [CertificateLabel] {
    try DirectoryListing.names(in: path).filter { $0.hasSuffix(".pem") }
      .compactMap { name in
        // Not a name that `add` could have given: somebody else's file.
        try? CertificateLabel(String(name.dropLast(4)))
      }
  }

  /// Throws `certificate.invalid` for a file that cannot be used; `nil` when there is none.
  package func read(_ label: CertificateLabel) throws(Problem) -> CertificatePair? {
    guard let text = try SmallFile.read(file(label), limit: CertificateReader.maximumLength) else { return nil }
    return try CertificateReader.read(text, key: text, of: file(label).string)
  }

  package func write(_ pair: CertificatePair, as label: CertificateLabel) throws(Problem) {
    try prepare()
    try AtomicFile.write(pair.text, to: file(label), mode: 0o600)
    try forgetRenewal(of: label)
  }

  /// Returns whether there was one.
  package func remove(_ label: CertificateLabel) throws(Problem) -> Bool {
    try forgetRenewal(of: label)
    if unlink(file(label).string) == 0 { return true }
    guard errno == ENOENT else { throw .lastSystemCall("remove \(file(label))") }
    return false
  }

  /// What each file holds now.
  package func summaries() throws(Problem) -> [CertificateSummary] {
    try labels().compactMap { label -> CertificateSummary? in
      var summary: CertificateSummary?
      do throws(Problem) {
        summary = try read(label).map { $0.summary(label) }
      } catch {
        summary = CertificateSummary(name: label.text, problem: error)
      }
      summary?.renewal = renewal(of: label).failure
      return summary
    }
  }
}

extension CertificatePair {
  package func summary(_ label: CertificateLabel) -> CertificateSummary {
    CertificateSummary(name: label.text, hosts: names, issuer: issuer, notBefore: notBefore, notAfter: notAfter)
  }
}
