import ArgumentParser
import RoostClient
import RoostModel

/// `roost env snapshots`
struct EnvSnapshotsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshots", abstract: "List snapshots, or take one away.",
    discussion: """
      EXAMPLES
        roost env snapshots
        roost env snapshots --remove ready
      """)

  @Option(help: ArgumentHelp("Take this one away.", valueName: "snapshot"))
  var remove: String?
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let unwanted = try remove.map { (text) throws(Problem) in try EnvironmentName(text) }
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      if let unwanted {
        try await daemon.removeSnapshot(unwanted)
        return try console.show(["removed": unwanted.text]) { "removed \($0.bold(unwanted.text))\n" }
      }
      let snapshots = try await daemon.snapshots()
      try console.show(snapshots) { EnvironmentText(now: Now.seconds).snapshots(snapshots, $0) }
    }
  }
}
