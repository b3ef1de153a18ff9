import FoundationEssentials
import Glibc
package import RoostModel
import RoostSystem
import SystemPackage

/// How the last attempts to renew a certificate went, in a file beside it. There is none while all is well.
package struct RenewalNote: Codable, Sendable, Equatable {
  /// When the attempt began that goes on. Seconds since 1970.
  package var beganAt: Double?
  package var failure: FailedRenewal?
}

extension CertificateDirectory {
  private func note(_ label: CertificateLabel) -> FilePath { path.appending("\(label).renewal") }
  private static var longest: Int { 64 << 10 }

  /// What cannot be read tells nothing: the certificate itself matters more.
  package func renewal(of label: CertificateLabel) -> RenewalNote {
    guard let bytes = try? SmallFile.read(note(label), limit: CertificateDirectory.longest) else { return RenewalNote() }
    return (try? JSONDecoder().decode(RenewalNote.self, from: Data(bytes))) ?? RenewalNote()
  }

  /// What failed before is known until something succeeds.
  package func renewalBegan(_ label: CertificateLabel, at now: Double) throws(Problem) {
    var renewal = renewal(of: label)
    renewal.beganAt = now
    try write(renewal, of: label)
  }

  package func renewalFailed(_ label: CertificateLabel, at now: Double, _ problem: Problem) throws(Problem) {
    try write(RenewalNote(failure: FailedRenewal(at: now, problem: problem)), of: label)
  }

  /// An attempt that brought no certificate, and said nothing of itself, failed for this reason.
  package func renewalEnded(_ label: CertificateLabel, otherwise problem: Problem) throws(Problem) {
    guard let beganAt = renewal(of: label).beganAt else { return }
    try renewalFailed(label, at: beganAt, problem)
  }

  /// A certificate came, or is gone.
  package func forgetRenewal(of label: CertificateLabel) throws(Problem) {
    guard unlink(note(label).string) == 0 || errno == ENOENT else { throw .lastSystemCall("remove \(note(label))") }
  }

  private func write(_ renewal: RenewalNote, of label: CertificateLabel) throws(Problem) {
    guard let bytes = try? JSONEncoder().encode(renewal) else { return }
    try prepare()
    try AtomicFile.write(Array(bytes), to: note(label), mode: 0o600)
  }
}
