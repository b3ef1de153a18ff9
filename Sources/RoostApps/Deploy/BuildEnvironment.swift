import RoostEnvironments
import RoostModel
import RoostStore
import SystemPackage

/// Runs command lines over a release's present stack, with network and a cache, and seals what they wrote.
struct BuildEnvironment: Sendable {
  let context: DeployContext

  /// Stops at the first command that fails, with its last lines. Leaves no environment behind.
  func run(_ commands: [String], sealingInto directory: FilePath) async throws(Problem) {
    try await context.services.buildSlots.occupy(context.progress) { () async throws(Problem) in
      let spec = try spec()
      let (_, environment) = try await context.services.prepare(
        spec, app: context.app, release: context.release, purpose: .build)
      try await context.services.using(environment) { () async throws(Problem) in
        try await environment.boot()
        await context.services.openDoors(of: environment, for: context.app.name)
        for command in commands { try await execute(command, spec.limits.memory, in: environment) }
        try await environment.seal(into: directory)
      }
    }
  }

  private func spec() throws(Problem) -> EnvironmentSpec {
    let configuration = context.services.configuration
    var spec = EnvironmentSpec(
      layers: context.stack, user: context.app.user, network: .outbound,
      limits: ResourceLimits(memory: configuration.memoryOfBuilds, processes: configuration.buildProcesses))
    spec.variables = AppVariables.building(
      name: context.app.name, release: context.release.number, plan: try context.madePlan, layers: context.runtimes,
      configuration: configuration)
    spec.workingDirectory = try context.madePlan.workingDirectory
    spec.mounts = [BindMount(source: context.paths.cache.string, target: "/cache", readOnly: false)]
    spec.gateway = context.services.linksOfBuilds(context.given).access
    spec.mounts += configuration.buildFiles.map { BindMount(source: $0, target: $0, readOnly: true) }
    return spec
  }

  /// Other programs of the machine come first: a build can wait.
  private func execute(_ command: String, _ memory: ByteCount?, in environment: any Environment) async throws(Problem) {
    let step = CommandStep(
      line: command, limit: context.services.configuration.buildTimeout, longer: "build.timeout in /etc/roost/roost.yml",
      cure: "mend what its last lines say and deploy again; the live release was not touched", memory: memory,
      roomier: { "`build: {memory: \($0.bytes >> 20)}` in /etc/roost/roost.yml, then systemctl restart roost" },
      disk: context.services.configuration.home, progress: context.progress, redactor: context.redaction.redactor)
    let process = ProcessSpec("nice", ["-n", "10", "/bin/sh", "-c", command])
    try await step.run(context.given.building(process), in: environment)
  }
}
