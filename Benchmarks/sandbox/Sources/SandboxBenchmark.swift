import Glibc
import Logging
import RoostEnvironments
import RoostModel
import RoostSandbox
import SystemPackage

/// Times what the sandbox strategy does, and other programs beside it. See `run.sh`.
///
/// `sandbox-benchmark roost HOME AGENT ROUNDS LAYER...`, `sandbox-benchmark strategy HOME AGENT ROUNDS LAYER...`,
/// `sandbox-benchmark crowd HOME AGENT COUNT LAYER...` and `sandbox-benchmark command NAME ROUNDS PROGRAM ARGUMENT...`.
@main
struct SandboxBenchmark {
  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case "roost" where arguments.count > 4:
      let rounds = Int(arguments[3]) ?? 20
      let benchmark = RoostTiming(
        home: FilePath(arguments[1]), agent: FilePath(arguments[2]), layers: Array(arguments.dropFirst(4)), rounds: rounds)
      try await benchmark.run()
    case "strategy" where arguments.count > 4:
      let rounds = Int(arguments[3]) ?? 50
      let layers = Array(arguments.dropFirst(4))
      try await StrategyTiming(strategy: sandbox(arguments), spec: { spec(layers) }, rounds: rounds).run()
    case "crowd" where arguments.count > 4:
      let layers = Array(arguments.dropFirst(4))
      let crowd = CrowdTiming(
        strategy: sandbox(arguments), spec: { spec(layers) }, count: Int(arguments[3]) ?? 200)
      try await crowd.run()
    case "command" where arguments.count > 3:
      try CommandTiming(name: arguments[1], rounds: Int(arguments[2]) ?? 20, words: Array(arguments.dropFirst(3))).run()
    default:
      print("usage: sandbox-benchmark roost|strategy|crowd HOME AGENT ROUNDS LAYER... | command NAME ROUNDS PROGRAM ARGUMENT...")
      exit(2)
    }
  }
  private static func sandbox(_ arguments: [String]) -> SandboxStrategy {
    var logger = Logger(label: "benchmark")
    logger.logLevel = .error
    return SandboxStrategy(
      SandboxConfiguration(home: FilePath(arguments[1]), agent: FilePath(arguments[2])), logger: logger)
  }

  @Sendable private static func spec(_ layers: [String]) -> EnvironmentSpec {
    EnvironmentSpec(layers: layers, user: 200_778, network: .none)
  }
}
