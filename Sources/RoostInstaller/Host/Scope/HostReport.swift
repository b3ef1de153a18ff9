import RoostCatalog
import RoostModel

/// How each of several runtimes fared.
struct HostReport: Sendable {
  var installed: [String] = []
  var packages: [String] = []
  var warnings: [String] = []
  var failures: [Problem] = []
  var transaction: Int?

  mutating func add(_ wish: HostWish, _ outcome: HostInstallation.Outcome) {
    installed.append("\(wish.entry.id) \(outcome.version)")
    packages += outcome.changes.packages.added.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    warnings += wish.entry.host?.warnings ?? []
    transaction = outcome.transaction
  }

  /// One failure is told as it is; of several the first decides the code.
  func result(wanted: Int, seconds: Double) throws(Problem) -> InstallResult {
    guard let first = failures.first else {
      return InstallResult(
        layers: [], installed: installed, packages: packages, warnings: warnings, seconds: seconds, transaction: transaction)
    }
    if wanted == 1 { throw first }
    let list = failures.map { "\($0.message)\n  hint: \($0.hint)" }.joined(separator: "\n")
    let done = installed.isEmpty ? "" : "; installed: \(installed.joined(separator: ", "))"
    throw Problem(first.code, "\(failures.count) of \(wanted) failed\(done)", hint: first.hint, cause: list)
  }
}
