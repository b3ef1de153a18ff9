import Glibc
package import RoostModel

/// The system tools Roost calls, and the Debian or Ubuntu package each comes from.
package enum RequiredTool {
  /// Tool name to package name, where the two differ or Roost depends on them.
  private static let packages: [String: String] = [
    "apt-cache": "apt", "apt-get": "apt", "dpkg": "dpkg", "dpkg-deb": "dpkg", "git": "git", "ip": "iproute2",
    "mke2fs": "e2fsprogs", "mmdebstrap": "mmdebstrap", "mount": "mount", "newuidmap": "uidmap", "nft": "nftables",
    "pip3": "python3-pip", "python3": "python3",
    "tar": "tar", "xz": "xz-utils", "zstd": "zstd",
  ]

  package static func package(of tool: String) -> String { packages[tool] ?? tool }

  /// Whether a program of this name is in `searchPath`, as `PATH` writes it.
  package static func isPresent(_ tool: String, searchPath: String) -> Bool {
    if tool.contains("/") { return access(tool, X_OK) == 0 }
    return searchPath.split(separator: ":").contains { access("\($0)/\(tool)", X_OK) == 0 }
  }

  /// `tool.missing` with the command that brings it.
  package static func missing(_ tool: String) -> Problem {
    Problem(.toolMissing, "'\(tool)' is not installed on this machine", hint: "apt-get install -y \(package(of: tool))")
  }

  /// One line of `roost doctor` for a tool.
  package static func finding(_ tool: String, neededFor purpose: String, searchPath: String) -> DoctorFinding {
    if isPresent(tool, searchPath: searchPath) { return DoctorFinding(.ok, "\(tool) is there, for \(purpose)") }
    return DoctorFinding(.error, "\(tool) is missing, needed for \(purpose)", remedy: "apt-get install -y \(package(of: tool))")
  }
}
