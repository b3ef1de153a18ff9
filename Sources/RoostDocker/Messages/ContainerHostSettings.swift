/// How a container sits on its host: `HostConfig` of `POST /containers/create`.
struct ContainerHostSettings: Sendable, Encodable, Equatable {
  struct Mount: Sendable, Encodable, Equatable {
    var type = "bind"
    var source: String
    var target: String
    var isReadOnly: Bool

    private enum CodingKeys: String, CodingKey {
      case type = "Type"
      case source = "Source"
      case target = "Target"
      case isReadOnly = "ReadOnly"
    }
  }

  struct Limit: Sendable, Encodable, Equatable {
    var name: String
    var soft: Int
    var hard: Int

    private enum CodingKeys: String, CodingKey {
      case name = "Name"
      case soft = "Soft"
      case hard = "Hard"
    }
  }

  struct Logging: Sendable, Encodable, Equatable {
    var type: String
    var options: [String: String]

    private enum CodingKeys: String, CodingKey {
      case type = "Type"
      case options = "Config"
    }
  }

  struct Restart: Sendable, Encodable, Equatable {
    var name = "no"
    private enum CodingKeys: String, CodingKey { case name = "Name" }
  }

  var mounts: [Mount] = []
  /// Options of file systems in memory, by where they are.
  var memoryFileSystems: [String: String] = [:]
  var networkMode: String
  /// Bytes; 0 is no limit.
  var memory: Int64 = 0
  /// Memory and swap together; the same as ``memory``, so that nothing is swapped.
  var memorySwap: Int64 = 0
  /// Billionths of a processor.
  var nanoCPUs: Int64 = 0
  var processes: Int64?
  var storageOptions: [String: String]?
  var droppedCapabilities = ["ALL"]
  var addedCapabilities: [String] = []
  var security = ["no-new-privileges"]
  var kernelSettings: [String: String] = [:]
  var limits: [Limit] = []
  var hasInit = false
  var isRootReadOnly = false
  var isPrivileged = false
  var restart = Restart()
  var logging = Logging(type: "json-file", options: ["max-size": "64k", "max-file": "1"])

  private enum CodingKeys: String, CodingKey {
    case mounts = "Mounts"
    case memoryFileSystems = "Tmpfs"
    case networkMode = "NetworkMode"
    case memory = "Memory"
    case memorySwap = "MemorySwap"
    case nanoCPUs = "NanoCpus"
    case processes = "PidsLimit"
    case storageOptions = "StorageOpt"
    case droppedCapabilities = "CapDrop"
    case addedCapabilities = "CapAdd"
    case security = "SecurityOpt"
    case kernelSettings = "Sysctls"
    case limits = "Ulimits"
    case hasInit = "Init"
    case isRootReadOnly = "ReadonlyRootfs"
    case isPrivileged = "Privileged"
    case restart = "RestartPolicy"
    case logging = "LogConfig"
  }
}
