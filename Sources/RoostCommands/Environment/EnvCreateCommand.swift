import ArgumentParser
import RoostClient
import RoostModel

/// `roost env create`
struct EnvCreateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Make an environment and keep it under a name.",
    discussion: """
      What is missing is installed first. The first --mount is where programs start; without one that is /app. A limit or a \
      network that cannot be kept refuses the environment, and a fallback never isolates less unless --allow-weaker says so.

      EXAMPLES
        roost env create dev --runtime nodejs@22 --mount .
        roost env create data --runtime python --mount /srv/data:/data:ro --memory 1G
        roost env create web --on docker --image node:22
        roost env create far --on ssh://me@host --runtime nodejs@22
        roost env create safe --on vm --fallback docker,sandbox --allow-weaker
        roost env create app --runtime nodejs --port 3000    forward 127.0.0.1:3000
        roost env create two --from ready                    begin with a snapshot
        roost env create fast --runtime python --warm 2      keep two more booted
      """)

  @Argument(help: "Its name: 1 to 40 of a-z, 0-9, '-' and '.'.")
  var name: String
  @OptionGroup var options: EnvironmentOptions
  @Option(
    name: .customLong("port"),
    help: ArgumentHelp("A port inside, reached at 127.0.0.1 here. May be given several times.", valueName: "port[:here]"))
  var ports: [PortMapping] = []
  @Option(help: ArgumentHelp("Begin with what was written when a snapshot was taken.", valueName: "snapshot"))
  var from: String?
  @Option(help: ArgumentHelp("Seconds after which it ends with everything in it.", valueName: "seconds"))
  var timeout: Int?
  @Option(help: ArgumentHelp("The directory programs start in.", valueName: "path"))
  var workdir: String?
  @Option(help: ArgumentHelp("Keep so many more of the same booted; 0 ends it.", valueName: "count"))
  var warm: Int?
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try EnvironmentName(name)
    if !options.mounts.isEmpty { try common.expectHere("--mount names a directory of the machine it runs on") }
    var request = try options.request()
    request.variables = try ProgramVariables(shell: ShellVariables.all).asked(for: options.env)
    request.snapshot = try from.map { (text) throws(Problem) in try EnvironmentName(text) }
    request.limits.seconds = timeout
    request.ports = ports
    request.workingDirectory = workdir
    request.warm = warm
    let creation = EnvironmentCreation(name: name, environment: request)
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let detail = try await create(creation, daemon, console)
      try console.finish(detail) { EnvironmentText(now: Now.seconds).created(detail, $0) }
    }
  }

  private func create(
    _ creation: EnvironmentCreation, _ daemon: DaemonClient, _ console: Console
  ) async throws(Problem) -> EnvironmentDetail {
    let told = Problem(
      .cancelled, "this command ended; the environment is made all the same",
      hint: "see what became of it: roost env info \(creation.name)")
    return try await console.following(told) { (progress) async throws(Problem) in
      try await daemon.create(creation, progress: progress)
    }
  }
}
