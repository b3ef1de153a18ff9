import Glibc
package import RoostModel
import RoostSystem
import SystemPackage

/// What all programs of a Debian or Ubuntu machine trust that use the system's certificates.
package struct SystemTrust: Sendable {
  private let anchor: FilePath

  private static let directory: FilePath = "/usr/local/share/ca-certificates"

  package init() { anchor = SystemTrust.directory.appending("roost-ca.crt") }

  /// Whether it trusts this very certificate.
  package func trusts(_ certificate: [UInt8]) throws(Problem) -> Bool {
    try SmallFile.read(anchor, limit: CertificateReader.maximumLength) == certificate
  }

  package func add(_ certificate: [UInt8]) async throws(Problem) {
    try admit("--trust")
    try DirectoryCreation.ensure(SystemTrust.directory)
    try AtomicFile.write(certificate, to: anchor, mode: 0o644)
    try await ExternalCommand("update-ca-certificates", []).succeed()
  }

  package func remove() async throws(Problem) {
    try admit("--untrust")
    guard unlink(anchor.string) == 0 || errno == ENOENT else { throw .lastSystemCall("remove \(anchor)") }
    try await ExternalCommand("update-ca-certificates", ["--fresh"]).succeed()
  }

  private func admit(_ option: String) throws(Problem) {
    guard geteuid() == 0 else {
      throw Problem(
        .rootRequired, "what this machine trusts is root's to say", hint: "run it as root: sudo roost tls local \(option)")
    }
    guard access("/usr/sbin/update-ca-certificates", X_OK) == 0 else {
      throw Problem(
        .toolMissing, "'update-ca-certificates' is not installed on this machine", hint: "apt-get install -y ca-certificates")
    }
  }
}
