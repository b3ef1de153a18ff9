import ArgumentParser
import RoostClient
import RoostModel

/// What commands that give variables values have in common.
struct VariableOptions: ParsableArguments {
  @Option(help: "Which processes get it: run, build or both. Without: as before, at first run.")
  var scope: VariableScope?
  @Flag(help: "Leave a running app as it is until its next start.")
  var noRestart = false
}

/// One change of an app's variables as its user sees it.
struct VariableChanging {
  let common: CommonOptions
  let app: AppName

  func run(_ change: VariableChange) async throws(Problem) {
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let display = ProgressDisplay(console: console)
      let result: VariableChangeResult
      do throws(Problem) {
        result = try await daemon.change(app, change, progress: display.show)
      } catch {
        display.end()
        throw error
      }
      display.end()
      try console.finish(result) { VariableTables(now: Now.seconds).changed(result, $0) }
    }
  }
}
