/// What an engine says about itself and its machine: `GET /info`.
struct EngineInfo: Sendable, Decodable, Equatable {
  var name: String?
  var serverVersion: String?
  /// `overlay2`, `overlay`, `vfs` ...
  var driver: String?
  var driverStatus: [[String]]?
  var cgroupVersion: String?
  var architecture: String?
  var memoryLimit: Bool?
  var cpuQuota: Bool?
  var processLimit: Bool?
  var liveRestore: Bool?
  /// `name=seccomp,profile=default`, `name=rootless` ...
  var securityOptions: [String]?
  var warnings: [String]?

  private enum CodingKeys: String, CodingKey {
    case name = "Name"
    case serverVersion = "ServerVersion"
    case driver = "Driver"
    case driverStatus = "DriverStatus"
    case cgroupVersion = "CgroupVersion"
    case architecture = "Architecture"
    case memoryLimit = "MemoryLimit"
    case cpuQuota = "CpuCfsQuota"
    case processLimit = "PidsLimit"
    case liveRestore = "LiveRestoreEnabled"
    case securityOptions = "SecurityOptions"
    case warnings = "Warnings"
  }

  func has(_ option: String) -> Bool {
    securityOptions?.contains { $0.split(separator: ",").contains("name=\(option)") } ?? false
  }

  /// Whether it can bound what a container writes: overlay2 on xfs with project quotas, as Docker documents it.
  var limitsDisk: Bool {
    driver == "overlay2" && driverStatus?.contains(["Backing Filesystem", "xfs"]) == true
  }
}
