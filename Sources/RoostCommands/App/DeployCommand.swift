import ArgumentParser
import RoostClient
import RoostModel

/// `roost deploy`
struct DeployCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deploy", abstract: "Deploy a directory, an archive, a URL or a repository.",
    discussion: """
      Finds out what the project is, installs what it needs, builds it, starts it beside the old release, and switches \
      to it once it answers. When anything fails, the old release goes on serving.

      Options that decide about the plan win over roost.yml and hold for this deployment alone: what shall stay belongs into \
      roost.yml.

      Where the live release was made of the same files, settings, variables and runtimes, nothing is built: it is already live.

      A missing runtime is installed after a question; with --yes, or where nobody can be asked, only with --yes.

      With --host a directory or a file of this machine is sent there first: what a deployment here would take of it.

      EXAMPLES
        roost deploy .                       the name is that of the directory
        roost deploy ./shop --name my-shop
        roost deploy ./shop --yes            install missing runtimes without asking
        roost deploy ./shop --upgrade        newer versions, if installed and they fit
        roost deploy ./shop --on docker      in a container, now and from then on
        roost deploy ./shop --on ssh://me@host
        roost deploy ./shop --type flask     where several types fit
        roost deploy . --root services/api --name api
        roost deploy . --start 'node x.js' --port 8080
        roost deploy ./shop --json | jq      an object a line; the last has the result
        roost deploy shop.tar.gz             or .zip, .tar, .tar.xz, .tar.zst
        tar cz . | roost deploy - --name shop
        roost deploy https://host/shop.zip --sha256 2c26b46b...
        roost deploy github:me/shop --ref main --token-file token.txt
        roost deploy git@host:me/shop.git --key-file deploy_key \\
          --known-host host.key
        roost deploy --name shop             again from where it came from
        roost deploy ./shop --force          also when nothing has changed
        roost deploy ./shop --host prod      to another machine; see roost login
      """)

  @Argument(help: "A directory, an archive, '-', a URL or a repository.", completion: .file())
  var source: String?
  @Option(help: "The app's name: 2 to 40 of a-z, 0-9 and '-'.")
  var name: String?
  @Flag(name: .shortAndLong, help: "Install missing runtimes without asking.")
  var yes = false
  @Flag(help: "Run on the newest installed runtimes that fit, instead of those of the live release.")
  var upgrade = false
  @Flag(help: "Build and switch also when the live release was made of the same.")
  var force = false
  @Option(
    help: ArgumentHelp(
      "Where it runs: sandbox, docker, vm or ssh://USER@HOST. Without: `on` in roost.yml, else as the live release.",
      valueName: "strategy"))
  var on: StrategyTarget?
  @OptionGroup(title: "DECIDED HERE") var options: PlanOptions
  @OptionGroup(title: "SOURCE") var fetching: SourceOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard source != nil || name != nil else { throw ValidationError("Name what to deploy: roost deploy DIR") }
  }

  func run() async throws {
    if let name { _ = try AppName(name) }
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      var request = DeployRequest(
        directory: "", name: name, installsRuntimes: yes, upgradesRuntimes: upgrade ? true : nil, target: on,
        overrides: options.overrides.isEmpty ? nil : options.overrides)
      request.force = force ? true : nil
      if let source {
        if name == nil { request.name = try remoteName(of: source, daemon) }
        let source = try await fetching.source(source, daemon, console)
        if case .directory(let path) = source { request.directory = path } else { request.source = source }
      }
      let deployment = Deployment(daemon: daemon, console: console)
      let result = try await deployment.run(request)
      try console.finish(result) { DeployText(result: result, offersForce: true).text($0) }
    }
  }

  /// Of a directory that is sent to another machine: what it is called here. Tokens for some apps want to hear it.
  private func remoteName(of source: String, _ daemon: DaemonClient) throws(Problem) -> String? {
    guard daemon.place.host != nil, case .directory(let path) = SourceArgument.read(source, isGit: false) else { return nil }
    return try OfflinePlan.name(of: try ProjectDirectory.absolute(path), overrides: options.overrides)?.text
  }
}
