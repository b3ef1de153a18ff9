import Glibc
import RoostCertificates
package import RoostModel
import RoostSystem
import SystemPackage

/// What is known of attempts to renew certificates: certbot makes them by its own timer, and tells here.
extension LocalCertificates {
  /// certbot begins an attempt. A trial (`--dry-run`) is none.
  package func renewalBegan(_ name: String) async throws(Problem) {
    let (directory, label) = (directory, try CertificateLabel(name))
    let now = WallClock.now()
    try await BlockingWork.run { () throws(Problem) in
      guard !CertbotTrial.isAbove() else { return }
      try directory.renewalBegan(label, at: now)
    }
  }

  /// certbot ended it; when no certificate came meanwhile, it failed.
  package func renewalEnded(_ name: String, certbot place: String?) async throws(Problem) {
    let (directory, label) = (directory, try CertificateLabel(name))
    let places = place.map { place in
      " --config-dir \(place)/config --work-dir \(place)/work --logs-dir \(place)/logs"
    }
    let problem = Problem(
      .toolFailed, "certbot tried to renew it and got no certificate",
      hint: "see why, and try again: certbot renew --cert-name \(label)\(places ?? "")")
    try await BlockingWork.run { () throws(Problem) in try directory.renewalEnded(label, otherwise: problem) }
  }

  /// Told only of a certificate that is there: without one there is nothing to renew.
  package func renewalFailed(_ name: String, _ problem: Problem) async throws(Problem) {
    try await renewalFailed(try CertificateLabel(name), problem)
  }

  func renewalFailed(_ label: CertificateLabel, _ problem: Problem) async throws(Problem) {
    let (directory, now) = (directory, WallClock.now())
    try await BlockingWork.run { () throws(Problem) in
      guard try directory.labels().contains(label) else { return try directory.forgetRenewal(of: label) }
      try directory.renewalFailed(label, at: now, problem)
    }
  }
}

/// Whether this process runs for a certbot that only tries: it runs hooks all the same, and says it nowhere else.
enum CertbotTrial {
  /// A shell or two are in between.
  private static let generations = 5

  static func isAbove() -> Bool {
    var process = getppid()
    for _ in 0..<generations where process > 1 {
      let words = words(of: process)
      if words.contains(where: { $0.hasSuffix("certbot") }) { return words.contains("--dry-run") }
      process = parent(of: process)
    }
    return false
  }

  private static func words(of process: pid_t) -> [String] {
    guard let bytes = try? SmallFile.read(FilePath("/proc/\(process)/cmdline"), limit: 1 << 20) else { return [] }
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Behind the name, which may hold anything: state, then parent.
  private static func parent(of process: pid_t) -> pid_t {
    guard let bytes = try? SmallFile.read(FilePath("/proc/\(process)/stat"), limit: 1 << 16),
      let end = bytes.lastIndex(of: UInt8(ascii: ")"))
    else { return 0 }
    let fields = String(decoding: bytes[(end + 1)...], as: UTF8.self).split(separator: " ")
    return fields.count > 1 ? pid_t(fields[1]) ?? 0 : 0
  }
}
