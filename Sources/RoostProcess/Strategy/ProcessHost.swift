import Glibc
import Logging
import RoostAgentClient
import RoostModel
import RoostSystem

/// What all plain processes of a daemon share.
struct ProcessHost: Sendable {
  let configuration: ProcessConfiguration
  let environments: EnvironmentsDirectory
  let limits = LimitsDriver()
  let logger: Logger
  let isRoot = geteuid() == 0

  init(_ configuration: ProcessConfiguration, _ logger: Logger) {
    self.configuration = configuration
    self.logger = logger
    environments = EnvironmentsDirectory(path: configuration.environments)
  }

  /// Without root there is only one user to be.
  func user(of spec: EnvironmentSpec) -> UInt32 { isRoot ? spec.user : geteuid() }
}
