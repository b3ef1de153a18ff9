import RoostModel

extension ProjectSettings {
  /// Lays what was said for one deployment over what the project says. Throws ``ProblemCode/usageInvalid``.
  mutating func lay(_ overrides: PlanOverrides) throws(Problem) {
    if let type = overrides.type {
      self.type = type
      decide("type", by: "--type is \(type.rawValue)")
    }
    if let root = overrides.root {
      self.root = try ProjectSettings.directory(ofOverride: root)
      decide("root", by: "--root is \(root)")
    }
    if let build = try commands(overrides.build, "--build") { self.build = Stated(build, by: decide("build", by: "--build")) }
    if let release = try commands(overrides.release, "--release") {
      self.release = Stated(release, by: decide("release", by: "--release"))
    }
    if let start = try commands(overrides.start.map { [$0] }, "--start") {
      guard let line = start.first else { throw Self.wrong("--start is empty", "say how the app is started: --start 'COMMAND'") }
      self.start = Stated(line, by: decide("start", by: "--start"))
    }
    try layAddress(overrides)
  }

  private mutating func layAddress(_ overrides: PlanOverrides) throws(Problem) {
    if let port = overrides.port {
      guard port >= 1024 else { throw Self.wrong("--port \(port) is below 1024", "take a port from 1024 to 65535: --port 3000") }
      self.port = port
      decide("port", by: "--port is \(port)")
    }
    if let path = overrides.healthPath {
      guard HealthPath.isValid(path) else {
        throw Self.wrong("'\(path.prefix(80))' is not a path", "begin with /: --health-path /health")
      }
      healthPath = path
      decide("health", by: "--health-path is \(path)")
    }
  }

  static func directory(ofOverride root: String) throws(Problem) -> String {
    guard let path = RelativePath.normalized(root) else {
      throw wrong("'\(root.prefix(80))' is not a directory inside the project", "name one from its top: --root services/api")
    }
    return path
  }

  /// Without empty ones: an empty text says that there is none.
  private func commands(_ lines: [String]?, _ option: String) throws(Problem) -> [String]? {
    guard let lines else { return nil }
    guard lines.count <= 50, lines.allSatisfy({ $0.utf8.count <= 16_384 && !$0.utf8.contains(0) }) else {
      throw Self.wrong("\(option) is too long", "write a script into the project and call it: \(option) './script.sh'")
    }
    return lines.map(\.trimmed).filter { !$0.isEmpty }
  }

  @discardableResult
  private mutating func decide(_ key: String, by says: String) -> Evidence {
    let evidence = Evidence(says: says)
    decisions[key] = evidence
    return evidence
  }

  private static func wrong(_ message: String, _ hint: String) -> Problem { Problem(.usageInvalid, message, hint: hint) }
}
