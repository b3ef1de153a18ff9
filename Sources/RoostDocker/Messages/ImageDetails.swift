import RoostModel

/// An image that the engine has: `GET /images/NAME/json`.
struct ImageDetails: Sendable, Decodable, Equatable {
  struct Settings: Sendable, Decodable, Equatable {
    var environment: [String]?
    var workingDirectory: String?
    var entrypoint: [String]?
    var command: [String]?
    var exposed: [String: Nothing]?

    struct Nothing: Sendable, Decodable, Equatable {}

    private enum CodingKeys: String, CodingKey {
      case environment = "Env"
      case workingDirectory = "WorkingDir"
      case entrypoint = "Entrypoint"
      case command = "Cmd"
      case exposed = "ExposedPorts"
    }

    /// TCP ports it says it listens on, lowest first.
    var ports: [UInt16] {
      (exposed ?? [:]).keys.filter { !$0.hasSuffix("/udp") && !$0.hasSuffix("/sctp") }
        .compactMap { UInt16($0.prefix { $0 != "/" }) }.sorted()
    }
  }

  struct Root: Sendable, Decodable, Equatable {
    /// Digests of its layers' archives, base first.
    var layers: [String]?
    private enum CodingKeys: String, CodingKey { case layers = "Layers" }
  }

  var id: String
  var architecture: String?
  var settings: Settings?
  var root: Root?

  private enum CodingKeys: String, CodingKey {
    case id = "Id"
    case architecture = "Architecture"
    case settings = "Config"
    case root = "RootFS"
  }

  /// `NAME=value` of the image.
  var variables: [String: String] {
    var variables: [String: String] = [:]
    for line in settings?.environment ?? [] {
      guard let equals = line.firstIndex(of: "="), equals > line.startIndex else { continue }
      variables[String(line[..<equals])] = String(line[line.index(after: equals)...])
    }
    return variables
  }
}

/// A line of `GET /images/json`.
struct ImageSummary: Sendable, Decodable, Equatable {
  var id: String
  var names: [String]?
  var labels: [String: String]?
  /// Bytes.
  var size: Int64?
  /// Bytes of its layers that other images have, too; -1 when the engine did not look.
  var sharedSize: Int64?

  private enum CodingKeys: String, CodingKey {
    case id = "Id"
    case names = "RepoTags"
    case labels = "Labels"
    case size = "Size"
    case sharedSize = "SharedSize"
  }

  /// What goes with it.
  var ownSize: ByteCount { ByteCount(UInt64(max(0, (size ?? 0) - max(0, sharedSize ?? 0)))) }
}
