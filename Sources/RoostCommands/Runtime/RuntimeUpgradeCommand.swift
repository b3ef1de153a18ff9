import ArgumentParser
import RoostModel

/// `roost runtime upgrade`
struct RuntimeUpgradeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upgrade", abstract: "Install the newest versions within the ranges that were asked for.",
    discussion: """
      Apps keep the version they run on until they are deployed again; the old layer stays as long as one uses it, and \
      `roost runtime gc` takes it afterwards.

      EXAMPLES
        roost runtime upgrade
        roost runtime upgrade nodejs
        roost runtime upgrade --dry-run --detailed-exitcode
      """)

  @Argument(help: "Runtimes; all that are outdated when none is named.", completion: RuntimeCompletion.installed)
  var runtimes: [String] = []
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    guard change.dryRun else { return try await common.withRuntimes(upgrade) }
    let pending = try await common.withRuntimes { (session) async throws(Problem) in
      let pending = try await session.operations.outdated().filter { $0.isOutdated && isMeant($0) }
      try session.console.show(pending) { OutdatedText(runtimes: pending).text($0) }
      return pending
    }
    try change.exit(changesPending: !pending.isEmpty)
  }

  private func isMeant(_ runtime: OutdatedRuntime) -> Bool {
    runtimes.isEmpty || runtimes.contains { $0 == runtime.runtime.text || $0.hasPrefix("\(runtime.runtime)@") }
  }

  private func upgrade(_ session: RuntimeSession) async throws(Problem) {
    let runtimes = runtimes
    let operations = session.operations
    let result = try await session.run("the upgrade") { (sink) async throws(Problem) in
      try await operations.upgrade(runtimes, sink)
    }
    try session.console.finish(result) { InstallResultText(result: result).text($0) }
  }
}
