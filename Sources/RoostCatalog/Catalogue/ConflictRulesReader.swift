import RoostModel

/// Reads `conflicts`: what must not be on the machine, or in the stack, beside a runtime.
enum ConflictRulesReader {
  private static let keys = ["packages", "ports", "files", "services", "capabilities", "runtimes"]

  static func read(_ entry: ObjectReader) throws(DocumentFault) -> ConflictRules {
    guard let reader = try entry.object("conflicts", knownKeys: keys) else { return ConflictRules() }
    return ConflictRules(
      packages: try PackageNames.read(reader, "packages"), ports: try ports(reader),
      files: try PackageNames.absolutePaths(reader, "files"), services: try PackageNames.units(reader, "services"),
      capabilities: try reader.identifiers("capabilities").map(\.text), runtimes: try reader.identifiers("runtimes"))
  }

  private static func ports(_ reader: ObjectReader) throws(DocumentFault) -> [PortClaim] {
    var claims: [PortClaim] = []
    for rule in try reader.objects("ports", knownKeys: ["port", "severity"]) {
      guard let number = try rule.number("port"), let port = UInt16(exactly: number), port > 0 else {
        throw rule.fault("port", "expected a port, 1 to 65535")
      }
      guard let severity = try rule.choice("severity", Severity.self) else { throw rule.fault("severity", "is missing") }
      claims.append(PortClaim(port: port, severity: severity))
    }
    return claims
  }
}
