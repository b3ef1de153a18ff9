import ArgumentParser
import RoostModel
import RoostSSH

/// Times what strategies do, and other programs beside them. See `run.sh`.
@main
struct StrategyBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "strategy-benchmark", abstract: "Times environments of one strategy, or a program beside them.",
    subcommands: [Strategy.self, Requests.self, Crowd.self, Program.self])

  struct Strategy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Boot, spawn, first byte, standstill, many small files.")
    @OptionGroup var subject: Subject
    @Option(help: "Environments, and processes in one of them.") var rounds = 50

    func run() async throws {
      let strategy = try subject.strategy()
      let timing = StrategyTiming(strategy: strategy, target: try subject.target, spec: subject.spec, rounds: rounds)
      try await timing.run()
      // The connection would outlive us.
      if let ssh = strategy as? SSHStrategy { await ssh.disconnect() }
    }
  }

  struct Requests: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Requests through dial beside loopback. Run it on one core.")
    @OptionGroup var subject: Subject
    @Option(help: "Thousands of requests.") var rounds = 50

    func run() async throws {
      try await RequestTiming(strategy: try subject.strategy(), spec: try subject.spec(.none), rounds: rounds).run()
    }
  }

  struct Crowd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Many environments booted at once, and the memory of each.")
    @OptionGroup var subject: Subject
    @Option var count = 200

    func run() async throws {
      try await CrowdTiming(strategy: try subject.strategy(), spec: try subject.spec(.none), count: count).run()
    }
  }

  struct Program: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "A program from its start to its end.")
    @Option var name: String
    @Option var rounds = 50
    @Argument(parsing: .captureForPassthrough) var words: [String]

    func run() throws { try CommandTiming(name: name, rounds: rounds, words: words).run() }
  }
}
