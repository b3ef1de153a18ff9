/// An image that the engine has: `GET /images/NAME/json`.
struct ImageDetails: Sendable, Decodable, Equatable {
  struct Settings: Sendable, Decodable, Equatable {
    var environment: [String]?
    var workingDirectory: String?
    private enum CodingKeys: String, CodingKey {
      case environment = "Env"
      case workingDirectory = "WorkingDir"
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
  private enum CodingKeys: String, CodingKey { case id = "Id" }
}
