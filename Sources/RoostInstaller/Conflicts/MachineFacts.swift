import RoostModel
import RoostSystem

/// What a look at the machine found of ``ConflictClaims``.
struct MachineFacts: Sendable, Equatable {
  var manager: PackageManagerKind?
  var packages: [String: String] = [:]
  var ports: [PortHolder] = []
  var files: [FoundFile] = []
  var services: [FoundService] = []
  var programs: [String] = []

  init() {}

  /// Asks for what is claimed, and for nothing else.
  init(_ claims: ConflictClaims, by probe: MachineProbe) async throws(Problem) {
    manager = probe.manager
    if !claims.packages.isEmpty { packages = try await probe.packages(claims.packages) }
    if !claims.ports.isEmpty { ports = await probe.ports(claims.ports) }
    if !claims.files.isEmpty { files = try await probe.files(claims.files) }
    if !claims.services.isEmpty { services = try await probe.services(claims.services) }
    if !claims.programs.isEmpty { programs = probe.programs(claims.programs) }
  }
}
