/// A container as the engine sees it: `GET /containers/ID/json`.
struct ContainerDetails: Sendable, Decodable, Equatable {
  struct Observed: Sendable, Decodable, Equatable {
    /// `created`, `running`, `paused`, `restarting`, `removing`, `exited`, `dead`.
    var status: String?
    var isRunning: Bool?
    var isPaused: Bool?
    /// The kernel reached the memory limit in it.
    var reachedMemoryLimit: Bool?
    /// Of its first process, as the host sees it; 0 when there is none.
    var pid: Int32?
    var exitCode: Int?
    var error: String?

    private enum CodingKeys: String, CodingKey {
      case status = "Status"
      case isRunning = "Running"
      case isPaused = "Paused"
      case reachedMemoryLimit = "OOMKilled"
      case pid = "Pid"
      case exitCode = "ExitCode"
      case error = "Error"
    }
  }

  struct Storage: Sendable, Decodable, Equatable {
    var driver: String?
    var data: [String: String]?

    private enum CodingKeys: String, CodingKey {
      case driver = "Name"
      case data = "Data"
    }
  }

  struct Settings: Sendable, Decodable, Equatable {
    var labels: [String: String]?
    private enum CodingKeys: String, CodingKey { case labels = "Labels" }
  }

  var id: String
  var observed: Observed?
  var storage: Storage?
  var settings: Settings?

  private enum CodingKeys: String, CodingKey {
    case id = "Id"
    case observed = "State"
    case storage = "GraphDriver"
    case settings = "Config"
  }

  /// What was written over the image, when the engine keeps it as the kernel's overlay does.
  var upper: String? {
    guard storage?.driver == "overlay2" || storage?.driver == "overlay" else { return nil }
    return storage?.data?["UpperDir"]
  }
}

/// A line of `GET /containers/json`.
struct ContainerSummary: Sendable, Decodable, Equatable {
  var id: String
  var imageID: String?
  var labels: [String: String]?
  var state: String?

  private enum CodingKeys: String, CodingKey {
    case id = "Id"
    case imageID = "ImageID"
    case labels = "Labels"
    case state = "State"
  }
}
