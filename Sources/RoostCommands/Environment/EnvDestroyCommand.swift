import ArgumentParser
import RoostClient
import RoostModel

/// `roost env destroy`
struct EnvDestroyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "destroy", abstract: "End an environment, with its programs and what they wrote.",
    discussion: """
      Mounted directories and snapshots stay. Cannot be undone.

      EXAMPLES
        roost env destroy dev
        roost env destroy dev two
      """,
    aliases: ["rm"])

  @Argument(help: "The environments' names.", completion: EnvironmentNameCompletion.kind)
  var names: [String]
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let names = try names.map { (text) throws(Problem) in try EnvironmentName(text) }
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      var (destroyed, failures) = ([EnvironmentName](), [Problem]())
      for name in names {
        do throws(Problem) {
          try await daemon.destroy(name)
          destroyed.append(name)
        } catch { failures.append(error) }
      }
      // Those behind one that fails are destroyed all the same, and what was done is said.
      for failure in failures.dropLast() { console.report(failure) }
      if !destroyed.isEmpty || failures.isEmpty {
        try console.show(["destroyed": destroyed.map(\.text)]) { style in
          destroyed.map { "destroyed \(style.bold($0.text))\n" }.joined()
        }
      }
      if let last = failures.last { throw last }
    }
  }
}
