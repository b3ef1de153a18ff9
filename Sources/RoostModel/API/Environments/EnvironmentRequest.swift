/// What somebody wants an environment to be, before it is known which strategy makes it real. What a body leaves out has its
/// default.
package struct EnvironmentRequest: Sendable, Equatable {
  /// `nil` is the sandbox.
  package var target: StrategyTarget?
  /// Tried in their order when the first cannot be used here.
  package var fallback: [StrategyTarget] = []
  /// The fallback may keep the environment less far apart.
  package var mayWeaken = false
  /// What a user types: `nodejs@22`. What is missing is installed.
  package var runtimes: [String] = []
  /// Instead of runtimes, for a container engine.
  package var image: EnvironmentImage?
  /// The name of a snapshot to begin with; it brings its runtimes along.
  package var snapshot: EnvironmentName?
  package var mounts: [BindMount] = []
  package var variables: [String: String] = [:]
  /// Ports inside that ports of this machine's loopback lead to, for as long as it is there.
  package var ports: [PortMapping] = []
  /// `nil` is outbound where that is possible.
  package var network: NetworkPolicy?
  package var limits = ResourceLimits()
  /// Absolute path inside; `nil` is where the first mount appears, or `/app`.
  package var workingDirectory: String?
  /// So many more of the same are kept booted for whoever asks next; `nil` leaves it as it is.
  package var warm: Int?

  package init() {}

  /// The most of each that is accepted.
  package static let mostEntries = 64
  package static let mostWarm = 16

  package func check() throws(Problem) {
    guard fallback.count <= 8, runtimes.count <= EnvironmentRequest.mostEntries, mounts.count <= EnvironmentRequest.mostEntries
    else {
      throw Problem(
        .usageInvalid, "an environment has at most 8 fallbacks, and \(EnvironmentRequest.mostEntries) runtimes and mounts",
        hint: "ask for fewer")
    }
    guard ports.count <= EnvironmentRequest.mostEntries, Set(ports.map(\.outside)).count == ports.count else {
      throw Problem(
        .usageInvalid, "a port of this machine leads to one place, and at most \(EnvironmentRequest.mostEntries) do",
        hint: "choose another one for the second: --port 3000:3001")
    }
    guard (0...EnvironmentRequest.mostWarm).contains(warm ?? 0) else {
      throw Problem(
        .usageInvalid, "at most \(EnvironmentRequest.mostWarm) environments can be kept warm", hint: "ask for fewer: --warm 2")
    }
    guard limits.seconds.map(ResourceLimits.sensibleSeconds.contains) != false else {
      throw Problem(
        .usageInvalid, "a time limit is between 1 and \(ResourceLimits.sensibleSeconds.upperBound) seconds",
        hint: "ask for another one, or for none: --timeout 3600")
    }
    guard warm ?? 0 == 0 || limits.seconds == nil else {
      throw Problem(
        .usageInvalid, "an environment that is kept warm would use up its time limit before anybody asks for it",
        hint: "leave out one of them: --warm, --timeout")
    }
    guard image == nil || (runtimes.isEmpty && snapshot == nil) else {
      throw Problem(
        .usageInvalid, "an image brings its own programs: no runtimes and no snapshot go with it",
        hint: "leave out one of them: --image node:22")
    }
    guard snapshot == nil || runtimes.isEmpty else {
      throw Problem(
        .usageInvalid, "a snapshot brings its runtimes along",
        hint: "leave the runtimes out: roost env create NAME --from SNAPSHOT"
      )
    }
  }
}

extension EnvironmentRequest: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    target = try container.decodeIfPresent(StrategyTarget.self, forKey: .target)
    fallback = try container.decodeIfPresent([StrategyTarget].self, forKey: .fallback) ?? []
    mayWeaken = try container.decodeIfPresent(Bool.self, forKey: .mayWeaken) ?? false
    runtimes = try container.decodeIfPresent([String].self, forKey: .runtimes) ?? []
    image = try container.decodeIfPresent(EnvironmentImage.self, forKey: .image)
    snapshot = try container.decodeIfPresent(EnvironmentName.self, forKey: .snapshot)
    mounts = try container.decodeIfPresent([BindMount].self, forKey: .mounts) ?? []
    ports = try container.decodeIfPresent([PortMapping].self, forKey: .ports) ?? []
    variables = try container.decodeIfPresent([String: String].self, forKey: .variables) ?? [:]
    network = try container.decodeIfPresent(NetworkPolicy.self, forKey: .network)
    limits = try container.decodeIfPresent(ResourceLimits.self, forKey: .limits) ?? ResourceLimits()
    workingDirectory = try container.decodeIfPresent(String.self, forKey: .workingDirectory)
    warm = try container.decodeIfPresent(Int.self, forKey: .warm)
  }
}

/// The body of `POST /api/v1/environments`.
package struct EnvironmentCreation: Codable, Sendable, Equatable {
  package var name: EnvironmentName
  package var environment: EnvironmentRequest
  package init(name: EnvironmentName, environment: EnvironmentRequest) {
    self.name = name
    self.environment = environment
  }
}
