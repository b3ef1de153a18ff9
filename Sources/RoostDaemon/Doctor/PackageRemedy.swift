package import RoostModel
import RoostSystem

/// The remedies of `roost doctor` that can be carried out without harm: packages that are missing, from the machine's own
/// package manager. Nothing else of what the doctor advises is done by itself.
package struct PackageRemedy: Sendable, Equatable {
  /// Without duplicates, in the order of the findings.
  package let packages: [String]

  package init(_ findings: [DoctorFinding]) {
    var packages: [String] = []
    for finding in findings where finding.severity != .ok {
      for package in PackageRemedy.packages(of: finding.remedy ?? "") where !packages.contains(package) {
        packages.append(package)
      }
    }
    self.packages = packages
  }

  package var command: [String] { ["apt-get", "install", "-y", "--no-install-recommends"] + packages }

  /// Needs root.
  package func apply(progress: @escaping ProgressSink) async throws(Problem) {
    guard !packages.isEmpty else { return }
    var install = ExternalCommand(command[0], Array(command.dropFirst()))
    install.variables["DEBIAN_FRONTEND"] = "noninteractive"
    install.timeout = .seconds(900)
    progress(.stage("install", detail: packages.joined(separator: " ")))
    try await install.succeed { progress(.output($0)) }
  }

  /// Of exactly `apt-get install -y NAME...`.
  private static func packages(of remedy: String) -> [String] {
    let words = remedy.split(separator: " ").map(String.init)
    guard words.count > 3, words.starts(with: ["apt-get", "install", "-y"]) else { return [] }
    let names = words.dropFirst(3)
    let plain = names.allSatisfy { name in
      name.first != "-"
        && name.unicodeScalars.allSatisfy {
          ("a"..."z").contains($0) || ("0"..."9").contains($0) || "+.-".unicodeScalars.contains($0)
        }
    }
    return plain ? Array(names) : []
  }
}
