import ArgumentParser
import RoostCatalog
import RoostDaemon
import RoostModel

/// `roost install`
struct InstallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Install runtimes for apps (layers) or on the machine itself.",
    discussion: """
      With --scope host the machine's own package manager installs them, for everybody; a version it does not have comes \
      from its maker's archive into /opt/roost/runtimes, with links in /usr/local/bin. It needs root and no daemon. What \
      is there and works is left as it is. Each runtime is a transaction: it is verified on the machine, and taken back \
      exactly when it does not work. No service is enabled or started unless you ask for it.

      Runtimes come from the arguments, --features, --config and, when none of these is given, the variable \
      RUNNER_FEATURES.

      EXAMPLES
        roost install --scope host nodejs@20 python
        roost install --scope host --features nodejs@20,python
        RUNNER_FEATURES="nodejs python" roost install --scope host
        roost install --scope host --config runner.yml --fail-fast --verbose
        roost install --scope host --dry-run nginx   the exact commands
        roost install nodejs@24                      as a layer: roost runtime install
      """)

  @Argument(
    help: "Runtimes, each with a version if one is wanted: nodejs@20, nodejs-20, node.", completion: RuntimeCompletion.known)
  var runtimes: [String] = []
  @Option(help: ArgumentHelp("More of them, separated by commas.", valueName: "list"))
  var features: String?
  @Option(help: ArgumentHelp("A YAML file that lists them under `features` and `tools`.", valueName: "file"))
  var config: String?
  @Option(help: "Where to: layer or host.")
  var scope: InstallScope?
  @Flag(help: "Stop at the first runtime that fails. Otherwise the others are installed, and failures told at the end.")
  var failFast = false
  @Flag(help: "Say everything that is done, as log lines.")
  var verbose = false
  @Flag(help: "Go on although something is in the way.")
  var force = false
  @Flag(help: "Host scope: let packages start their services, and enable them.")
  var startServices = false
  @Option(help: ArgumentHelp("Host scope: another root directory, an image that is being built.", valueName: "dir"))
  var root: String?
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let console = common.console
    let wanted = try FeatureChoice(command: self).choose(variable: console.surroundings.features)
    guard !wanted.specifiers.isEmpty else { return console.note("RUNNER_FEATURES is empty: nothing to install\n") }
    let scope = scope ?? wanted.scope ?? .layer
    let request = InstallRequest(
      specifiers: wanted.specifiers, scope: scope, force: force, failFast: failFast || wanted.failFast ?? (scope == .layer))
    guard scope == .host else { return try await Installation(request: request, change: change).run(common) }
    try common.expectHere("it installs packages on the machine it runs on")
    var options = HostInstallOptions(
      home: try console.surroundings.home(option: common.home), root: root, force: force,
      startsServices: startServices || wanted.startsServices ?? false, commandLine: commandLine(wanted))
    try await HostInstallation(request: request, change: change, verbose: verbose).run(&options, console)
  }

  /// What root would type.
  private func commandLine(_ wanted: FeatureList) -> String {
    var words = ["roost", "install", "--scope", "host"] + wanted.specifiers.map { ShellWord.quoted($0) }
    if let root { words += ["--root", ShellWord.quoted(root)] }
    if failFast { words.append("--fail-fast") }
    if startServices { words.append("--start-services") }
    return words.joined(separator: " ")
  }
}

extension InstallScope: ExpressibleByArgument {}
