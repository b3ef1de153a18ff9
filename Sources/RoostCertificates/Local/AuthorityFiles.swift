import Glibc
package import RoostModel
import RoostSystem
package import SystemPackage

/// The development CA in its files, made once. Blocking.
package struct AuthorityFiles: Sendable {
  private let directory: CertificateDirectory

  package init(_ directory: CertificateDirectory) { self.directory = directory }

  private var secret: FilePath { directory.authority.appending("ca.pem") }
  /// The certificate alone, for clients.
  package var certificate: FilePath { directory.authority.appending("roost-ca.crt") }

  package func open(now: Int) throws(Problem) -> (authority: LocalAuthority, isNew: Bool) {
    if let text = try SmallFile.read(secret, limit: CertificateReader.maximumLength) {
      let authority = try LocalAuthority(text, from: secret.string)
      if authority.pair.notAfter > now + LocalAuthority.leafDays * 86_400 { return (authority, false) }
    }
    try directory.prepare()
    let authority = try LocalAuthority.make(named: AuthorityFiles.hostName(), now: now)
    try AtomicFile.write(authority.pair.text, to: secret, mode: 0o600)
    try AtomicFile.write(authority.pair.chain, to: certificate, mode: 0o644)
    return (authority, true)
  }

  /// The certificate's text, when there is one.
  package func published() throws(Problem) -> [UInt8]? { try SmallFile.read(certificate, limit: CertificateReader.maximumLength) }

  private static func hostName() -> String {
    var name = [CChar](repeating: 0, count: 65)
    guard gethostname(&name, name.count - 1) == 0 else { return "this machine" }
    let text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.isEmpty ? "this machine" : text
  }
}
