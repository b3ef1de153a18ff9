import RoostEnvironments
import RoostModel
import RoostStore

extension DeployStep {
  /// Runs what a release needs once before it serves, such as migrations: with its own code, its variables and the app's data.
  /// What the commands write elsewhere is gone with their environment.
  static let release = DeployStep(name: "release") { (context) async throws(Problem) in
    context.release.runtimeLayers = context.runtimes.map(\.name)
    context.release.appLayers = context.appLayers
    guard let commands = try context.madePlan.release, !commands.isEmpty else { return }
    if context.hasEnded("release") {
      return context.progress(.stage("release", detail: "its commands ran before the interruption"))
    }
    let launcher = Launcher(services: context.services, app: context.app, release: context.release)
    let spec = try launcher.spec(context.runtimes, context.given)
    let (_, environment) = try await context.services.prepare(
      spec, app: context.app, release: context.release, purpose: .release)
    let progress = context.progress
    let given = context.given
    let services = context.services
    let name = context.app.name
    let home = context.services.configuration.home
    let limit = context.services.configuration.releaseTimeout
    try await context.services.using(environment) { () async throws(Problem) in
      try await environment.boot()
      await services.openDoors(of: environment, for: name)
      for command in commands {
        progress(.stage("release", detail: command))
        let step = CommandStep(
          line: command, limit: limit, longer: "`release.timeout` in /etc/roost/roost.yml",
          cure: "mend what its last lines say and deploy again; \(name) serves what it served before, its data may be changed",
          memory: spec.limits.memory,
          roomier: { "roost app limits \(name) --memory \($0.bytes >> 20)M; or `limits: {memory: ...}` in roost.yml" },
          disk: home, progress: progress, redactor: given.redactor)
        try await step.run(given.running(.shell(command)), in: environment)
      }
    }
  }
}
