import Glibc
import Logging
import RoostEnvironments
import RoostModel
import RoostSandbox
import SystemPackage

/// Times what the sandbox strategy does, and other programs beside it. See `run.sh`.
///
/// `sandbox-benchmark roost HOME AGENT ROUNDS LAYER...` and `sandbox-benchmark command NAME ROUNDS PROGRAM ARGUMENT...`.
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
    case "command" where arguments.count > 3:
      try CommandTiming(name: arguments[1], rounds: Int(arguments[2]) ?? 20, words: Array(arguments.dropFirst(3))).run()
    default:
      print("usage: sandbox-benchmark roost HOME AGENT ROUNDS LAYER... | command NAME ROUNDS PROGRAM ARGUMENT...")
      exit(2)
    }
  }
}
