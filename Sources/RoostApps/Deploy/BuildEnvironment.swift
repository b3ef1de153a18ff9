import RoostEnvironments
import RoostModel
import RoostStore
import SystemPackage

/// Runs command lines over a release's present stack, with network and a cache, and seals what they wrote.
struct BuildEnvironment: Sendable {
  let context: DeployContext

  /// Stops at the first command that fails, with its last lines. Leaves no environment behind.
  func run(_ commands: [String], sealingInto directory: FilePath) async throws(Problem) {
    let (_, environment) = try await context.services.prepare(
      try spec(), app: context.app, release: context.release, purpose: .build)
    do {
      try await environment.boot()
      for command in commands { try await execute(command, in: environment) }
      try await environment.seal(into: directory)
    } catch {
      try await end(environment)
      throw error
    }
    try await end(environment)
  }

  private func end(_ environment: any Environment) async throws(Problem) {
    try await environment.destroy(grace: .zero)
    try await context.services.store.deleteRun(environment.spec.id)
  }

  private func spec() throws(Problem) -> EnvironmentSpec {
    let configuration = context.services.configuration
    var spec = EnvironmentSpec(
      layers: context.stack, user: context.app.user, network: .outbound,
      limits: ResourceLimits(processes: configuration.buildProcesses))
    spec.variables = AppVariables.building(
      name: context.app.name, release: context.release.number, plan: try context.madePlan, layers: context.runtimes,
      configuration: configuration)
    spec.workingDirectory = try context.madePlan.workingDirectory
    spec.mounts = [BindMount(source: context.paths.cache.string, target: "/cache", readOnly: false)]
    spec.mounts += configuration.buildFiles.map { BindMount(source: $0, target: $0, readOnly: true) }
    return spec
  }

  private func execute(_ command: String, in environment: any Environment) async throws(Problem) {
    let process = try await environment.spawn(context.given.building(.shell(command)))
    let tail = OutputTail(redactor: context.redaction.redactor)
    let status = try await follow(process, tail, command)
    guard !status.succeeded else { return }
    throw Problem(
      .buildFailed, "`\(command)` \(status.reason)",
      hint: "mend what its last lines say and deploy again; the live release was not touched", cause: tail.text)
  }

  /// Passes the output on until the process has ended.
  private func follow(_ process: any ProcessHandle, _ tail: OutputTail, _ command: String) async throws(Problem) -> ExitStatus {
    let limit = context.services.configuration.buildTimeout
    let progress = context.progress
    do {
      return try await withThrowingTaskGroup(of: ExitStatus.self) { group in
        group.addTask {
          for try await chunk in process.output(from: 0) {
            for line in tail.append(chunk.bytes, on: chunk.channel) { progress(.output(line)) }
          }
          return try await process.exitStatus()
        }
        group.addTask {
          try await ContinuousClock().sleep(for: limit)
          throw Problem(
            .timeout, "`\(command)` did not end within \(limit.seconds) s",
            hint: "give it longer: build.timeout in /etc/roost/roost.yml",
            cause: tail.text)
        }
        defer { group.cancelAll() }
        guard let status = try await group.next() else { return ExitStatus(.lost, at: 0) }
        return status
      }
    } catch { throw Problem.unexpected(error, during: "running `\(command)`") }
  }
}
