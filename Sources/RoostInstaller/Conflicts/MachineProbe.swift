package import RoostModel
package import RoostSystem

/// Looks at what is on this machine, for the little that a runtime claims. A look that is not possible here finds nothing.
package struct MachineProbe: Sendable {
  /// The machine's own package manager.
  package var manager: PackageManagerKind?
  /// Versions of those of these packages that are installed.
  package var packages: @Sendable ([String]) async throws(Problem) -> [String: String]
  /// Who listens on these ports.
  package var ports: @Sendable ([UInt16]) async -> [PortHolder]
  /// Those of these absolute paths that exist.
  package var files: @Sendable ([String]) async throws(Problem) -> [FoundFile]
  /// Those of these systemd units that run or are enabled; none where systemd does not run.
  package var services: @Sendable ([String]) async throws(Problem) -> [FoundService]
  /// Those of these programs that are in the search path.
  package var programs: @Sendable ([String]) -> [String]

  package init(
    manager: PackageManagerKind?, packages: @escaping @Sendable ([String]) async throws(Problem) -> [String: String],
    ports: @escaping @Sendable ([UInt16]) async -> [PortHolder],
    files: @escaping @Sendable ([String]) async throws(Problem) -> [FoundFile],
    services: @escaping @Sendable ([String]) async throws(Problem) -> [FoundService],
    programs: @escaping @Sendable ([String]) -> [String]
  ) {
    self.manager = manager
    self.packages = packages
    self.ports = ports
    self.files = files
    self.services = services
    self.programs = programs
  }
}

/// A path that is taken.
package struct FoundFile: Sendable, Equatable {
  package var path: String
  /// The package it belongs to, if any.
  package var package: String?

  package init(path: String, package: String? = nil) {
    self.path = path
    self.package = package
  }
}

/// A systemd unit that does something.
package struct FoundService: Sendable, Equatable {
  package var unit: String
  package var isActive: Bool
  /// It starts with the machine.
  package var isEnabled: Bool

  package init(unit: String, isActive: Bool, isEnabled: Bool) {
    self.unit = unit
    self.isActive = isActive
    self.isEnabled = isEnabled
  }
}
