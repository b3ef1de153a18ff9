import Logging
import RoostDocker
import SystemPackage

/// Looks for a container engine of this machine.
package enum ContainerEngineLook {
  /// Whether one answers.
  package static func findsOne() async -> Bool {
    let variables = ProcessVariables.all
    let configuration = DockerConfiguration(
      home: "/", agent: "/", engineHost: variables["DOCKER_HOST"], runtimeDirectory: variables["XDG_RUNTIME_DIR"])
    return await DockerImages(configuration, logger: Logger(label: "roost.engine") { _ in SwiftLogNoOpLogHandler() }).isUsable()
  }
}
