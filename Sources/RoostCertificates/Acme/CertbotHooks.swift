package import SystemPackage

/// What certbot runs before and after each attempt to renew, and with what came of it: lines for a shell, kept with the certificate.
/// It wants a program it can find first.
package struct CertbotHooks: Sendable, Equatable {
  package let before: String
  package let after: String
  /// With the new files, whose directory a variable names.
  package let deploy: String

  package init(executable: String, home: FilePath, label: CertificateLabel, directory: FilePath? = nil) {
    let program = "env \(CertbotHooks.quoted(executable)) tls"
    let place = "--home \(CertbotHooks.quoted(home.string))"
    let kept = directory.map { " --certbot-directory \(CertbotHooks.quoted($0.string))" } ?? ""
    before = "\(program) renewal \(label) --began \(place)"
    after = "\(program) renewal \(label) --ended \(place)\(kept)"
    deploy =
      "\(program) add \(place) --name \(label) " + "\"$RENEWED_LINEAGE/fullchain.pem\" \"$RENEWED_LINEAGE/privkey.pem\""
  }

  private static func quoted(_ word: String) -> String { "'" + word.replacing("'", with: "'\\''") + "'" }
}
