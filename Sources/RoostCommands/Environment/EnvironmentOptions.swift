import ArgumentParser
import RoostModel

/// What an environment shall be, as `roost run` and `roost env create` take it.
struct EnvironmentOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where: sandbox (the default), process (not isolated), docker, vm, ssh://user@host.", valueName: "strategy"))
  var on: StrategyTarget?
  @Option(
    help: ArgumentHelp("Others to try when that cannot be used here: docker,sandbox.", valueName: "strategies"))
  var fallback: TargetList?
  @Flag(help: "A fallback may isolate less than what was asked for.")
  var allowWeaker = false
  @Option(
    name: .customLong("runtime"), help: ArgumentHelp("A runtime: nodejs@22. May be given several times.", valueName: "runtime"),
    completion: RuntimeCompletion.known)
  var runtimes: [String] = []
  @Option(help: ArgumentHelp("An image for docker, instead of runtimes: node:22.", valueName: "ref"))
  var image: String?
  @Option(
    name: .customLong("mount"),
    help: ArgumentHelp("A directory of this machine to be seen inside.", valueName: "dir[:target][:ro]"))
  var mounts: [MountOption] = []
  @Option(help: ArgumentHelp("outbound (as root the default), none, or allow:HOST[:PORT],...", valueName: "policy"))
  var network: NetworkPolicy?
  @Option(help: ArgumentHelp("The most memory all of it may use: 512M.", valueName: "size"))
  var memory: SizeOption?
  @Option(help: ArgumentHelp("Processor time per second: 0.5 is half a core.", valueName: "cores"))
  var cpus: Double?
  @Option(help: ArgumentHelp("The most processes and threads at once.", valueName: "count"))
  var processes: Int?
  @Option(help: ArgumentHelp("The most it may write over its files: 1G.", valueName: "size"))
  var disk: SizeOption?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("A variable for the program: NAME=VALUE, or NAME for its value here.", valueName: "name"))
  var env: [String] = []

  func validate() throws {
    if let cpus, !(cpus > 0 && cpus <= 1024) { throw ValidationError("--cpus must be more than 0: --cpus 0.5.") }
    if let processes, processes < 1 { throw ValidationError("--processes must be at least 1.") }
  }

  /// Without variables, which differ.
  func request() throws(Problem) -> EnvironmentRequest {
    var request = EnvironmentRequest()
    request.target = on
    request.fallback = fallback?.targets ?? []
    request.mayWeaken = allowWeaker
    request.runtimes = runtimes
    request.image = image.map { .reference($0) }
    for mount in mounts { request.mounts.append(try mount.mount()) }
    request.network = network
    request.limits = ResourceLimits(memory: memory?.bytes, cpus: cpus, processes: processes, disk: disk?.bytes)
    return request
  }
}

/// Strategies between commas.
struct TargetList: ExpressibleByArgument, Equatable {
  let targets: [StrategyTarget]

  init?(argument: String) {
    let words = argument.split(separator: ",", omittingEmptySubsequences: false)
    targets = words.compactMap { StrategyTarget(String($0)) }
    guard targets.count == words.count else { return nil }
  }
}
