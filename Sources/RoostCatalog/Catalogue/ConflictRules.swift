package import RoostModel

/// A port a runtime listens on once it is started.
package struct PortClaim: Hashable, Sendable, Codable {
  package var port: UInt16
  package var severity: Severity

  package init(
    port: UInt16, severity: Severity
  ) {
    self.port = port
    self.severity = severity
  }
}

/// What must not be on the machine beside a runtime. Checked against the live machine before anything is fetched.
package struct ConflictRules: Hashable, Sendable, Codable {
  package var packages: [PackageManagerKind: [String]]
  package var ports: [PortClaim]
  /// Absolute paths that nobody else may own.
  package var files: [String]
  /// systemd units that must not run.
  package var services: [String]
  /// Anything else that has one of these is reported, not refused.
  package var capabilities: [String]
  /// Entries that cannot be in one stack with it.
  package var runtimes: [RuntimeID]

  package init(
    packages: [PackageManagerKind: [String]] = [:], ports: [PortClaim] = [], files: [String] = [], services: [String] = [],
    capabilities: [String] = [], runtimes: [RuntimeID] = []
  ) {
    self.packages = packages
    self.ports = ports
    self.files = files
    self.services = services
    self.capabilities = capabilities
    self.runtimes = runtimes
  }
}
