import Glibc
import RoostAgentProtocol

/// Limits that every process of the sandbox inherits from its agent.
struct ProcessLimits {
  private let openFiles: UInt32

  init(_ limits: BootLimits) { openFiles = limits.openFiles }

  func apply() throws(BootFailure) {
    // A core file holds secrets, and would be written by the host.
    try set(RLIMIT_CORE, 0, "core files")
    if openFiles > 0 { try set(RLIMIT_NOFILE, UInt(openFiles), "open files") }
  }

  private func set(_ resource: __rlimit_resource, _ value: UInt, _ name: String) throws(BootFailure) {
    try BootFailure.at(.privileges, "limiting \(name)") { () throws(SystemFailure) in
      var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
      try SystemFailure.checkLibrary(setrlimit(__rlimit_resource_t(resource.rawValue), &limit))
    }
  }
}
